"""What stands around the body: title, standfirst, byline, topic, lead image, related reading and tags."""

from collections.abc import Hashable, Iterator, Sequence

from articles.comparison import figures
from articles.comparison.blocks import BARE, Block, Container
from articles.comparison.inline import Compared, compared, replaced
from articles.comparison.joints import ADDED, PAIRED, REMOVED, REWRITTEN
from articles.comparison.kinds import Kind, in_order, sentence
from articles.comparison.marked import Marked, Note
from articles.comparison.marking import Marker
from articles.comparison.pairing import Step
from articles.comparison.portions import Portion
from articles.comparison.redline import GONE, MOVED_AWAY, MOVED_HERE, NEWLY, Mark, pen_for
from articles.comparison.sequences import heavy_matches
from articles.comparison.words import text_of
from articles.snapshot import Snapshot
from cms.htmltree import Element, Node


def above(old: Snapshot, new: Snapshot, marker: Marker) -> Iterator[Portion]:
    """What changed in the parts that readers meet before the body."""
    yield from _words("Topic", Kind.TOPIC, old.topic, new.topic, marker)
    yield from _words("Title", Kind.TITLE, old.title, new.title, marker)
    yield from _words("Standfirst", Kind.STANDFIRST, old.standfirst, new.standfirst, marker)
    yield from _words("Byline", Kind.BYLINE, old.byline, new.byline, marker)
    yield from _lead_image(old, new, marker)


def below(old: Snapshot, new: Snapshot, marker: Marker) -> Iterator[Portion]:
    """What changed in the parts that readers meet after the body."""
    titles = {related.id: related.title for related in (*old.related, *new.related)}
    ids = [[related.id for related in snapshot.related] for snapshot in (old, new)]
    yield from _items("Related reading", Kind.RELATED, *ids, titles, marker)
    yield from _items("Tags", Kind.TAGS, old.tags, new.tags, {}, marker)


def _words(section: str, kind: Kind, old: str, new: str, marker: Marker) -> Iterator[Portion]:
    if old == new:
        return
    marked = marker.marked(_step(kind, _paragraph(old), _paragraph(new), marker))
    marked.kinds = {kind}
    yield Portion(PAIRED, section, marked, name=f"{section} {_happened(old, new)}")


def _happened(old, new) -> str:
    if old and new:
        return "changed"
    return "added" if new else "removed"


def _step(kind: Kind, old: Block, new: Block, marker: Marker) -> Step:
    if not (old.nodes and new.nodes):
        return Step(ADDED, new=(new,)) if new.nodes else Step(REMOVED, old=(old,))
    words = compared(old.inline, new.inline, marker.effort)
    if kind is Kind.TOPIC or words.is_rewritten:
        if kind is Kind.STANDFIRST:
            return Step(REWRITTEN, (old,), (new,))
        words = Compared(replaced(old.inline, new.inline), 0)
    return Step(PAIRED, (old,), (new,), words)


def _paragraph(words: str) -> Block:
    nodes: list[Node] = []
    for line in filter(None, words.split("\n")):
        nodes += [Element("br"), line] if nodes else [line]
    return Block("p", nodes)


def _lead_image(old: Snapshot, new: Snapshot, marker: Marker) -> Iterator[Portion]:
    before, now = _figure(old), _figure(new)
    if before and now:
        marked = figures.paired(before, now, marker.names, marker.effort)
        _compare_credit(marked, old.credit, new.credit, marker)
    elif before or now:
        step = Step(ADDED, new=(now,)) if now else Step(REMOVED, old=(before,))
        marked = marker.marked(step)
        marked.kinds = {Kind.IMAGE}
        _compare_credit(marked, old.credit if before else "", new.credit if now else "", marker)
    if (before or now) and marked.kinds:
        yield Portion(PAIRED, "Lead image", marked, name=_image_label(marked, old.image, new.image))


def _figure(snapshot: Snapshot) -> Block | None:
    if snapshot.image is None:
        return None
    image = Element("img", {"src": f"/images/{snapshot.image}/", "alt": snapshot.alt})
    caption = [Element("figcaption", {}, [snapshot.caption])] if snapshot.caption else []
    return Block("figure", [image, *caption])


def _compare_credit(marked: Marked, old: str, new: str, marker: Marker) -> None:
    if old == new:
        return
    runs = compared(text_of([old]), text_of([new]), marker.effort).runs
    marked.notes.append(Note("Credit", runs))
    marked.kinds.add(Kind.IMAGE_CREDIT)


def _image_label(marked: Marked, old: int | None, new: int | None) -> str:
    if old and new and old == new:
        found = sentence(in_order(marked.kinds))
        return f"Lead image: {found[0].lower()}{found[1:]}"
    return f"Lead image {_happened(old, new).replace('changed', 'replaced')}"


def _items(
    section: str, kind: Kind, old: Sequence[Hashable], new: Sequence[Hashable], titles: dict, marker: Marker
) -> Iterator[Portion]:
    old, new = [*old], [*new]
    if old == new:
        return
    pairs = heavy_matches(old, new, marker.effort, weigh=lambda item: 1)
    stay_old, stay_new = {i for i, _ in pairs}, {j for _, j in pairs}
    gone = [item for place, item in enumerate(old) if place not in stay_old]
    came = [item for place, item in enumerate(new) if place not in stay_new]
    inside = (Container("ul", {}),)
    went = [_item(item, inside, MOVED_AWAY if item in came else GONE, titles) for item in gone]
    arrived = [_item(item, inside, MOVED_HERE if item in gone else NEWLY, titles) for item in came]
    marked = Marked(went + arrived, went, arrived, kinds={kind})
    happened = "reordered" if sorted(old) == sorted(new) else "changed"
    yield Portion(PAIRED, section, marked, name=f"{section} {happened}")


def _item(item: Hashable, around: tuple[Container, ...], mark: Mark, titles: dict):
    title = titles.get(item, item)
    block = Block(BARE, [title], (*around, Container("li", {})))
    return block, [pen_for(title).marked(mark, [title])]
