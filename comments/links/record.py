"""Recording the links of a comment against what they point at."""

from comments.links.addresses import FoundLink, Place, find_links, places
from comments.models import CommentRevision, LinkTarget, LinkUse


def record_links(revision: CommentRevision, links: list[FoundLink], website: str = "") -> list[LinkUse]:
    """Store every link of a revision, and the one in the writer's website field, with their targets."""
    uses = [_use(revision, link.url, n, LinkUse.Place.TEXT) for n, link in enumerate(links)]
    uses += [_use(revision, link.url, 0, LinkUse.Place.WEBSITE) for link in find_links(website)[:1]]
    return LinkUse.objects.bulk_create(use for use in uses if use)


def target_of(url: str) -> LinkTarget | None:
    """The most specific target of an address, made with the wider ones around it where there is none."""
    target = None
    for place in places(url):
        target = _target(place, target)
    return target


def _target(place: Place, parent):
    target, _ = LinkTarget.objects.get_or_create(
        scope=place.scope, value=place.value, defaults={"parent": parent}
    )
    return target


def _use(revision, url, position, place):
    target = target_of(url)
    if target is None:
        return None
    return LinkUse(
        revision=revision, place=place, position=position, url=url[:2000], words=url[:2000], target=target
    )
