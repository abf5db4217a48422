"""Thanking a comment for the update it led to."""

from django.db import transaction
from django.utils import timezone

from articles.models import Version
from cms.refusals import Refused
from cms.tasks import enqueue_on_commit, task
from comments import telling
from comments.models import Comment, Credit, Mute, State


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
    made, is_new = Credit.objects.get_or_create(version=version, comment=comment, defaults={"by": by})
    if is_new:
        enqueue_on_commit(tell_writer, made.pk)
    return made


@task()
def tell_writer(credit_id: int) -> None:
    """Mail the writer of a credited comment where to see the change, once and where mail is wanted."""
    made = Credit.objects.select_related("comment__commenter", "comment__article__live", "version")
    made = made.filter(pk=credit_id, told_at=None, comment__state=State.PUBLISHED).first()
    if made is None or not _wants_to_know(made.comment):
        return
    telling.send_credit(made)
    Credit.objects.filter(pk=credit_id).update(told_at=timezone.now())


def _wants_to_know(comment):
    commenter = comment.commenter
    if commenter is None or not commenter.is_proven or commenter.mail_off_at or comment.article.live is None:
        return False
    return not Mute.objects.filter(commenter=commenter, article=comment.article_id).exists()


def credits_by_version(article) -> dict[int, list[Comment]]:
    """The published comments that each version of the article thanks, by the version's id; one query."""
    found: dict[int, list[Comment]] = {}
    credits = Credit.objects.filter(version__article=article, comment__state=State.PUBLISHED)
    for made in credits.select_related("comment"):
        found.setdefault(made.version_id, []).append(made.comment)
    return found
