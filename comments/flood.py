"""Whether far more comments than usual are arriving. It begins and ends by itself.

While it lasts nothing by an unknown reader is published by itself, and what readers have to do before sending
may get harder (`is_on`). Known readers notice nothing.
"""

import datetime
import statistics

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Count, Q
from django.db.models.functions import TruncHour
from django.utils import timezone

from cms import mail
from cms.schedule import every
from cms.tasks import enqueue_on_commit, task
from comments.models import Comment, Flood

WINDOW = datetime.timedelta(minutes=10)
USUAL_OVER = datetime.timedelta(days=28)
#: Fewer than this in ten minutes are never a flood, on however quiet a site.
FEWEST = 30
#: A flood is so many times what is usual, and over once it is less than half of that.
TIMES_USUAL = 10


def is_on() -> bool:
    """Whether a flood is on. One query by primary key."""
    return Flood.objects.filter(pk=Flood.ONE, since__isnull=False).exists()


def watch(now: datetime.datetime) -> bool:
    """Whether a flood is on, noticing when one begins; called in the transaction that stores a comment."""
    flood = Flood.objects.filter(pk=Flood.ONE).first()
    if flood and flood.since:
        return True
    limit = limit_of(flood.usual_in_an_hour if flood else 0)
    if arrived(now, limit) < limit:
        return False
    began = Flood.objects.filter(pk=Flood.ONE, since=None).update(since=now)
    if not began and not flood:
        began = Flood.objects.get_or_create(pk=Flood.ONE, defaults={"since": now})[1]
    if began:
        enqueue_on_commit(tell_moderators)
    return True


def limit_of(usual_in_an_hour: float) -> int:
    """Comments in ten minutes that make a flood."""
    usual = usual_in_an_hour * WINDOW / datetime.timedelta(hours=1)
    return max(FEWEST, round(TIMES_USUAL * usual))


def arrived(now: datetime.datetime, most: int) -> int:
    """Comments of the last ten minutes, counted up to `most`."""
    recent = Comment.objects.filter(created_at__gt=now - WINDOW, created_at__lte=now)
    return len(recent.order_by()[:most].values_list("pk", flat=True))


@every(datetime.timedelta(minutes=2))
@task()
def end_when_over() -> None:
    """End a flood that is over."""
    flood = Flood.objects.filter(pk=Flood.ONE, since__isnull=False).first()
    now = timezone.now()
    if flood is None or now - flood.since < WINDOW:
        return
    limit = limit_of(flood.usual_in_an_hour) // 2
    if arrived(now, limit) < limit:
        Flood.objects.filter(pk=Flood.ONE).update(since=None)


@every(datetime.timedelta(hours=6))
@task()
def count_usual() -> None:
    """Find out what is usual here: the median of the hours in which anybody commented."""
    if is_on():
        return
    now = timezone.now()
    recent = Comment.objects.filter(created_at__gt=now - USUAL_OVER, created_at__lte=now)
    hours = (
        recent.annotate(hour=TruncHour("created_at")).values("hour").annotate(count=Count("pk")).order_by()
    )
    counts = [hour["count"] for hour in hours]
    usual = statistics.median(counts) if counts else 0
    Flood.objects.update_or_create(pk=Flood.ONE, defaults={"usual_in_an_hour": usual, "counted_at": now})


@task()
def tell_moderators() -> None:
    """One mail to every moderator when a flood begins."""
    tell("flood", {"count": arrived(timezone.now(), 10_000), "minutes": WINDOW.seconds // 60})


def tell(name: str, context: dict) -> None:
    """One mail to every moderator with an address."""
    permission = Permission.objects.filter(codename="moderate_comment")
    of_group = Q(groups__permissions__in=permission) | Q(user_permissions__in=permission)
    users = get_user_model().objects.filter(of_group, is_active=True).exclude(email="")
    for address in users.order_by("email").values_list("email", flat=True).distinct():
        mail.send(name, address, context)
