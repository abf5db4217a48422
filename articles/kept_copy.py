"""The working copy put aside as plain data, and laid back."""

from articles import image_uses
from articles.models import Article, Author, Image, Topic
from articles.snapshot import RelatedTitle, Snapshot
from articles.working_copy import set_related, set_tags
from cms.refusals import Refused

PLAIN = (
    "title", "slug", "standfirst", "body", "lead_alt", "lead_is_decorative", "lead_caption", "lead_credit",
)  # fmt: skip
KEYS = {"topic": Topic, "author": Author, "lead_image": Image}
GONE = {
    "topic": "The topic was deleted meanwhile.",
    "author": "The author was deleted meanwhile.",
    "lead_image": "The lead image was deleted meanwhile.",
}


def kept_copy(article: Article) -> dict:
    """Everything editors wrote, fit for JSON."""
    copy = {name: getattr(article, name) for name in PLAIN}
    copy |= {name: getattr(article, f"{name}_id") for name in KEYS}
    copy["body"] = str(article.body)
    copy["tags"] = [tag.name for tag in article.tags_in_order()]
    copy["related"] = [other.pk for other in article.related_in_order()]
    return copy


def lay(copy: dict, article: Article) -> None:
    """Make the working copy what was put aside; to be called inside a transaction.

    The count of saves stays: forms that are open go on from what they show. Refused when something it needs
    is gone or taken.
    """
    _refuse_what_is_gone(copy, article)
    for name in PLAIN:
        setattr(article, name, copy[name])
    for name in KEYS:
        setattr(article, f"{name}_id", copy[name])
    article.topic = article.topic and article.topic.today
    article.save(update_fields=[*PLAIN, *KEYS])
    image_uses.record(article)
    set_tags(article, copy["tags"])
    set_related(article, copy["related"])


def _refuse_what_is_gone(copy, article):
    gone = {name for name, model in KEYS.items() if copy[name] and not _exists(model, copy[name])}
    if gone:
        raise Refused({name: GONE[name] for name in gone})
    if Article.objects.filter(slug=copy["slug"]).exclude(pk=article.pk).exists():
        raise Refused({"slug": "Another article has this address. Choose another one."})


def _exists(model, pk):
    return model.objects.filter(pk=pk).exists()


def snapshot_of(copy: dict) -> Snapshot:
    """What readers would see of it, as far as what it names is still there."""
    names = {name: model.objects.filter(pk=copy[name]).first() for name, model in KEYS.items()}
    related = Article.objects.published().select_related("live").in_bulk(copy["related"])
    return Snapshot(
        title=copy["title"],
        standfirst=copy["standfirst"],
        body=copy["body"],
        image=copy["lead_image"],
        alt="" if copy["lead_is_decorative"] else copy["lead_alt"],
        caption=copy["lead_caption"],
        credit=copy["lead_credit"],
        byline=names["author"].name if names["author"] else "",
        topic=names["topic"].name if names["topic"] else "",
        tags=tuple(copy["tags"]),
        related=tuple(RelatedTitle(pk, related[pk].live.title) for pk in copy["related"] if pk in related),
    )
