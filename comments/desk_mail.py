"""Telling moderators by mail that something waits: one mail an hour at most, and only when there is news."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from cms import mail
from cms.schedule import every
from cms.tasks import enqueue_on_commit, task
from comments.models import Comment, DeskMail, ModerationEvent
from comments.plain_words import defanged
from comments.private_links import DESK_MAIL

HOUR = datetime.timedelta(hours=1)
PERMISSION = "comments.moderate_comment"
#: Comments told one by one, and characters of each; the others are a number.
TOLD, EXCERPT = 10, 200


@dataclass(frozen=True)
class Waiting:
    """A comment that waits, in words with nothing to click."""

    name: str
    title: str
    words: str


@every(HOUR / 4)
@task()
def queue_desk_mails() -> None:
    """Have a mail sent to every moderator who has not switched them off, when something waits."""
    if Comment.objects.to_decide().exists():
        for user in moderators().exclude(email="").exclude(deskmail__is_off=True):
            enqueue_on_commit(deliver, user.pk)


@task()
def deliver(user_pk: int) -> None:
    """Send one moderator what waits, unless there was a mail within the hour or nothing is new."""
    user = moderators().filter(pk=user_pk).first()
    if user is None or not user.email:
        return
    latest = _latest_event()
    if not _claimed(user):
        return
    mine = DeskMail.objects.filter(user=user)
    try:
        _send(user)
    except Exception:
        # The worker tries again, and then the hour must not have begun.
        mine.update(claimed_at=None)
        raise
    mine.update(told_until=latest)


def moderators():
    """Everyone who may decide about comments."""
    backend = "django.contrib.auth.backends.ModelBackend"
    return get_user_model().objects.with_perm(PERMISSION, backend=backend)


def switch(user, *, off: bool) -> None:
    """Turn a moderator's mails off, or back on."""
    DeskMail.objects.update_or_create(user=user, defaults={"is_off": off})


def is_off(user) -> bool:
    return DeskMail.objects.filter(user=user, is_off=True).exists()


@transaction.atomic
def _claimed(user) -> bool:
    """Whether it is this task that sends the moderator's mail of this hour."""
    DeskMail.objects.get_or_create(user=user)
    row = DeskMail.objects.select_for_update().get(user=user)
    now = timezone.now()
    if row.is_off or (row.claimed_at and now - row.claimed_at < HOUR) or not _has_news(row):
        return False
    row.claimed_at = now
    row.save(update_fields=["claimed_at"])
    return True


def _latest_event():
    latest = ModerationEvent.objects.order_by("pk").last()
    return latest.pk if latest else 0


def _has_news(row):
    """Whether something waits that did not when the last mail was sent."""
    waiting = Comment.objects.to_decide().values("pk")
    return ModerationEvent.objects.filter(pk__gt=row.told_until, comment__in=waiting).exists()


def _send(user):
    waiting = Comment.objects.to_decide().oldest_first().select_related("current", "article__live")
    stop_url = settings.SITE_URL + reverse("desk-emails", args=[DESK_MAIL.sign(user.pk)])
    context = {
        "count": waiting.count(),
        "waiting": [_told(comment) for comment in waiting[:TOLD]],
        "desk_url": settings.SITE_URL + reverse("desk"),
        "stop_url": stop_url,
    }
    headers = {
        "List-Id": f"<desk.{mail.domain()}>",
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    mail.send("desk", user.email, context, headers)


def _told(comment):
    words = " ".join(Truncator(comment.current.text).chars(EXCERPT).split())
    title = comment.article.live.title if comment.article.live else "an article that was withdrawn"
    return Waiting(defanged(comment.name), defanged(title), defanged(words))
