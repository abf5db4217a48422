"""What was published and what was said about it: to read, not to change."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from articles import publishing
from articles.admin.words import words_page
from articles.models import UpdateNote, Version


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that only the verbs in `publishing` write."""

    actions = None

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ["article", "number", "published_at", "published_by", "is_readable"]
    list_display_links = ["number"]
    list_select_related = ["article", "published_by"]
    search_fields = ["title", "article__title"]
    date_hierarchy = "published_at"
    fields = [
        "article", "number", "published_at", "published_by", "title", "standfirst", "byline", "topic_name",
        "tags", "lead_alt", "lead_caption", "lead_credit", "content_hash", "chain_hash",
        "redacted_at", "redaction_reason",
    ]  # fmt: skip

    def lookup_allowed(self, lookup, value, request=None):
        return lookup == "article__id__exact" or super().lookup_allowed(lookup, value, request)

    @admin.display(boolean=True, description="readable")
    def is_readable(self, version):
        return version.is_readable

    def view_on_site(self, version):
        return version.get_absolute_url() if version.article.is_published else None


@admin.register(UpdateNote)
class UpdateNoteAdmin(ReadOnlyAdmin):
    list_display = ["text_or_kind", "kind", "article", "version_number", "at", "by"]
    list_select_related = ["article", "version", "by"]
    list_filter = ["kind"]
    search_fields = ["text", "article__title"]
    fields = ["article", "version", "kind", "text", "at", "by", "replaces"]
    change_form_template = "admin/articles/updatenote/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).current()

    @admin.display(description="note")
    def text_or_kind(self, note):
        return str(note)

    @admin.display(description="version", ordering="version__number")
    def version_number(self, note):
        return note.version.number

    def get_urls(self):
        reword = self.admin_site.admin_view(self.reword_view)
        return [path("<int:pk>/reword/", reword, name="articles_updatenote_reword"), *super().get_urls()]

    def reword_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        note = get_object_or_404(UpdateNote.objects.select_related("article"), pk=pk)
        return words_page(
            self,
            request,
            note.article,
            title="Reword note",
            label="What changed, for readers",
            hint="The earlier wording stays readable in the history.",
            button="Reword",
            initial=note.text,
            act=lambda words: publishing.reword(note, by=request.user, text=words),
            said="The note is reworded.",
        )
