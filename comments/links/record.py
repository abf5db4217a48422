"""Recording the links of a comment against what they point at, and forgetting them."""

from comments.links.addresses import FoundLink, Place, find_links, places
from comments.links.spelling import words_of
from comments.models import CommentRevision, LinkTarget, LinkUse, LinkVerdict


def record_links(revision: CommentRevision, links: list[FoundLink], website: str = "") -> list[LinkUse]:
    """Store every link of a revision, and the one in the writer's website field, with their targets."""
    uses = [_use(revision, link.url, n, LinkUse.Place.TEXT) for n, link in enumerate(links)]
    uses += [_use(revision, link.url, 0, LinkUse.Place.WEBSITE) for link in find_links(website)[:1]]
    return LinkUse.objects.bulk_create(uses)


def forget_links(revision: CommentRevision) -> None:
    """Delete a revision's links, and every target that nothing else uses and nobody decided about."""
    chains = [use.target.chain() for use in revision.links.with_verdicts()]
    revision.links.all().delete()
    for chain in chains:
        _forget_unused(chain)


def target_of(url: str) -> LinkTarget | None:
    """The most specific target of an address, made with the wider ones around it where there is none."""
    targets = _targets(url)
    return targets[-1] if targets else None


def verdicts_in_force(targets: list[LinkTarget]) -> dict[int, LinkVerdict | None]:
    """The most specific verdict that covers each target, by its key, in one small query."""
    chains = {target.pk: target.lineage_keys for target in targets}
    around = {key for keys in chains.values() for key in keys}
    decided = LinkTarget.objects.filter(pk__in=around, verdict__isnull=False).select_related("verdict")
    verdicts = {target.pk: target.verdict for target in decided}
    return {
        pk: next((verdicts[key] for key in reversed(keys) if key in verdicts), None)
        for pk, keys in chains.items()
    }


def _targets(url):
    """What an address points at, the site first."""
    targets = []
    for place in places(url):
        targets.append(_target(place, targets[-1] if targets else None))
    return targets


def _target(place: Place, parent):
    target, is_new = LinkTarget.objects.get_or_create(
        scope=place.scope, value=place.value, defaults={"parent": parent}
    )
    return target.place_below(parent) if is_new else target


def _use(revision, url, position, place):
    targets = _targets(url)
    return LinkUse(
        revision=revision, place=place, position=position, url=url, words=words_of(url),
        site=targets[0], target=targets[-1],
    )  # fmt: skip


def _forget_unused(chain):
    """Narrowest first, since a target is used by those below it."""
    for target in chain:
        LinkTarget.objects.unused().filter(pk=target.pk).delete()
