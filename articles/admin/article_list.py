"""The list of articles: where each stands, and what to look at next."""

import datetime

from django.contrib import admin
from django.db.models import F
from django.utils import timezone

from articles.models import Article
from articles.models.article import State

SOON = datetime.timedelta(days=30)


class StatusFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return [*State.choices[:2], ("changed", "Published, unpublished changes"), *State.choices[2:]]

    def queryset(self, request, queryset):
        if self.value() == "changed":
            return queryset.filter(pk__in=changed(queryset))
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
    title = "last saved by"
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("yes", "Me")]

    def queryset(self, request, queryset):
        return queryset.filter(edited_by=request.user) if self.value() else queryset


def changed(articles) -> list[int]:
    """Primary keys of the articles whose working copy differs from what readers see."""
    suspects = articles.published().select_related("live", "topic", "author")
    suspects = suspects.filter(edited_at__gt=F("live__published_at"))
    return [article.pk for article in suspects if article.has_unpublished_changes]


def status(article: Article) -> str:
    """Where the article stands, in words."""
    if article.has_unpublished_changes:
        return "Published, unpublished changes"
    return article.get_state_display()
