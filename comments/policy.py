"""Who may comment, and when."""

import datetime
import math
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article
from cms.refusals import Refused
from cms.turns import take_turns
from comments.models import Comment, Discussion, Pause
from comments.models.pause import PAUSED

FLOOD_WINDOW = datetime.timedelta(minutes=10)
SITE_WINDOW = datetime.timedelta(minutes=1)
TOO_QUICK = "You are sending comments too quickly"
TOO_MANY = "Many people are sending comments at this moment"


class TooQuick(Exception):
    """Enough was sent for now. `minutes` is how long to wait, `told` the beginning of the words."""

    def __init__(self, wait: datetime.timedelta, told: str = TOO_QUICK):
        self.minutes = max(1, math.ceil(wait.total_seconds() / 60))
        unit = "minute" if self.minutes == 1 else "minutes"
        super().__init__(f"{told}. Wait {self.minutes} {unit} and try again")


@dataclass(frozen=True)
class Standing:
    """Whether readers may comment on an article now; `closed` says why not, in a sentence without its stop.

    `everything_waits` asks for a moderator's eyes on every comment, whatever is known of its writer or links.
    """

    closed: str = ""
    everything_waits: bool = False

    @property
    def is_open(self) -> bool:
        return not self.closed


def standing_of(article: Article, discussion: Discussion | None = None) -> Standing:
    """How things stand with the discussion of the article, in one query beside the discussion's own."""
    discussion = discussion or Discussion.objects.filter(article=article).first()
    discussion = discussion or Discussion(article=article)
    closed = _closed(article, discussion) or paused()
    return Standing(closed, everything_waits=discussion.is_moderated)


def paused() -> str:
    """What readers are told while comments are paused on the whole site; empty while they are not."""
    last = Pause.objects.first()
    if last and last.is_on:
        return last.words.rstrip(".")
    return PAUSED.rstrip(".") if settings.COMMENTS_PAUSED else ""


def _closed(article, discussion):
    if article.is_published and discussion.is_open:
        return ""
    if discussion.day_closed:
        return f"Comments on this article closed on {date_format(discussion.day_closed, 'j F Y')}"
    return "Comments on this article are closed"


def refuse_closed(article: Article) -> None:
    """Raise Refused when readers may not comment on the article now."""
    standing = standing_of(article)
    if not standing.is_open:
        raise Refused(f"{standing.closed}.")


def refuse_parent(article: Article, parent: Comment | None) -> None:
    """Raise Refused for an answer to what is not a public comment on this article."""
    if parent is not None and not Comment.objects.on(article).published().filter(pk=parent.pk).exists():
        raise Refused("The comment you are answering is no longer public.")


def refuse_flood(network: str, *, user=None, email: str = "") -> None:
    """Raise TooQuick when a network, a person or the whole site has sent as many comments as it may.

    A person is an account, else an address: nobody is kept out by others who type the address of an account.
    To be called in the transaction that stores the comment: networks and persons are counted one at a time.
    """
    if not settings.COMMENT_LIMITS or not network:
        return
    refuse_more(Comment.objects.all(), settings.COMMENT_FLOOD_SITE, SITE_WINDOW, TOO_MANY)
    take_turns(f"comments of {network}")
    refuse_more(Comment.objects.filter(network=network), settings.COMMENT_FLOOD_LIMIT, FLOOD_WINDOW)
    person = {"user": user} if user else {"email": email}
    if user or email:
        take_turns(f"comments of {email or user.pk}")
        refuse_more(Comment.objects.filter(**person), settings.COMMENT_FLOOD_PERSON, FLOOD_WINDOW)


def refuse_more(
    sent: QuerySet, limit: int, window: datetime.timedelta, told: str = TOO_QUICK, field: str = "created_at"
) -> None:
    """Raise TooQuick when `limit` of these rows are younger than `window`; 0 is no limit."""
    now = timezone.now()
    times = sent.filter(**{f"{field}__gt": now - window}).order_by(f"-{field}").values_list(field, flat=True)
    times = [*times[:limit]]
    if limit and len(times) == limit:
        raise TooQuick(times[-1] + window - now, told)
