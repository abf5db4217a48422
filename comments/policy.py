"""Who may comment, and when."""

import datetime
import math

from django.conf import settings
from django.utils import timezone

from articles.models import Article
from cms.refusals import Refused
from cms.turns import take_turns
from comments.models import Comment, Discussion

FLOOD_WINDOW = datetime.timedelta(minutes=10)


class TooQuick(Exception):
    """The sender's network has sent as many comments as it may and has to wait so many minutes."""

    def __init__(self, minutes: int):
        self.minutes = minutes
        unit = "minute" if minutes == 1 else "minutes"
        super().__init__(f"You are sending comments too quickly. Wait {minutes} {unit} and try again")


def is_open(article: Article) -> bool:
    """Whether readers may comment on the article now."""
    discussion = Discussion.objects.filter(article=article).first()
    return article.is_published and (discussion is None or discussion.is_open)


def refuse_closed(article: Article) -> None:
    """Raise Refused when readers may not comment on the article now."""
    if not is_open(article):
        raise Refused("Comments on this article are closed.")


def refuse_parent(article: Article, parent: Comment | None) -> None:
    """Raise Refused for an answer to what is not a public comment on this article."""
    if parent is not None and not Comment.objects.on(article).published().filter(pk=parent.pk).exists():
        raise Refused("The comment you are answering is no longer public.")


def refuse_flood(network: str) -> None:
    """Raise TooQuick when a network has sent as many comments as it may.

    To be called in the transaction that stores the comment: networks are counted one at a time.
    """
    if not settings.COMMENT_LIMITS or not network:
        return
    take_turns(f"comments of {network}")
    limit, now = settings.COMMENT_FLOOD_LIMIT, timezone.now()
    recent = Comment.objects.filter(network=network, created_at__gt=now - FLOOD_WINDOW)
    sent = [*recent.order_by("-created_at").values_list("created_at", flat=True)[:limit]]
    if len(sent) < limit:
        return
    wait = sent[-1] + FLOOD_WINDOW - now
    raise TooQuick(minutes=math.ceil(wait.total_seconds() / 60))
