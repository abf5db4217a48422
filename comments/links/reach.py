"""What a verdict would do to the comments there are, worked out in a few queries however many they are."""

from collections.abc import Iterable
from functools import cache

from django.db.models import F
from django.db.models.functions import Substr

from comments.links.outcomes import Link, Outcome, in_force, outcome
from comments.markup import ShownLink, strictest
from comments.models import Comment, Discussion, LinkTarget, LinkUse, State
from comments.models.link import SEGMENT, ancestry
from comments.moves import AT_ONCE, batched
from comments.thread import shown_treatment


def waiting(target: LinkTarget) -> dict[int, int]:
    """The latest revision of every waiting comment that links to what the target covers, and its comment."""
    uses = LinkUse.objects.of(target).filter(revision__comment__state=State.PENDING)
    latest = uses.filter(revision__comment__current=F("revision")).order_by()
    return dict(latest.values_list("revision_id", "revision__comment_id"))


def outcomes(target: LinkTarget, treatment: str, revisions: Iterable[int]) -> dict[int, Outcome]:
    """What becomes of waiting comments, by their latest revision, once the target has the treatment."""
    links: dict[int, list[Link]] = {}
    for revision, place, _, _, lineage in _uses(revisions):
        links.setdefault(revision, []).append(Link(place == LinkUse.Place.TEXT, ancestry(lineage)))
    decided = decided_around(link.ancestry[-1] for several in links.values() for link in several)
    decided[target.pk] = treatment
    kept = _moderated(links)
    return {
        revision: _kept(outcome(several, decided, target.pk))
        if revision in kept
        else outcome(several, decided, target.pk)
        for revision, several in links.items()
    }


def _moderated(revisions):
    """Those of comments where everything waits for a moderator."""
    moderated = Discussion.objects.moderated().values("article")
    found = Comment.objects.filter(article__in=moderated)
    return {
        pk
        for some in batched(revisions, AT_ONCE)
        for pk in found.filter(current__in=some).order_by().values_list("current_id", flat=True)
    }


def _kept(became):
    """There a verdict publishes nothing."""
    return became if became is Outcome.REJECT else Outcome.WAIT


def shown_differently(target: LinkTarget, treatment: str) -> int:
    """How many published comments readers would see otherwise."""
    uses = LinkUse.objects.of(target).filter(revision__comment__state=State.PUBLISHED)
    public = uses.filter(place=LinkUse.Place.TEXT, revision__comment__approved=F("revision")).order_by()
    approved = dict(public.values_list("revision_id", "revision__comment__link_treatment"))
    rows = [row for row in _uses(approved) if row[1] == LinkUse.Place.TEXT]
    before = decided_around(ancestry(row[-1])[-1] for row in rows)
    after = {**before, target.pk: treatment}
    if before.get(target.pk) == treatment:
        return 0
    was, becomes = _looks(rows, approved, before), _looks(rows, approved, after)
    return len({revision for (revision, slot), look in becomes.items() if look != was[revision, slot]})


def decided_around(roots: Iterable[int]) -> dict[int, str]:
    """The treatment of every target decided about on these sites, by the target's primary key."""
    segments = {f"{root:0{SEGMENT}d}" for root in roots}
    targets = LinkTarget.objects.filter(verdict__isnull=False).annotate(root=Substr("lineage", 1, SEGMENT))
    return dict(targets.filter(root__in=segments).order_by().values_list("pk", "verdict__treatment"))


def _uses(revisions):
    """Revision, place, position, way of writing and lineage of every link in these revisions."""
    columns = ("revision_id", "place", "position", "written", "target__lineage")
    for some in batched(revisions, AT_ONCE):
        yield from LinkUse.objects.filter(revision__in=some).order_by().values_list(*columns)


def _looks(rows, approved, decided):
    """What readers get of each link, by revision and slot."""
    treatments: dict[tuple[int, int], list[str]] = {}
    written = {}
    for revision, _, position, how, lineage in rows:
        verdict = decided.get(in_force(ancestry(lineage), decided))
        treatments.setdefault((revision, position), []).append(_treatment(approved[revision], verdict))
        written[revision, position] = how
    return {slot: _look(strictest(several), written[slot]) for slot, several in treatments.items()}


@cache
def _treatment(approved, verdict):
    return shown_treatment(approved, verdict)


@cache
def _look(treatment, written):
    return ShownLink("", treatment, written).look
