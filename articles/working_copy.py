"""What editors do to the working copy: nothing of it is seen by readers."""

from django.db import transaction
from django.utils import timezone

from articles import image_uses
from articles.internal_links import link_addresses, settled
from articles.models import Article, RelatedArticle, Tag, TaggedArticle, Version
from articles.models.article import WORKING_COPY
from articles.models.tag import TAG_TURN
from articles.outside_links import watch
from cms.refusals import Conflict
from cms.text import clean_line
from cms.turns import share_turn


@transaction.atomic
def save(article: Article, *, by, edit_number: int | None = None) -> Article:
    """Store the working copy an editor changed.

    Whoever makes an article looks after it. Raises Conflict when somebody saved since the editor opened it;
    `edit_number` says which save they saw (None: the article's own).
    """
    seen = article.edit_number if edit_number is None else edit_number
    number, body = _stored(article)
    if article.pk and number != seen:
        raise Conflict("Somebody saved this article while you were writing.")
    if article.body != body:
        article.body = settled(Article._meta.get_field("body").get_stored(article.body))
        watch(link_addresses(article.body))
    article.edit_number = seen + 1
    if article.pk is None:
        article.owner = by
    article.edited_at, article.edited_by = timezone.now(), by
    # Whoever loaded the article may have missed a publication since: its columns are not theirs to write.
    article.save(update_fields=WORKING_COPY if article.pk else None)
    image_uses.record(article)
    return article


def _stored(article):
    """How often the article was saved, and its body; its row is locked from now on."""
    if not article.pk:
        return 0, None
    return Article.objects.select_for_update().filter(pk=article.pk).values_list("edit_number", "body").get()


@transaction.atomic
def set_tags(article: Article, names) -> None:
    """Give the working copy these tags, in this order, making those that do not exist.

    Tags are the same when they differ in case only.
    """
    share_turn(TAG_TURN)
    tags = Tag.objects.for_names(clean_line(name) for name in names)
    article.tagged.all().delete()
    TaggedArticle.objects.bulk_create(TaggedArticle(content_object=article, tag=tag) for tag in tags)


@transaction.atomic
def set_related(article: Article, ids) -> None:
    """Give the working copy these related articles, in this order."""
    article.recommendations.all().delete()
    known = set(Article.objects.filter(pk__in=ids).exclude(pk=article.pk).values_list("pk", flat=True))
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article=article, related_id=pk, position=position)
        for position, pk in enumerate(dict.fromkeys(ids))
        if pk in known
    )


@transaction.atomic
def start_from(version: Version, article: Article) -> None:
    """Make the working copy what an earlier version was."""
    article.title, article.standfirst, article.body = version.title, version.standfirst, version.body
    article.topic, article.author = version.shelf, version.author
    article.lead_image, article.lead_alt = version.lead_image, version.lead_alt
    article.lead_is_decorative = bool(version.lead_image_id and not version.lead_alt)
    article.lead_caption, article.lead_credit = version.lead_caption, version.lead_credit
    article.edit_number += 1
    article.save(update_fields=WORKING_COPY)
    image_uses.record(article)
    set_tags(article, version.tags)
    set_related(article, [item["id"] for item in version.related])
