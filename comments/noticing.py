"""What the checks look at, and what they say."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class LinkFacts:
    """What is known of a link's site: its name, the verdict in force, and comments that used it before.

    `start` and `end` are the link's place in the text; both are 0 for the one in the website field.
    """

    site: str
    treatment: str = ""
    published: int = 0
    rejected: int = 0
    writers: int = 0
    url: str = ""
    start: int = 0
    end: int = 0
    is_disguised: bool = False
    is_shortener: bool = False
    oddities: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        return ((self.start, self.end),) if self.end else ()


@dataclass(frozen=True)
class LookAlikes:
    """Other comments with the same words but for some: rejected as spam, and waiting.

    `words` are the first ones of the most alike rejected comment.
    """

    rejected: int = 0
    waiting: int = 0
    words: str = ""


@dataclass(frozen=True)
class RuleHit:
    """A moderators' rule that fits, and where in the text."""

    rule_id: int
    words: str
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class LearntWord:
    """A word that rejected comments of this site use and published ones do not."""

    word: str
    rejected: int
    published: int
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Arrival:
    """How a comment came in; only its request told.

    `seconds_spent` is how long its page was open (None: nobody told), `suspicion` what the browser did
    nothing to dispel, `in_flood` that far more than usual came in.
    """

    trap_filled: bool = False
    seconds_spent: float | None = None
    suspicion: str = ""
    in_flood: bool = False


@dataclass(frozen=True)
class Facts:
    """Everything the checks may look at, gathered before they run."""

    text: str
    name: str
    email: str = ""
    links: tuple[LinkFacts, ...] = ()
    ends_in_link: bool = False
    article_age: datetime.timedelta = datetime.timedelta()
    published_before: int = 0
    rejected_before: int = 0
    same_words_elsewhere: int = 0
    trap_filled: bool = False
    version_token_forged: bool = False
    seconds_spent: float | None = None
    suspicion: str = ""
    in_flood: bool = False
    look_alikes: LookAlikes = LookAlikes()
    rules: tuple[RuleHit, ...] = ()
    learnt: tuple[LearntWord, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a check says, and the places of the text that it is about."""

    words: str
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Noticed:
    """What one check found: its name, what it says, where in the text, and the rule if one says it."""

    check_name: str
    words: str
    places: tuple[tuple[int, int], ...] = ()
    rule_id: int | None = None
    is_failure: bool = field(default=False, compare=False)
