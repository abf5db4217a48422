"""What a comparison comes to: numbered changes, and the whole article in reading order."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from articles.comparison.kinds import Kind
from articles.comparison.tally import Tally


@dataclass(frozen=True)
class Change:
    """One numbered change.

    `kind` is the weightiest of its `kinds`. `label` says what happened ("New list item"), `section` under
    which section heading, or which part of the article it is ("Title"). `html` shows both versions in one
    column, `old_html` and `new_html` one each.
    """

    number: int
    kind: Kind
    kinds: tuple[Kind, ...]
    label: str
    section: str
    html: SafeString
    old_html: SafeString
    new_html: SafeString
    things: tuple[tuple[str, int], ...] = ()
    words_added: int = 0
    words_removed: int = 0

    @property
    def anchor(self) -> str:
        return f"change-{self.number}"

    @property
    def heading(self) -> str:
        """Where, and what, unless the marks alone say it: "Introduction", "Common causes · New list item"."""
        if self.label.startswith(self.section):
            return self.label
        return self.section if self.label == Kind.WORDS.sentence else f"{self.section} · {self.label}"


@dataclass(frozen=True)
class Row:
    """A piece of the article in reading order: unchanged blocks, a change, or what a moved block left behind.

    Unchanged blocks have no `change`, and a `summary` to fold them under ("4 unchanged list items"). A
    departure leads to the change that shows the block where it is now.
    """

    html: SafeString
    old_html: SafeString
    new_html: SafeString
    change: Change | None = None
    summary: str = ""
    is_departure: bool = False


@dataclass(frozen=True)
class Comparison:
    """What changed between two versions, oldest first.

    `nothing_visible` is true when the two differ in nothing a reader could see. `fallback` is a sentence for
    readers when the versions were too different to compare every word.
    """

    changes: tuple[Change, ...]
    rows: tuple[Row, ...]
    tally: Tally = field(default_factory=Tally)
    nothing_visible: bool = False
    fallback: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is no change to show."""
        return not self.changes
