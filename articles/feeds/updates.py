"""Feeds of updates: of one article, of the whole site, and of the corrections only.

An entry is an update note, not a version's text: what readers were told, with the way to what changed. Small
fixes have none, and rewording a note brings none back.
"""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils.html import escape

from articles.feeds.ids import first_link, lasting_id
from articles.feeds.paged import PagedFeed
from articles.links import update_address
from articles.models import Article, Kind, UpdateNote

#: For a note whose words were removed for ever.
NO_WORDS = "We removed the words of this note."


def told(notes: QuerySet[UpdateNote]) -> QuerySet[UpdateNote]:
    """Of these notes, those that readers were told as updates, newest first.

    Of an article that is withdrawn, only that and why: nothing of what it said.
    """
    withdrawn = Q(article__in=Article.objects.withdrawn(), kind=Kind.WITHDRAWN)
    notes = notes.current().updates().filter(Q(article__in=Article.objects.published()) | withdrawn)
    return notes.select_related("article__live", "version").defer(
        "article__body", "article__live__body", "version__body"
    )


class UpdatesFeed(PagedFeed):
    """The updates of all articles."""

    page_size = 30
    moment = "at"
    title = f"Updates – {settings.SITE_NAME}"
    subtitle = "What we changed in our articles. Small fixes are left out."
    link = reverse_lazy("latest")

    def entries(self, subject):
        return told(UpdateNote.objects.all())

    def item_guid(self, note):
        """A version's own link of the chain; its withdrawal has the same and a moment."""
        moment = [note.at.isoformat()] if note.kind == Kind.WITHDRAWN else []
        return lasting_id(note.version.chain_hash, *moment)

    def item_title(self, note):
        if note.article.is_withdrawn:
            return "We withdrew an article"
        return f"{note.get_kind_display()}: {note.article.live.title}"

    def item_description(self, note):
        # Django's feeds say that a summary is HTML; a note is plain text.
        return escape(note.text) or NO_WORDS

    def item_link(self, note):
        if note.kind == Kind.WITHDRAWN:
            return note.article.get_absolute_url()
        return update_address(note.article, note.version.number)

    def item_pubdate(self, note):
        return note.at

    def item_updateddate(self, note):
        return note.at

    def item_categories(self, note):
        return [note.kind]


class CorrectionsFeed(UpdatesFeed):
    """What was wrong and has been put right, in all articles."""

    title = f"Corrections – {settings.SITE_NAME}"
    subtitle = "What was wrong in our articles, and since when it is right."

    def entries(self, subject):
        return told(UpdateNote.objects.filter(kind=Kind.CORRECTION))


class ArticleUpdatesFeed(UpdatesFeed):
    """The updates of one article."""

    subtitle = "What we changed in this article. Small fixes are left out."

    def get_object(self, request, slug):
        return Article.objects.for_page().annotate(first_link=first_link()).get(live_slug=slug)

    def feed_guid(self, article):
        return lasting_id(article.first_link, "updates")

    def feed_extra_kwargs(self, article):
        return super().feed_extra_kwargs(article) | {"changed_at": article.updated_at}

    def title(self, article):
        return f"Updates: {article.live.title}" if article.live else "Updates: an article we withdrew"

    def link(self, article):
        return article.get_absolute_url()

    def entries(self, article):
        return told(article.notes.all())
