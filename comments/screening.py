"""What is noticed about a comment before a moderator reads it.

Each check is a small pure function: facts in, a sentence or nothing out. Every check runs; one that fails
counts as a reason to hold. To add one, write it and name it in CHECKS.
"""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass

logger = logging.getLogger(__name__)

OLD_ARTICLE = datetime.timedelta(days=365)


@dataclass(frozen=True)
class LinkFacts:
    """What is known of a link's site: its name, the verdict in force, and comments that used it before."""

    site: str
    treatment: str = ""
    is_disguised: bool = False
    is_shortener: bool = False
    oddities: tuple[str, ...] = ()
    published: int = 0
    rejected: int = 0
    writers: int = 0


@dataclass(frozen=True)
class Facts:
    """Everything the checks may look at, gathered before they run."""

    text: str
    name: str
    links: tuple[LinkFacts, ...] = ()
    ends_in_link: bool = False
    article_age: datetime.timedelta = datetime.timedelta()
    published_before: int = 0
    rejected_before: int = 0
    same_words_elsewhere: int = 0
    trap_filled: bool = False
    version_token_forged: bool = False


@dataclass(frozen=True)
class Noticed:
    """What one check found: its name, and the words for the moderator."""

    check_name: str
    words: str


def unknown_link(facts: Facts) -> str | None:
    sites = sorted({link.site for link in facts.links if not link.treatment})
    return f"Links to {', '.join(sites)}: nobody has decided about it yet" if sites else None


def decided_link(facts: Facts) -> str | None:
    decided = sorted({f"{link.site} ({link.treatment})" for link in facts.links if link.treatment})
    return f"Links to {', '.join(decided)}" if decided else None


def disguised_link(facts: Facts) -> str | None:
    sites = sorted({link.site for link in facts.links if link.is_disguised})
    return f"Disguises an address of {', '.join(sites)}" if sites else None


def shortened_link(facts: Facts) -> str | None:
    sites = sorted({link.site for link in facts.links if link.is_shortener})
    return f"Where {', '.join(sites)} leads cannot be told: it is a link shortener" if sites else None


def odd_site_name(facts: Facts) -> str | None:
    odd = sorted({told for link in facts.links for told in link.oddities})
    return ". ".join(odd)[:500] or None


def link_rejected_before(facts: Facts) -> str | None:
    worst = max(facts.links, key=lambda link: link.rejected, default=None)
    if worst is None or not worst.rejected:
        return None
    return f"{_comments(worst.rejected)} linking to {worst.site} {_were(worst.rejected)} rejected or removed"


def link_under_many_names(facts: Facts) -> str | None:
    busiest = max(facts.links, key=lambda link: link.writers, default=None)
    if busiest is None or busiest.writers < 3:
        return None
    return f"{busiest.writers} different names have linked to {busiest.site}"


def link_in_last_sentence(facts: Facts) -> str | None:
    return "Ends in a link" if facts.ends_in_link else None


def link_under_old_article(facts: Facts) -> str | None:
    if not facts.links or facts.article_age < OLD_ARTICLE:
        return None
    return f"A link under an article that is {facts.article_age.days // 365} years old"


def same_words(facts: Facts) -> str | None:
    count = facts.same_words_elsewhere
    return f"{_comments(count, 'other ')} with exactly these words" if count else None


def new_writer(facts: Facts) -> str | None:
    return None if facts.published_before else "No published comment from this address yet"


def rejected_writer(facts: Facts) -> str | None:
    count = facts.rejected_before
    return f"{_comments(count)} from this address {_were(count)} rejected or removed" if count else None


def trap(facts: Facts) -> str | None:
    return "A field hidden from people was filled in" if facts.trap_filled else None


def forged_token(facts: Facts) -> str | None:
    return "The form's version token was not one of ours" if facts.version_token_forged else None


CHECKS: tuple[Callable[[Facts], str | None], ...] = (
    unknown_link,
    decided_link,
    disguised_link,
    shortened_link,
    odd_site_name,
    link_rejected_before,
    link_under_many_names,
    link_in_last_sentence,
    link_under_old_article,
    same_words,
    new_writer,
    rejected_writer,
    trap,
    forged_token,
)


def screen(facts: Facts, checks=CHECKS) -> list[Noticed]:
    """What the checks noticed, in their order."""
    noticed = (_run(check, facts) for check in checks)
    return [one for one in noticed if one]


def _run(check, facts):
    name = check.__name__
    try:
        words = check(facts)
    except Exception:  # whatever is wrong with one check must not publish a comment, nor lose it
        logger.exception("check %s failed", name)
        return Noticed(name, f"The check “{name}” failed, so the comment waits")
    return Noticed(name, words) if words else None


def _comments(count, which=""):
    return f"{count} {which}{'comment' if count == 1 else 'comments'}"


def _were(count):
    return "was" if count == 1 else "were"
