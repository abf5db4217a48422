"""Recording the links of a comment against what they point at, and forgetting them."""

from collections.abc import Iterable

from cms.turns import take_turns
from comments.links.addresses import FoundLink, Place, find_links, places
from comments.links.lookalikes import readable_host, skeleton
from comments.links.redirectors import led_to
from comments.links.spelling import words_of
from comments.models import CommentRevision, LinkTarget, LinkUse, LinkVerdict, Scope

#: Longer than this, what stands for a link is its address.
WORDS_LENGTH = 1_000


def record_links(revision: CommentRevision, links: list[FoundLink], website: str = "") -> list[LinkUse]:
    """Store every link of a revision, and the one in the writer's website field, with their targets.

    What a redirector leads on to is recorded beside the redirector itself.
    """
    found = [(LinkUse.Place.TEXT, n, link) for n, link in enumerate(links)]
    found += [(LinkUse.Place.WEBSITE, 0, link) for link in find_links(website)[:1]]
    return LinkUse.objects.bulk_create(use for one in found for use in _uses(revision, *one))


def sites_of(links: list[FoundLink]) -> set[str]:
    """The registrable domains that links lead to, those behind redirectors among them."""
    urls = [url for link in links for url in (link.url, *led_to(link.url))]
    return {places(url)[0].value for url in urls if places(url)}


def take_turns_about(sites: Iterable[str]) -> None:
    """Wait until no other transaction that called this stores or judges links to one of these sites.

    To be called before any comment is locked: whoever holds a comment waits for nobody's turn.
    """
    for site in sorted(sites):
        take_turns(f"links to {site}")


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
    chains = {target.pk: target.ancestry for target in targets}
    around = {key for keys in chains.values() for key in keys}
    decided = LinkTarget.objects.filter(pk__in=around, verdict__isnull=False).select_related("verdict")
    verdicts = {target.pk: target.verdict for target in decided}
    return {pk: next((verdicts[key] for key in keys if key in verdicts), None) for pk, keys in chains.items()}


def _targets(url):
    """What an address points at, the site first."""
    targets = []
    for place in places(url):
        targets.append(_target(place, targets[-1] if targets else None))
    return targets


def _target(place: Place, parent):
    target, is_new = LinkTarget.objects.get_or_create(
        scope=place.scope,
        value=place.value,
        defaults={"parent": parent, "readable": _readable(place), "skeleton": _skeleton(place)},
    )
    return target.place_below(parent) if is_new else target


def _readable(place):
    host, slash, path = place.value.partition("/")
    return f"{readable_host(host)}{slash}{path}"


def _skeleton(place):
    return skeleton(place.value) if place.scope == Scope.DOMAIN else ""


def _uses(revision, place, position, link):
    """A use for the address as written, and one for each it leads on to."""
    for step, url in enumerate([link.url, *led_to(link.url)]):
        targets = _targets(url)
        yield LinkUse(
            revision=revision,
            place=place,
            position=position,
            step=step,
            written=link.written,
            url=url,
            words=_words(link, url),
            site=targets[0],
            target=targets[-1],
        )


def _words(link, url):
    return link.words if link.words and len(link.words) <= WORDS_LENGTH else words_of(url)


def _forget_unused(chain):
    """Narrowest first, since a target is used by those below it."""
    for target in chain:
        LinkTarget.objects.unused().filter(pk=target.pk).delete()
