"""What the page of an article needs, in a fixed number of queries."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.safestring import SafeString

from articles.history_line import HistoryLine, history_line, listed_updates
from articles.markup import ImageFacts
from articles.models import Article, Kind, Tag, UpdateNote, Version
from articles.origin import origin_sentence
from articles.rendering import facts_of

#: Tags shown at once; the rest fold away.
TAGS_SHOWN = 8
#: From this many sections on, the page lists its contents.
CONTENTS_FROM = 3
#: So long a correction is told under the byline.
CORRECTION_TOLD = datetime.timedelta(days=30)


@dataclass(frozen=True)
class ArticlePage:
    """One version of an article as its page prints it.

    `section` is the topic's name: today's on today's page, on a kept version's the one it had then.
    """

    article: Article
    version: Version
    body: SafeString
    contents: list
    reading_minutes: int
    history: HistoryLine
    origin: str
    section: str = ""
    image: ImageFacts | None = None
    correction: UpdateNote | None = None
    related: list[Article] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)

    @property
    def tags_shown(self):
        return self.tags[:TAGS_SHOWN]

    @property
    def tags_folded(self):
        return self.tags[TAGS_SHOWN:]

    @property
    def lists_contents(self) -> bool:
        return len(self.contents) >= CONTENTS_FROM


def article_page(article: Article) -> ArticlePage:
    """The page of what readers see now."""
    updates = listed_updates(article)
    return _page(
        article,
        article.live,
        updates,
        section=article.live.shelf.name if article.live.shelf else "",
        tags=[*Tag.objects.on_published(article)],
        related=_related(article.live),
        correction=_recent_correction(updates),
    )


def version_page(version: Version) -> ArticlePage:
    """The page of a kept version, with the tags as names only."""
    updates = listed_updates(version.article)
    tags = [Tag(name=name) for name in version.tags]
    return _page(version.article, version, updates, section=version.topic_name, tags=tags)


def _page(article, version, updates, **parts):
    rendering = version.rendering
    return ArticlePage(
        article=article,
        version=version,
        body=SafeString(rendering.html),
        contents=rendering.contents,
        reading_minutes=rendering.reading_minutes,
        history=history_line(article, updates),
        origin=origin_sentence(article, len(updates)),
        image=facts_of(version.lead_image) if version.lead_image else None,
        **parts,
    )


def _recent_correction(updates):
    """The latest correction, while readers are still told about it."""
    since = timezone.now() - CORRECTION_TOLD
    return next((note for note in updates if note.kind == Kind.CORRECTION and note.at > since), None)


def _related(version):
    """The related articles that readers may see, in the editor's order."""
    ids = [item["id"] for item in version.related]
    found = {a.pk: a for a in Article.objects.published().for_rows().filter(pk__in=ids or [0])}
    return [found[pk] for pk in ids if pk in found]
