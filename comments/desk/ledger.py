"""The ledger: who did what, an act on many comments as one line."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from comments.models import Action, LinkTarget, ModerationEvent
from comments.moderation import FINAL, is_recent

PAGE_SIZE = 50
_NOT_HERE = (*FINAL, Action.DECIDE_LINK, Action.WITHDRAW)


@dataclass(frozen=True)
class Line:
    """One act: its first event, how many comments it was about, and the site if it is about links."""

    event: ModerationEvent
    size: int
    undone: int
    site: LinkTarget | None = None

    @property
    def is_undone(self) -> bool:
        return self.undone == self.size

    @property
    def can_be_undone(self) -> bool:
        """A decision about a link is undone on its site's record, with the comments it moved."""
        return self.event.action not in _NOT_HERE and not self.is_undone and is_recent(self.event)


def lines(*, by=None, before: int | None = None) -> tuple[list[Line], int | None]:
    """Acts of people, newest first, and where the next page begins (None: nowhere)."""
    acts = _acts().filter(pk__lt=before) if before else _acts()
    acts = acts.filter(actor=by) if by else acts
    found = [*acts.select_related("actor", "comment", "target", "undone_by").order_by("-pk")[: PAGE_SIZE + 1]]
    shown = found[:PAGE_SIZE]
    sizes = _sizes([event.batch for event in shown if event.batch])
    more = shown[-1].pk if len(found) > PAGE_SIZE else None
    sites = _sites(shown)
    return [_line(event, sizes, sites) for event in shown], more


def _acts():
    """What people did, each batch by its first event."""
    earlier = ModerationEvent.objects.filter(batch=OuterRef("batch"), pk__lt=OuterRef("pk"))
    events = ModerationEvent.objects.exclude(action__in=[Action.SUBMIT, Action.EDIT]).exclude(actor=None)
    return events.filter(Q(batch=None) | ~Exists(earlier))


def _sizes(batches):
    events = ModerationEvent.objects.filter(batch__in=batches, comment__isnull=False).order_by()
    counted = events.values("batch").annotate(
        size=Count("pk"), undone=Count("pk", filter=Q(undone_by__isnull=False))
    )
    return {row["batch"]: (row["size"], row["undone"]) for row in counted}


def _sites(events):
    """The sites that decisions about links belong to, by primary key."""
    return LinkTarget.objects.in_bulk({event.target.ancestry[-1] for event in events if event.target})


def _line(event, sizes, sites):
    undone = int(hasattr(event, "undone_by"))
    site = sites[event.target.ancestry[-1]] if event.target else None
    return Line(event, *sizes.get(event.batch, (1, undone)), site=site)
