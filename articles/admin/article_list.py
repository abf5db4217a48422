"""The list of articles: where each stands, and what to look at next."""

import datetime

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles.models import Article, ScheduledAct
from articles.models.article import State
from articles.models.scheduled import Outcome

SHORT = "j F, H:i"
SOON = datetime.timedelta(days=30)


class StatusFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return [
            (State.DRAFT, "Drafts"),
            ("review", "In review"),
            ("scheduled", "Scheduled"),
            (State.PUBLISHED, "Published"),
            ("changed", "Published, unpublished changes"),
            (State.WITHDRAWN, "Withdrawn"),
        ]

    def queryset(self, request, queryset):
        if self.value() == "changed":
            return queryset.filter(pk__in=changed(queryset))
        if self.value() == "review":
            return queryset.in_review()
        if self.value() == "scheduled":
            return queryset.scheduled()
        return queryset.filter(state=self.value()) if self.value() else queryset


class ReviewFilter(admin.SimpleListFilter):
    title = "review"
    parameter_name = "review"

    def lookups(self, request, model_admin):
        return [
            ("overdue", "Review overdue"),
            ("soon", "Due in 30 days"),
            ("due", "Overdue or due in 30 days"),
        ]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        if self.value() == "overdue":
            return queryset.due_for_review(today)
        if self.value() == "soon":
            return queryset.due_for_review(today + SOON).filter(review_due_on__gt=today)
        if self.value() == "due":
            return queryset.due_for_review(today + SOON)
        return queryset


class MineFilter(admin.SimpleListFilter):
    title = "assigned to"
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("yes", "Me"), ("nobody", "Nobody")]

    def queryset(self, request, queryset):
        if self.value() == "nobody":
            return queryset.owned_by(None)
        return queryset.owned_by(request.user) if self.value() else queryset


def changed(articles) -> list[int]:
    """Primary keys of the articles whose working copy differs from what readers see."""
    suspects = articles.published().select_related("live", "topic", "author")
    # What was published as scheduled is older than the draft may be.
    was_scheduled = Exists(ScheduledAct.objects.filter(article=OuterRef("pk"), outcome=Outcome.DONE))
    suspects = suspects.filter(Q(edited_at__gt=F("live__published_at")) | was_scheduled)
    return [article.pk for article in suspects if article.has_unpublished_changes]


def with_acts(articles):
    """The articles with what `status` looks at."""
    waiting = Prefetch("scheduled_acts", ScheduledAct.objects.waiting(), "waiting_acts")
    return articles.select_related("handover").prefetch_related(waiting)


def status(article: Article) -> str:
    """Where the article stands, in words: with its readers, then with the desk.

    The article comes from `with_acts`.
    """
    words = [article.get_state_display()]
    if article.has_unpublished_changes:
        words.append("unpublished changes")
    if hasattr(article, "handover"):
        words.append(article.handover.get_turn_display().lower())
    words += [f"scheduled for {date_format(localtime(act.at), SHORT)}" for act in article.waiting_acts]
    return ", ".join(words)
