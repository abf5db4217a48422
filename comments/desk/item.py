"""Everything about one comment that helps to decide, in few queries for each site it links to."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from comments.desk.order import is_preselected, is_told
from comments.links.addresses import host_of
from comments.links.lookalikes import warnings
from comments.models import (
    CheckRecord,
    Comment,
    Finding,
    LinkTarget,
    LinkUse,
    ModerationEvent,
    Reason,
    Report,
    State,
)
from comments.models.comment import SEGMENT
from comments.moderation import can_be_undone
from comments.receipts import marked_parts, places_of
from comments.records import with_records
from comments.spam.learning import explained

LINKS_SHOWN = 5
SITES_SHOWN = 3
THREAD_SHOWN = 20
REASONS_SHOWN = 3
#: Longer comments are shown from their beginning, the rest folded.
WORDS_SHOWN = 1_500


@dataclass(frozen=True)
class Link:
    """An address as text: `before` the site's name, `site`, and what comes `after` it."""

    use: LinkUse
    before: str
    site: str
    after: str


@dataclass(frozen=True)
class Writer:
    """What is known of the one who wrote: nothing but the email address tells people apart."""

    email: str
    is_proven: bool
    published: int
    spam: int
    refused: int
    first_seen: datetime.datetime


@dataclass(frozen=True)
class Site:
    """How comments with links to one site ended."""

    target: LinkTarget
    published: int
    spam: int
    waiting: int

    @property
    def oddities(self) -> list[str]:
        """What is odd about the letters of its name."""
        return warnings(self.target.value)

    @property
    def total(self) -> int:
        return self.published + self.spam + self.waiting

    @property
    def bar(self) -> list[tuple[str, int, int]]:
        """The parts of a bar 100 units wide: class, start, width."""
        parts, start = [], 0
        for name, number in (("r-bad", self.spam), ("r-ok", self.published), ("r-wait", self.waiting)):
            width = round(100 * number / self.total)
            parts += [(name, start, width)] if width else []
            start += width
        return parts


@dataclass(frozen=True)
class Item:
    """A comment with what a moderator needs beside it.

    `parts` are its words, each part with whether a finding is about it; `against` is what moved a high score.
    """

    comment: Comment
    parts: list[tuple[str, bool]]
    links: list[Link]
    findings: list[tuple[Finding, CheckRecord | None]]
    against: list[str]
    is_preselected: bool
    writer: Writer
    sites: list[Site]
    thread: list[Comment]
    events: list[ModerationEvent]
    undoable: ModerationEvent | None
    reports: list[Report]

    @property
    def last_event(self) -> ModerationEvent | None:
        """What was done last: a decision is one about the comment as it stands after it."""
        return self.events[-1] if self.events else None

    @property
    def links_shown(self):
        return self.links[:LINKS_SHOWN]

    @property
    def links_folded(self):
        return self.links[LINKS_SHOWN:]

    @property
    def is_long(self) -> bool:
        return len(self.comment.current.text) > WORDS_SHOWN


def item(comment: Comment) -> Item:
    """The comment, which has to be loaded with `for_desk`, and what is known about it."""
    uses = [*LinkUse.objects.with_verdicts().filter(revision=comment.current_id)]
    findings = [*comment.current.findings.all()]
    events = [*comment.events.select_related("actor", "undone_by")]
    return Item(
        comment=comment,
        parts=marked_parts(comment.current.text, places_of(findings)),
        links=[_link(use) for use in uses],
        findings=with_records(findings),
        against=_against(comment),
        is_preselected=is_preselected(comment.score, {one.check_name for one in findings}),
        writer=_writer(comment),
        sites=[_site(target) for target in _sites(uses)[:SITES_SHOWN]],
        thread=_thread(comment),
        events=events,
        undoable=next((event for event in reversed(events) if can_be_undone(event)), None),
        reports=[*comment.reports.all()],
    )


def _against(comment):
    """What speaks most for spam, when the score is high enough to be told."""
    if not is_told(comment.score):
        return []
    return [words for words, weight in explained(comment.current) if weight > 0][:REASONS_SHOWN]


def masked(email: str) -> str:
    """An email address that its owner would recognise and nobody else could write to."""
    name, at, domain = email.partition("@")
    return f"{name[: min(3, len(name) // 2)]}…{at}{domain}" if at else ""


def _link(use):
    site = use.target.site
    host = host_of(use.url)
    before, _, after = use.url.partition(host)
    if host.endswith(site):
        before += host.removesuffix(site)
        return Link(use, before, site, after)
    return Link(use, before, host, after)


def _writer(comment):
    if not comment.email:
        return Writer("", False, 0, 0, 0, comment.created_at)
    others = Comment.objects.filter(email=comment.email)
    refused = Q(state__in=[State.REJECTED, State.REMOVED])
    counts = others.aggregate(
        published=Count("pk", filter=Q(state=State.PUBLISHED)),
        spam=Count("pk", filter=refused & Q(reason=Reason.SPAM)),
        refused=Count("pk", filter=refused),
        first_seen=Min("created_at"),
    )
    is_proven = bool(comment.commenter and comment.commenter.is_proven)
    return Writer(masked(comment.email), is_proven, **counts)


def _sites(uses):
    """The registrable domains of the links, each once."""
    return [*{use.target.chain()[-1].pk: use.target.chain()[-1] for use in uses}.values()]


def _site(target):
    linking = Comment.objects.linking_to(target)
    counts = linking.aggregate(
        published=Count("pk", filter=Q(state=State.PUBLISHED)),
        spam=Count("pk", filter=Q(state__in=[State.REJECTED, State.REMOVED], reason=Reason.SPAM)),
        waiting=Count("pk", filter=Q(state=State.PENDING)),
    )
    return Site(target, **counts)


def _thread(comment):
    """What the comment answers, from the thread's beginning, and what answers it."""
    above = [int(comment.path[at : at + SEGMENT]) for at in range(0, len(comment.path) - SEGMENT, SEGMENT)]
    around = Comment.objects.filter(Q(pk__in=above) | Q(parent=comment)).exclude(state=State.ERASED)
    return [*around.select_related("current").in_thread_order()[:THREAD_SHOWN]]
