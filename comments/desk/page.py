"""What every page of the desk shows around its own part."""

import datetime

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from comments.desk.queue import Count, count
from comments.desk.tabs import TABS
from comments.models import Action, Comment, DeskSettings, ModerationEvent

#: Not decisions of a moderator about a comment.
_NO_DECISIONS = (Action.SUBMIT, Action.EDIT, Action.FILE, Action.DECIDE_LINK, Action.UNDO)


def desk_page(request: HttpRequest, template: str, status: int = 200, **context) -> HttpResponse:
    """A page of the desk with its head: tabs with counts, the oldest that waits, what one has done today."""
    oldest = Comment.objects.to_decide().oldest_first().first()
    context |= admin.site.each_context(request) | {
        "tabs": [(tab, _count(tab)) for tab in TABS.values() if tab.is_listed],
        "oldest": oldest.created_at if oldest else None,
        "decided_today": decided_since(request.user, _today()),
        "has_keys": DeskSettings.objects.filter(user=request.user, keys_off=True).first() is None,
    }
    return render(request, f"comments/desk/{template}.html", context, status=status)


def _count(tab):
    return count(tab.queue.comments) if tab.waits else Count(0)


def decided_since(user, moment: datetime.datetime) -> int:
    """How many decisions about comments somebody made since then."""
    events = ModerationEvent.objects.filter(actor=user, at__gte=moment, comment__isnull=False)
    return events.exclude(action__in=_NO_DECISIONS).count()


def _today():
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
