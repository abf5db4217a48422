"""Stopping and starting the mails a commenter gets. Whoever has one of them has the link for it."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from articles.models import Article
from cms.refusals import Refused
from comments import notifications
from comments.models import Comment, Commenter, MailKind, Mute


def commenters_of(user) -> QuerySet[Commenter]:
    """Whoever commented with an address that this account has proven, with the articles they want no mail
    about."""
    proven = EmailAddress.objects.filter(user=user, verified=True)
    commenters = Commenter.objects.filter(email__in=proven.values(address=Lower("email")))
    return commenters.prefetch_related("mutes__article__live").order_by("email")


def stop(commenter: Commenter, article: Article | None = None) -> None:
    """No more mails about one article, or none at all."""
    if article:
        Mute.objects.get_or_create(commenter=commenter, article=article)
    else:
        Commenter.objects.filter(pk=commenter.pk, mail_off_at=None).update(mail_off_at=timezone.now())


def stopped(commenter: Commenter, article: Article | None = None) -> str:
    """What is stopped: "all", "article" or nothing ("")."""
    if Commenter.objects.filter(pk=commenter.pk, mail_off_at__isnull=False).exists():
        return "all"
    is_muted = article and Mute.objects.filter(commenter=commenter, article=article).exists()
    return "article" if is_muted else ""


@transaction.atomic
def start(commenter: Commenter, article: Article | None = None) -> None:
    """Mails again: all that were asked for, this article's too."""
    Commenter.objects.filter(pk=commenter.pk).update(mail_off_at=None)
    if article:
        Mute.objects.filter(commenter=commenter, article=article).delete()


def set_wish(comment: Comment, wanted: bool) -> bool:
    """Whether its writer wants mails about a comment; False when the one that begins them was too many."""
    Comment.objects.filter(pk=comment.pk).update(wants_replies=wanted)
    comment.wants_replies = wanted
    return notifications.begin(comment) if wanted else True


def ask_for_link(commenter: Commenter, article: Article | None = None) -> bool:
    """Mail the commenter a fresh link to stop or start mails with; False when that was too many."""
    comments = Comment.objects.filter(commenter=commenter)
    comment = (comments.on(article) if article else comments).last()
    if comment is None:
        raise Refused("There is no comment from this address any more, so no emails are sent to it.")
    return notifications.ask(comment, MailKind.MAIL_LINK)
