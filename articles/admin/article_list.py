"""The list of articles: where each stands, and what to look at next."""

import datetime

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime

from articles import list_columns
from articles.models import Article, LiveLink, ScheduledAct
from articles.models.article import State
from articles.unpublished import changed_among

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
            return queryset.filter(pk__in=changed_among(queryset.values("pk")))
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


class LinksFilter(admin.SimpleListFilter):
    title = "links"
    parameter_name = "links"

    def lookups(self, request, model_admin):
        return [("broken", "Broken links")]

    def queryset(self, request, queryset):
        broken = LiveLink.objects.broken().order_by().values("article")
        return queryset.filter(pk__in=broken) if self.value() == "broken" else queryset


def with_acts(articles):
    """The articles with what `status` looks at."""
    waiting = Prefetch("scheduled_acts", ScheduledAct.objects.waiting(), "waiting_acts")
    return articles.select_related("handover").prefetch_related(waiting)


def status(article: Article, *, is_changed: bool) -> str:
    """Where the article stands, in words: with its readers, then with the desk.

    The article comes from `with_acts`; `is_changed` says whether it has unpublished changes.
    """
    words = [article.get_state_display()]
    if is_changed:
        words.append("unpublished changes")
    if hasattr(article, "handover"):
        words.append(article.handover.get_turn_display().lower())
    words += [f"scheduled for {date_format(localtime(act.at), SHORT)}" for act in article.waiting_acts]
    return ", ".join(words)


class ArticleChangeList(ChangeList):
    """A page of the list; what its rows say beyond their own columns is asked for all of them at once."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = [*self.result_list]
        pks = [article.pk for article in self.result_list]
        changed = changed_among(pks)
        added = {column.name: column.cells(self.result_list, request.user) for column in list_columns.added()}
        for article in self.result_list:
            article.is_changed = article.pk in changed
            article.added = {name: cells.get(article.pk) for name, cells in added.items()}


def cell_of(column: list_columns.Column):
    """A column that another room added, as the admin wants it."""

    @admin.display(description=column.words, empty_value="None")
    def cell(article):
        shown = article.added[column.name]
        return shown and (
            format_html('<a href="{}">{}</a>', shown.address, shown.words) if shown.address else shown.words
        )

    # The style sheet knows the column by it.
    cell.__name__ = column.name
    return cell
