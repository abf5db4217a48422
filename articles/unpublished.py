"""Which articles have a working copy that differs from what readers see."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q

from articles.models import Article, RelatedArticle, ScheduledAct, Tag, TaggedArticle
from articles.models.article import State
from articles.models.scheduled import Outcome
from articles.snapshot import RelatedTitle


def changed_among(pks) -> set[int]:
    """Those of the articles of these primary keys, in a fixed number of queries."""
    suspects = [*_suspects(pks)]
    tags, related = _tags(suspects), _related(suspects)
    names = Tag.objects.names_today({name for article in suspects for name in article.live.tags})
    return {
        article.pk
        for article in suspects
        if article.differs(
            article.live.as_today(names), article.snapshot(tags=tags[article.pk], related=related[article.pk])
        )
    }


def _suspects(pks) -> Iterable[Article]:
    """Those that were saved after what readers see, or whose last version is older than the draft may be."""
    was_scheduled = Exists(ScheduledAct.objects.filter(article=OuterRef("pk"), outcome=Outcome.DONE))
    return (
        Article.objects.published()
        .filter(Q(edited_at__gt=F("live__published_at")) | was_scheduled, pk__in=pks)
        .select_related("live__topic__became", "live__author", "topic", "author")
    )


def _tags(articles):
    names = defaultdict(list)
    tagged = TaggedArticle.objects.filter(content_object__in=articles).order_by("pk")
    for pk, name in tagged.values_list("content_object", "tag__name"):
        names[pk].append(name)
    return names


def _related(articles):
    titles = defaultdict(list)
    pinned = RelatedArticle.objects.filter(article__in=articles, related__state=State.PUBLISHED)
    for pk, other, title in pinned.values_list("article", "related", "related__live__title"):
        titles[pk].append(RelatedTitle(other, title))
    return titles
