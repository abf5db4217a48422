"""Thanking a comment for the update it led to."""

from django.db import transaction

from articles.models import Version
from cms.refusals import Refused
from comments.models import Comment, Credit


@transaction.atomic
def credit(comment: Comment, version: Version, *, by) -> Credit:
    """Name a published comment in the note of the update it led to. Doing it again changes nothing.

    Refused for a comment on another article, one readers cannot see, or one younger than the update.
    """
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if comment.article_id != version.article_id:
        raise Refused("This comment is about another article.")
    if not comment.is_published:
        raise Refused("Only a comment that readers can see can be credited.")
    if comment.created_at > version.published_at:
        raise Refused("This comment is younger than the update.")
    made, _ = Credit.objects.get_or_create(version=version, comment=comment, defaults={"by": by})
    return made


def credits_by_version(article) -> dict[int, list[Comment]]:
    """The published comments that each version of the article thanks, by the version's id; one query."""
    found: dict[int, list[Comment]] = {}
    credits = Credit.objects.filter(version__article=article, comment__state="published")
    for made in credits.select_related("comment"):
        found.setdefault(made.version_id, []).append(made.comment)
    return found
