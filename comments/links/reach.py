"""What a verdict would do to the comments there are, worked out in a few queries however many they are."""

from collections.abc import Iterable
from functools import cache

from django.db.models import F
from django.db.models.functions import Substr

from comments.links.outcomes import Link, Outcome, in_force, outcome
from comments.markup import ShownLink, strictest
from comments.models import Discussion, LinkTarget, LinkUse, State
from comments.models.link import SEGMENT, ancestry
from comments.thread import shown_treatment


def count_waiting(target: LinkTarget) -> int:
    """How many waiting comments link to what the target covers."""
    return _waiting(target).values("revision").distinct().count()


def outcomes(target: LinkTarget, treatment: str) -> dict[tuple[int, int], Outcome]:
    """What becomes of every waiting comment, told by it and its latest revision, with this treatment."""
    kin, links = cache(ancestry), {}
    for comment, revision, place, lineage in _around(_waiting(target)).values_list(*_OF_WAITING):
        link = Link(place == LinkUse.Place.TEXT, kin(lineage))
        links.setdefault((comment, revision), []).append(link)
    decided = decided_around({link.ancestry[-1] for several in links.values() for link in several})
    decided[target.pk] = treatment
    became = cache(lambda several: outcome(several, decided, target.pk))
    kept = _moderated(target)
    return {key: _kept(key[1] in kept, became((*several,))) for key, several in links.items()}


def _waiting(target):
    uses = LinkUse.objects.of(target).filter(revision__comment__state=State.PENDING)
    return uses.filter(revision__comment__current=F("revision")).order_by()


def _moderated(target):
    """The latest revisions of those that wait where everything waits for a moderator."""
    moderated = Discussion.objects.moderated().values("article")
    uses = _waiting(target).filter(revision__comment__article__in=moderated)
    return {*uses.values_list("revision_id", flat=True)}


def _kept(is_moderated, became):
    """Where everything waits for a moderator a verdict publishes nothing."""
    return Outcome.WAIT if is_moderated and became is not Outcome.REJECT else became


def shown_differently(target: LinkTarget, treatment: str) -> int:
    """How many published comments readers would see otherwise."""
    uses = LinkUse.objects.of(target).filter(revision__comment__state=State.PUBLISHED)
    public = uses.filter(place=LinkUse.Place.TEXT, revision__comment__approved=F("revision")).order_by()
    rows = [*_around(public).filter(place=LinkUse.Place.TEXT).values_list(*_OF_PUBLIC)]
    before = decided_around({ancestry(lineage)[-1] for lineage in {row[-1] for row in rows}})
    if before.get(target.pk) == treatment:
        return 0
    was, becomes = _looks(rows, before), _looks(rows, {**before, target.pk: treatment})
    return len({revision for (revision, slot), look in becomes.items() if look != was[revision, slot]})


def decided_around(roots: Iterable[int]) -> dict[int, str]:
    """The treatment of every target decided about on these sites, by the target's primary key."""
    segments = {f"{root:0{SEGMENT}d}" for root in roots}
    targets = LinkTarget.objects.filter(verdict__isnull=False).annotate(root=Substr("lineage", 1, SEGMENT))
    return dict(targets.filter(root__in=segments).order_by().values_list("pk", "verdict__treatment"))


def _around(uses):
    """Every link of the revisions that these links are in."""
    return LinkUse.objects.filter(revision__in=uses.values("revision")).order_by()


_OF_WAITING = ("revision__comment_id", "revision_id", "place", "target__lineage")
_OF_PUBLIC = ("revision_id", "position", "written", "revision__comment__link_treatment", "target__lineage")


def _looks(rows, decided):
    """What readers get of each link, by revision and slot."""
    verdict_on = cache(lambda lineage: decided.get(in_force(ancestry(lineage), decided)))
    treatments: dict[tuple[int, int], list[str]] = {}
    written = {}
    for revision, position, how, approved, lineage in rows:
        treatments.setdefault((revision, position), []).append(_treatment(approved, verdict_on(lineage)))
        written[revision, position] = how
    return {slot: _look(strictest(several), written[slot]) for slot, several in treatments.items()}


@cache
def _treatment(approved, verdict):
    return shown_treatment(approved, verdict)


@cache
def _look(treatment, written):
    return ShownLink("", treatment, written).look
