"""Articles: the list, the form, and the pages around it."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles import list_columns, publishing
from articles.admin import writing
from articles.admin.article_form import ArticleFormPage
from articles.admin.article_list import (
    ArticleChangeList,
    LinksFilter,
    MineFilter,
    ReviewFilter,
    StatusFilter,
    cell_of,
    status,
    with_acts,
)
from articles.admin.autosave import AutosavePages
from articles.admin.plain import PlainWords
from articles.admin.review_pages import ReviewPages
from articles.admin.schedule_pages import SchedulePages
from articles.admin.unpublished import compared_with_live
from articles.admin.words import words_page
from articles.forms import WordsForm
from articles.models import Article
from articles.preview import preview_page
from cms import csp

DAY = "j M Y"
#: Widths of the framed preview and what they are called.
WIDTHS = {"phone": "Phone, 390 pixels", "desktop": "Desktop, 1,280 pixels"}
KEPT = "This article was published. Its versions are kept, so it can be withdrawn but not deleted."


@admin.register(Article)
class ArticleAdmin(AutosavePages, SchedulePages, ReviewPages, PlainWords, admin.ModelAdmin):
    list_display = ["title", "status", "updated", "review_due"]
    list_filter = [
        MineFilter,
        StatusFilter,
        ReviewFilter,
        LinksFilter,
        ("topic", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["owner"]
    list_per_page = 50
    search_fields = ["title", "standfirst", "slug"]
    empty_value_display = "None"
    show_facets = admin.ShowFacets.NEVER
    # Deleting many at once would stop at the first one with a history.
    actions = None

    @admin.display(description="status", ordering="state")
    def status(self, article):
        return status(article, is_changed=article.is_changed)

    @admin.display(description="assigned to", ordering="owner__username", empty_value="Nobody")
    def owner_name(self, article):
        return article.owner and (article.owner.get_full_name() or article.owner.get_username())

    @admin.display(description="last updated", ordering="updated_at", empty_value="Not published")
    def updated(self, article):
        return article.updated_at and date_format(localtime(article.updated_at), DAY)

    @admin.display(description="review due", ordering="review_due_on", empty_value="Not set")
    def review_due(self, article):
        if article.review_due_on is None:
            return None
        due = date_format(article.review_due_on, DAY)
        return f"{due} (overdue)" if article.is_due_for_review else due

    def get_ordering(self, request):
        """The list of reviews begins with the one that has waited longest."""
        if ReviewFilter.parameter_name in request.GET:
            return ["review_due_on", "title"]
        return super().get_ordering(request)

    def get_changelist(self, request, **kwargs):
        return ArticleChangeList

    def get_list_display(self, request):
        return [*self.list_display, *map(cell_of, list_columns.added()), "owner_name"]

    def get_queryset(self, request):
        return with_acts(super().get_queryset(request))

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            *self.autosave_urls(view),
            *self.schedule_urls(view),
            *self.review_urls(view),
            path("clean/", view(writing.clean), name="articles_article_clean"),
            path("find/", view(writing.find), name="articles_article_find"),
            path("<int:pk>/compare/", view(self.compare_view), name="articles_article_compare"),
            path("<int:pk>/preview/", view(self.preview_view), name="articles_article_preview"),
            path("<int:pk>/preview/widths/", view(self.widths_view), name="articles_article_widths"),
            path("<int:pk>/withdraw/", view(self.withdraw_view), name="articles_article_withdraw"),
            *super().get_urls(),
        ]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        article = self.get_object(request, object_id) if object_id else Article()
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        allowed = self.has_view_or_change_permission if object_id else self.has_add_permission
        if not allowed(request):
            raise PermissionDenied
        return ArticleFormPage(self, request, article).answer()

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What publishing would change, as readers would see it; for those who may change the article."""
        article = self._changeable(request, pk, "live", "topic", "author")
        if not article.is_published:
            return self._back(request, article, "Readers see no version of this article to compare it with.")
        shown = compared_with_live(article, base=f"{request.path}?", view=request.GET.get("view", ""))
        context = self.admin_site.each_context(request)
        context |= {
            "opts": self.opts,
            "title": "Compare with the live version",
            "article": article,
            "shown": shown,
        }
        return render(request, "admin/articles/article/compare.html", context)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The working copy as readers would see it; for those who may change it."""
        article = self._changeable(request, pk, "topic", "author", "lead_image", "reviewer")
        page = preview_page(article)
        context = {"page": page, "article": page.article, "version": page.version}
        response = render(request, "admin/articles/article/preview.html", context)
        return csp.framed_by_our_pages(response) if "framed" in request.GET else response

    def widths_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The preview in a frame as wide as a phone or a desktop."""
        article = self._changeable(request, pk)
        name = request.GET.get("width", "")
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": "Preview",
            "article": article,
            "widths": WIDTHS,
            "width": name if name in WIDTHS else "phone",
        }
        return csp.frames_our_pages(render(request, "admin/articles/article/widths.html", context))

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = get_object_or_404(Article.objects.select_related("live"), pk=pk)
        if not article.is_published:
            return self._back(request, article, "Only a published article can be withdrawn.")
        return words_page(
            self,
            request,
            article,
            title="Withdraw article",
            ask=partial(
                WordsForm,
                label="Why, for readers",
                hint="Readers of its address are told this instead. You can publish it again.",
            ),
            button="Withdraw",
            is_grave=True,
            see=(reverse("admin:articles_article_withdraw_later", args=[article.pk]), "Withdraw it later"),
            act=lambda words: publishing.withdraw(article, by=request.user, reason=words),
            said="The article is withdrawn.",
        )

    def delete_view(self, request, object_id, extra_context=None):
        article = self.get_object(request, object_id)
        if article and self.has_delete_permission(request, article) and article.versions.exists():
            return self._back(request, article, KEPT)
        return super().delete_view(request, object_id, extra_context)

    def _changeable(self, request, pk, *related):
        article = get_object_or_404(Article.objects.select_related(*related), pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return article

    @staticmethod
    def _back(request, article, sentence):
        messages.error(request, sentence)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]), status=303)
