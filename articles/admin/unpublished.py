"""What publishing the working copy would change, as readers would see it."""

from articles.compared import VIEWS, Compared, comparable
from articles.comparison import compare
from articles.comparison.stub import note_stub
from articles.models import Article, Version
from articles.snapshot import Snapshot


def compared_with_live(article: Article, *, base: str, view: str) -> Compared:
    """The redline from the live version to the working copy of a published article."""
    heading = "What publishing would change"
    return redline(heading, article.live.snapshot(), article.snapshot(), base=base, view=view)


def redline(heading: str, old: Snapshot, new: Snapshot, *, base: str, view: str) -> Compared:
    """One from any text to any other; without a `base` the page has one view only."""
    return Compared(
        heading=heading, comparison=_compared(old, new), base=base, view=view if view in VIEWS else "changes"
    )


def note_suggestion(live: Version, article: Article) -> str:
    """A first draft of the note for readers, made of facts alone; empty when they would see no change."""
    return note_stub(_compared(live.snapshot(), article.snapshot()))


def _compared(old, new):
    """Never kept ready for the next time, as that of two versions is: a draft is the editors' own."""
    old, new = comparable(old), comparable(new)
    names = {snapshot.image: snapshot.alt for snapshot in (old, new) if snapshot.image}
    return compare(old, new, image_names=names)
