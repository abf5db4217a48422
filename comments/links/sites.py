"""What is known of the sites that comments link to: counts, facts with counts, and the list of all sites."""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Count, Max, Q
from django.db.models.functions import Substr

from comments.links.addresses import places
from comments.links.lookalikes import warnings
from comments.links.redirectors import is_shortener
from comments.models import Comment, LinkTarget, LinkUse, Reason, State
from comments.models.link import SEGMENT

#: Facts are drawn from so many of the latest uses.
LOOKED_AT = 500
PER_PAGE = 50


@dataclass(frozen=True)
class Counts:
    """How often a target is linked to: comments (whatever became of them), names and articles."""

    comments: int
    waiting: int
    spam: int
    names: int
    articles: int


def counts_of(target: LinkTarget) -> Counts:
    """The counts of a target, in one query."""
    uses = LinkUse.objects.of(target)
    comment = "revision__comment"
    refused = Q(revision__comment__reason=Reason.SPAM)
    return Counts(
        **uses.aggregate(
            comments=Count(comment, distinct=True),
            waiting=Count(comment, distinct=True, filter=Q(revision__comment__state=State.PENDING)),
            spam=Count(comment, distinct=True, filter=refused),
            names=Count(f"{comment}__name", distinct=True),
            articles=Count(f"{comment}__article", distinct=True),
        )
    )


def last_seen(target: LinkTarget):
    """When the latest comment that links there was sent; None when there is none."""
    return LinkUse.objects.of(target).aggregate(at=Max("revision__created_at"))["at"]


def waiting_by_site() -> Counter[int]:
    """How many comments wait with a link to each site, by the site's primary key."""
    uses = LinkUse.objects.filter(revision__comment__state=State.PENDING).order_by()
    sites = uses.annotate(root=Substr("target__lineage", 1, SEGMENT)).values("root")
    counted = sites.annotate(count=Count("revision__comment", distinct=True))
    return Counter({int(root): count for root, count in counted.values_list("root", "count")})


def search(typed: str):
    """The sites with this in their name, in either spelling, or that this address leads to."""
    sites = LinkTarget.objects.sites()
    typed = typed.strip().lower()
    found = Q(value__contains=typed) | Q(readable__contains=typed)
    for place in places(typed if "://" in typed else f"https://{typed}")[:1]:
        found |= Q(value=place.value)
    return sites.filter(found) if typed else sites


def page_of_sites(typed: str, after: str) -> tuple[list[tuple[LinkTarget, int]], str]:
    """Fifty sites with their number of waiting comments, most first, then those without, newest first.

    `after` is where the page before ended, "" at the beginning; returned with the sites is where this one
    ends, "" when it is the last.
    """
    counts, begin = waiting_by_site(), _place(after)
    found = search(typed).select_related("verdict")
    waiting = found.filter(pk__in=counts).values_list("pk", flat=True)
    order = sorted(((counts[pk], pk) for pk in waiting), reverse=True)
    keys = [key for key in order if begin is None or key < begin][: PER_PAGE + 1]
    rest = found.exclude(pk__in=counts).order_by("-pk").values_list("pk", flat=True)
    if begin and not begin[0]:
        rest = rest.filter(pk__lt=begin[1])
    keys += [(0, pk) for pk in rest[: PER_PAGE + 1 - len(keys)]]
    sites = found.in_bulk([pk for _, pk in keys[:PER_PAGE]])
    following = "{}-{}".format(*keys[PER_PAGE - 1]) if len(keys) > PER_PAGE else ""
    return [(sites[pk], count) for count, pk in keys[:PER_PAGE]], following


def _place(after):
    match = re.fullmatch("([0-9]{1,9})-([0-9]{1,18})", after)
    return (int(match[1]), int(match[2])) if match else None


def noticed(site: LinkTarget) -> list[tuple[str, bool]]:
    """Facts about a site in words for a moderator, each with whether it is a reason for care."""
    uses = [
        *LinkUse.objects.of(site)
        .filter(step=0)
        .select_related("revision__comment")
        .order_by("-pk")[:LOOKED_AT]
    ]
    facts = [(told, True) for told in warnings(site.value)]
    facts += [(told, True) for told in (*_likes(site), *_about(uses), *_about_writers(uses)) if told]
    if is_shortener(site.value):
        facts.append(("A link shortener: nobody can tell where its links lead without opening them", True))
    return facts


def _likes(site):
    alike = LinkTarget.objects.sites().exclude(pk=site.pk).filter(skeleton=site.skeleton).exclude(skeleton="")
    for other in alike.select_related("verdict").order_by("pk")[:3]:
        decided = other.verdict.get_treatment_display().lower() if other.verdict else "not decided"
        yield f"Looks like {other.readable} ({decided})"


def _about(uses):
    words = [use.words for use in uses if use.written == LinkUse.Written.WORDS]
    if words:
        yield f"{len(words)} of {_links(len(uses))} stand behind words, such as “{words[0]}”"
    disguised = [use.words for use in uses if use.written == LinkUse.Written.DISGUISED]
    if disguised:
        yield f"{len(disguised)} of {_links(len(uses))} are disguised, such as “{disguised[0]}”"
    behind = LinkUse.objects.filter(revision__in=[use.revision_id for use in uses], step__gt=0).count()
    if behind:
        yield f"{_links(behind)} in these comments go through a redirector"
    yield _tracking(uses)


def _tracking(uses):
    """Whether every address carries a code that only its number tells from the others."""
    codes = [re.search(r"(?:^|[?&])([^=&]+=[^&]*?)([0-9]{2,})$", urlsplit(use.url).query) for use in uses]
    if len(uses) < 3 or not all(codes) or len({code[1] for code in codes}) > 1:
        return ""
    numbers = sorted((int(code[2]), code[2]) for code in codes)
    prefix = codes[0][1]
    first, *_, last = (f"{prefix}{digits}" for _, digits in numbers)
    return f"Every link carries a numbered tracking code, from {first} to {last}"


def _about_writers(uses):
    emails = {use.revision.comment.email for use in uses} - {""}
    comments = {use.revision.comment_id for use in uses}
    others = Comment.objects.filter(email__in=emails).exclude(pk__in=comments).exists()
    if comments and not others:
        yield "No writer has commented before or since without this site"


def _links(count):
    return f"{count} link" if count == 1 else f"{count} links"
