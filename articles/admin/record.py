"""What was published and what was said about it: to read, not to change."""

from functools import partial

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from articles import publishing
from articles.admin.words import words_page
from articles.forms import ReasonForm, WordsForm
from articles.models import UpdateNote, Version

RESTORED = (
    "Readers see this version’s words again, as a new version that names this one. Every version stays."
)
DRAFT_GOES = "The draft has changes that are not published. They are replaced."
#: What to know before a redaction.
NOT_UNDONE = (
    "This cannot be undone. The title, standfirst, text, picture, names, tags and related reading of this"
    " version go from every page, comparison, feed and list, and from the database."
)
STAYS = (
    "What stays: its number and dates, its place in the history, its hashes, so that the history can still be"
    " proved, and your name with the reason."
)
COPIES = "Copies outside this site, backups among them, are yours to find. Other versions keep their words."


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
    change_form_template = "admin/articles/version/change_form.html"
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

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/restore/", view(self.restore_view), name="articles_version_restore"),
            path("<int:pk>/redact/", view(self.redact_view), name="articles_version_redact"),
            *super().get_urls(),
        ]

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = _version(pk)
        return words_page(
            self,
            request,
            version.article,
            title=f"Restore version {version.number}",
            ask=partial(
                WordsForm,
                label="What changed, for readers",
                hint="Why an earlier version is back, for example.",
            ),
            explanation=[RESTORED, DRAFT_GOES] if _has_draft(version.article) else [RESTORED],
            button="Restore",
            act=lambda words: publishing.restore(version, by=request.user, note=words),
            said=f"Version {version.number} is restored.",
        )

    def redact_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = _version(pk)
        return words_page(
            self,
            request,
            version.article,
            title=f"Redact version {version.number}",
            ask=partial(
                ReasonForm,
                label="Why",
                hint="Kept with the version for those at the desk. Leave out what is to go.",
            ),
            explanation=[NOT_UNDONE, STAYS, COPIES],
            button="Redact for ever",
            is_grave=True,
            permission="articles.redact_version",
            act=lambda words: publishing.redact(version, by=request.user, reason=words),
            said=f"Version {version.number} is redacted.",
        )


@admin.register(UpdateNote)
class UpdateNoteAdmin(ReadOnlyAdmin):
    list_display = ["text_or_kind", "kind", "article", "version_number", "at", "by"]
    list_select_related = ["article", "version", "by"]
    list_filter = ["kind"]
    search_fields = ["text", "article__title"]
    fields = ["article", "version", "kind", "text", "doubted", "at", "by", "replaces"]
    change_form_template = "admin/articles/updatenote/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).current()

    @admin.display(description="note")
    def text_or_kind(self, note):
        return str(note)

    @admin.display(description="version", ordering="version__number")
    def version_number(self, note):
        return note.version.number

    @admin.display(description="what spoke against a small fix")
    def doubted(self, note):
        return "; ".join(note.doubts) or None

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
            ask=partial(
                WordsForm,
                label="What changed, for readers",
                hint="The earlier wording stays readable in the history.",
                initial={"words": note.text},
            ),
            button="Reword",
            act=lambda words: publishing.reword(note, by=request.user, text=words),
            said="The note is reworded.",
        )


def _version(pk):
    return get_object_or_404(
        Version.objects.select_related("article__live", "article__topic", "article__author"), pk=pk
    )


def _has_draft(article):
    """Whether the working copy holds words that no version has; of a withdrawn article too."""
    return article.snapshot() != article.versions.first().snapshot()
