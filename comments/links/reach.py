"""What a verdict would do to the comments there are, worked out in a few queries however many they are."""

from collections.abc import Iterable
from functools import cache

from django.db.models.functions import Substr

from comments.links.outcomes import Link, Outcome, in_force, outcome
from comments.markup import ShownLink, strictest
from comments.models import Comment, LinkTarget, LinkUse
from comments.models.link import SEGMENT, ancestry
from comments.thread import shown_treatment


def waiting(target: LinkTarget):
    """The waiting comments whose latest words link to what the target covers."""
    return Comment.objects.pending().filter(current__in=LinkUse.objects.of(target).values("revision"))


def outcomes(target: LinkTarget, treatment: str) -> dict[int, Outcome]:
    """What becomes of waiting comments, by their latest revision, once the target has the treatment."""
    uses = LinkUse.objects.filter(revision__in=waiting(target).order_by().values("current"))
    by_revision: dict[int, list[Link]] = {}
    for revision, place, lineage in uses.order_by().values_list("revision_id", "place", "target__lineage"):
        link = Link(place == LinkUse.Place.TEXT, ancestry(lineage))
        by_revision.setdefault(revision, []).append(link)
    decided = decided_around(link.ancestry[-1] for links in by_revision.values() for link in links)
    decided[target.pk] = treatment
    return {revision: outcome(links, decided, target.pk) for revision, links in by_revision.items()}


def shown_differently(target: LinkTarget, treatment: str | None) -> int:
    """How many published comments readers would see otherwise; `treatment` None takes the verdict away."""
    covered = LinkUse.objects.of(target).filter(place=LinkUse.Place.TEXT).values("revision")
    approved = Comment.objects.published().filter(approved__in=covered).order_by().values("approved")
    rows = [*_shown_uses(approved)]
    before = decided_around(ancestry(row[-1])[-1] for row in rows)
    after = {**before, target.pk: treatment}
    if treatment is None:
        del after[target.pk]
    looks_before, looks_after = _looks(rows, before), _looks(rows, after)
    changed = {
        revision for (revision, slot), look in looks_after.items() if look != looks_before[revision, slot]
    }
    return len(changed)


def decided_around(roots: Iterable[int]) -> dict[int, str]:
    """The treatment of every target decided about on these sites, by the target's primary key."""
    segments = {f"{root:0{SEGMENT}d}" for root in roots}
    targets = LinkTarget.objects.filter(verdict__isnull=False).annotate(root=Substr("lineage", 1, SEGMENT))
    return dict(targets.filter(root__in=segments).order_by().values_list("pk", "verdict__treatment"))


def _shown_uses(revisions):
    uses = LinkUse.objects.filter(revision__in=revisions, place=LinkUse.Place.TEXT).order_by()
    return uses.values_list(
        "revision_id", "position", "written", "revision__comment__link_treatment", "target__lineage"
    )


def _looks(rows, decided):
    """What readers get of each link, by revision and slot."""
    treatments: dict[tuple, list] = {}
    written = {}
    for revision, position, how, approved, lineage in rows:
        verdict = decided.get(in_force(ancestry(lineage), decided))
        treatments.setdefault((revision, position), []).append(_treatment(approved, verdict))
        written[revision, position] = how
    return {slot: _look(strictest(several), written[slot]) for slot, several in treatments.items()}


@cache
def _treatment(approved, verdict):
    return shown_treatment(approved, verdict)


@cache
def _look(treatment, written):
    return ShownLink("", treatment, written).look
