"""A discussion as readers see it, in a fixed number of queries.

A page may hold a thousand replies, so rows are plain values: no model is made for any of them.
"""

import datetime
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Q

from articles.models import Article
from comments.markup import SLOT, ShownLink, fill_links, strictest
from comments.models import Comment, Discussion, LinkTarget, LinkTreatment, LinkUse, State, Treatment
from comments.models.comment import SEGMENT
from comments.models.link import ancestry
from comments.paging import NEWEST, Page, Place, page_of
from comments.policy import Standing, standing_of

#: What is read of each comment; the columns of its words follow.
COLUMNS = (
    "pk", "parent", "thread", "path", "state", "reason", "name", "created_at", "link_treatment", "is_stale",
    "seen_version__number", "seen_version__redacted_at", "user__is_staff", "user__author",
)  # fmt: skip
WORDS = ("pk", "html", "number", "created_at")


@dataclass(slots=True)
class Shown:
    """A comment in its place: its words with the links filled in, or the reason it is gone."""

    pk: int
    parent: int | None
    thread: int
    path: str
    state: str
    reason: str
    name: str
    created_at: datetime.datetime
    link_treatment: str
    is_stale: bool
    seen_number: int | None
    seen_redacted_at: datetime.datetime | None
    is_staff: bool | None
    author: int | None
    revision: int | None
    html: str | None
    revision_number: int | None
    revision_at: datetime.datetime | None
    led_to: int | None
    led_at: datetime.datetime | None
    is_own: bool = False
    badge: str = ""
    website: str = ""
    replying_to: str = ""
    replies: list["Shown"] = field(default_factory=list)

    @property
    def is_gone(self) -> bool:
        return self.state != State.PUBLISHED and not self.is_own

    @property
    def is_edited(self) -> bool:
        return not self.is_own and self.revision_number > 1

    @property
    def then(self) -> int | None:
        """The version its writer saw, where it can be compared with what readers see now."""
        return None if self.seen_redacted_at else self.seen_number


@dataclass(frozen=True)
class Thread:
    """A page of the discussion under an article: threads in the order of reading, each with its replies."""

    article: Article
    discussion: Discussion
    place: Place
    page: Page
    threads: list[Shown]
    standing: Standing = field(default_factory=Standing)

    @property
    def count(self) -> int:
        return self.discussion.public_count

    @property
    def has_order(self) -> bool:
        """Whether there is more than one thread to put in order."""
        return len(self.threads) > 1 or bool(self.page.earlier or self.page.later)

    @property
    def count_elsewhere(self) -> int:
        """How many public comments other pages show."""
        shown = (one for root in self.threads for one in (root, *root.replies))
        return max(self.count - sum(one.state == State.PUBLISHED for one in shown), 0)


def thread_of(article: Article, own: tuple[int, ...] = (), place: Place = NEWEST) -> Thread:
    """What everyone may read on a page of the discussion, and the pending comments among `own` with it."""
    discussion = Discussion.objects.filter(article=article).first() or Discussion()
    discussion.article = article
    page = page_of(article, place)
    rows = _filled_in(_public(article, page), article)
    if own:
        mine = {one.pk: one for one in _within(own_pending(article, own), page)}
        rows = sorted([*mine.values(), *(r for r in rows if r.pk not in mine)], key=lambda one: one.path)
    threads = _nested(rows)
    threads = threads[::-1] if place.newest_first else threads
    return Thread(article, discussion, place, page, threads, standing_of(article, discussion))


def shown(article: Article, ids: list[int]) -> list[Shown]:
    """These public comments on the article as readers see them, in this order."""
    public = Comment.objects.on(article).published().filter(pk__in=ids)
    rows = {one.pk: one for one in _filled_in(_rows(public, "approved"), article)}
    return [rows[pk] for pk in ids if pk in rows]


def own_pending(article: Article, own: tuple[int, ...]) -> list[Shown]:
    """Those of one's own comments that wait, by the name of the one each answers."""
    comments = Comment.objects.on(article).pending().filter(pk__in=own).in_thread_order()
    names = dict(comments.exclude(parent=F("thread")).values_list("pk", "parent__name"))
    rows = _rows(comments, "current")
    for one in rows:
        one.is_own, one.replying_to = True, names.get(one.pk) or ""
    return _filled_in(rows, article)


def _public(article, page):
    """Published comments, and those gone that once were: others may have answered them."""
    threads = page.threads or [0]
    once = Q(published_at__isnull=False) | Q(state=State.ERASED)
    first, after = (f"{thread:0{SEGMENT}d}" for thread in (threads[0], threads[-1] + 1))
    comments = Comment.objects.on(article).filter(once, path__gte=first, path__lt=after)
    return _rows(comments.in_thread_order(), "approved")


def _rows(comments, words):
    columns = (*COLUMNS, *(f"{words}__{name}" for name in WORDS), "led_to", "led_at")
    return [Shown(*row) for row in comments.with_updates().values_list(*columns)]


def _within(rows, page):
    """Those whose thread is on the page, or would be if it were public."""
    first = page.threads[0] if page.earlier and page.threads else 0
    return [one for one in rows if first <= one.thread and (page.later is None or one.thread < page.later)]


def _filled_in(rows, article):
    """The same rows with links, badges and nothing left to ask for."""
    links, websites = _links(rows)
    for one in rows:
        one.html = fill_links(one.html or "", links.get(one.revision, {}))
        one.website = websites.get(one.revision, "")
        if one.is_staff:
            is_author = one.author is not None and one.author == article.live.author_id
            one.badge = "Author" if is_author else "Editor"
    return rows


def _links(rows):
    """The links of the comments shown, by revision and slot, as they are to be shown now; and the websites
    that names lead to, by revision."""
    shown = {one.revision: one for one in rows if not one.is_gone}
    uses = _uses([pk for pk, one in shown.items() if SLOT.search(one.html)], [*shown])
    verdicts = _verdicts({pk for use in uses for pk in ancestry(use.lineage)})
    links, websites = {}, {}
    for use in uses:
        decided = next((verdicts[pk] for pk in ancestry(use.lineage) if pk in verdicts), None)
        treatment = shown_treatment(shown[use.revision].link_treatment, decided)
        slots = (links if use.place == LinkUse.Place.TEXT else websites).setdefault(use.revision, {})
        slots[use.position] = _no_laxer(slots.get(use.position), use, treatment)
    sites = {pk: slots[0].url for pk, slots in websites.items() if slots[0].treatment == "link"}
    return links, sites


def _no_laxer(link, use, treatment):
    """A link whose address leads on to another one: each step is decided about, and the strictest counts."""
    if link is None:
        return ShownLink(use.url, treatment, use.written, use.words)
    return replace(link, treatment=strictest([link.treatment, treatment]))


class _Use(NamedTuple):
    """What is read of a link."""

    revision: int
    place: str
    position: int
    url: str
    written: str
    words: str
    lineage: str


def _uses(with_links, shown):
    wanted = Q(revision__in=with_links or [0], place=LinkUse.Place.TEXT)
    if settings.COMMENT_WEBSITE_FIELD:
        wanted |= Q(revision__in=shown or [0], place=LinkUse.Place.WEBSITE)
    columns = ("revision", "place", "position", "url", "written", "words", "target__lineage")
    uses = LinkUse.objects.filter(wanted).order_by("revision", "place", "position", "step")
    return [_Use(*row) for row in uses.values_list(*columns)]


def _verdicts(targets):
    """The treatments decided for these targets, by their ids."""
    decided = LinkTarget.objects.filter(pk__in=targets or [0], verdict__isnull=False)
    return dict(decided.values_list("pk", "verdict__treatment"))


def shown_treatment(approved: str, decided: str | None) -> str:
    """How a link is shown: one of `comments.markup.TREATMENTS`.

    `approved` is its comment's own link treatment, `decided` the treatment of the verdict in force. The
    narrower decision wins when it is the stricter one: links dropped from a comment stay dropped; links
    approved with a comment still fall under a verdict on their site.
    """
    if approved == LinkTreatment.STRIP:
        return "strip"
    if decided is None:
        return "link" if approved == LinkTreatment.ALLOW else "held"
    return {
        Treatment.ALLOW: "link",
        Treatment.ALLOW_KNOWN: "link" if approved == LinkTreatment.ALLOW else "held",
        Treatment.TEXT: "text",
        Treatment.HOLD: "held",
    }.get(Treatment(decided), "strip")


def _nested(rows):
    """Threads with their replies one level below; a gone comment stays only where somebody answered it."""
    shown = {one.pk: one for one in rows}
    answered = {one.parent for one in rows if not one.is_gone}
    roots = []
    for one in rows:
        root = shown.get(one.thread)
        if one is root or root is None:
            roots.append(one)
        elif not one.is_gone or one.pk in answered:
            one.replying_to = one.replying_to or _answered_name(shown.get(one.parent), root)
            root.replies.append(one)
    return [root for root in roots if not root.is_gone or root.replies]


def _answered_name(parent, root):
    return "" if parent is None or parent is root or parent.is_gone else parent.name
