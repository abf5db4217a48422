"""What is forgotten by itself, a little every day."""

import datetime
from contextlib import suppress

from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from cms.refusals import Conflict
from cms.schedule import every
from cms.tasks import task
from comments import moderation
from comments.models import Block, Comment, Report

RULE = "kept long enough"
DAY = datetime.timedelta(days=1)
#: A reporter who is forgotten: still one voice for each comment, but nobody's.
NOBODY = Concat(Value("forgotten:"), Cast(F("pk"), models.CharField()))


@every(DAY)
@task()
def forget() -> None:
    """Do what is due: see the functions below. Expired sign-ins go too."""
    now = timezone.now()
    forget_networks(now)
    forget_blocks(now)
    forget_reports(now)
    erase_old(now)
    call_command("clearsessions")


def forget_networks(now: datetime.datetime) -> None:
    """Drop the hashes of networks from comments and reports that are NETWORK_KEPT_DAYS old."""
    before = now - settings.NETWORK_KEPT_DAYS * DAY
    Comment.objects.filter(created_at__lt=before).exclude(network="").update(network="")
    reports = Report.objects.filter(at__lt=before)
    reports.filter(reporter__startswith="network:").update(reporter=NOBODY)
    reports.exclude(network="").update(network="")


def forget_blocks(now: datetime.datetime) -> None:
    """Delete blocks that have ended: of a network at once, others as many days later."""
    ended = Block.objects.ended(now)
    ended.exclude(network="").delete()
    Block.objects.ended(now - settings.NETWORK_KEPT_DAYS * DAY).delete()


def forget_reports(now: datetime.datetime) -> None:
    """Delete answered reports that are REPORT_KEPT_DAYS old: they say little of their reporter now."""
    Report.objects.answered().filter(at__lt=now - settings.REPORT_KEPT_DAYS * DAY).delete()


def erase_old(now: datetime.datetime) -> None:
    """Erase comments that have been in their state for as long as COMMENT_KEPT_DAYS says."""
    for state, days in settings.COMMENT_KEPT_DAYS.items():
        if not days:
            continue
        untouched = Comment.objects.filter(state=state).untouched_since(now - days * DAY)
        for comment in [*untouched]:
            # A moderator may be quicker.
            with suppress(Conflict):
                moderation.erase(comment, rule=RULE)
