"""What publishing the working copy would change, as readers would see it."""

from articles.compared import VIEWS, Compared, comparable
from articles.comparison import compare
from articles.comparison.stub import note_stub
from articles.models import Article, Version


def compared_with_live(article: Article, *, base: str, view: str) -> Compared:
    """The redline from the live version to the working copy of a published article."""
    return Compared(
        heading="What publishing would change",
        comparison=_comparison(article.live, article),
        base=base,
        view=view if view in VIEWS else "changes",
    )


def note_suggestion(live: Version, article: Article) -> str:
    """A first draft of the note for readers, made of facts alone; empty when they would see no change."""
    return note_stub(_comparison(live, article))


def _comparison(live, article):
    """Never kept ready for the next time, as that of two versions is: a draft is the editors' own."""
    old, new = comparable(live.snapshot()), comparable(article.snapshot())
    names = {snapshot.image: snapshot.alt for snapshot in (old, new) if snapshot.image}
    return compare(old, new, image_names=names)
