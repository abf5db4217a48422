"""The blind weekly sample: some decisions are judged again by somebody who does not see them."""

import datetime
import random

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.refusals import Conflict, Refused
from cms.schedule import every
from cms.tasks import task
from comments.models import Comment, ModerationEvent, SecondLook, State

WEEK = datetime.timedelta(days=7)


@every(WEEK)
@task()
def draw_second_looks() -> None:
    """Draw the week's sample, unless one was drawn this week already."""
    now = timezone.now()
    if not SecondLook.objects.filter(drawn_at__gt=now - WEEK + datetime.timedelta(hours=1)).exists():
        draw(now)


def draw(now: datetime.datetime) -> list[SecondLook]:
    """Draw from what the last week decided: as many public ones as refused ones, automatic ones first."""
    decided = _decided_since(now - WEEK)
    half = settings.SECOND_LOOKS_A_WEEK // 2
    looks = []
    for was_public in (True, False):
        of_kind = [one for one in decided if one[0].is_published == was_public]
        random.shuffle(of_kind)
        of_kind.sort(key=lambda one: not one[1])
        looks += [
            SecondLook(comment=comment, drawn_at=now, was_public=was_public, was_automatic=was_automatic)
            for comment, was_automatic in of_kind[:half]
        ]
    random.shuffle(looks)
    return SecondLook.objects.bulk_create(looks)


@transaction.atomic
def judge(look: SecondLook, verdict: str, *, by) -> SecondLook:
    """Keep the second judgement. It changes nothing about the comment."""
    look = SecondLook.objects.select_for_update(of=("self",)).get(pk=look.pk)
    if look.judged_at:
        raise Conflict("Somebody judged this one already.")
    if verdict not in SecondLook.Verdict.values:
        raise Refused("Choose what you would do with the comment.")
    look.verdict, look.by, look.judged_at = verdict, by, timezone.now()
    look.save(update_fields=["verdict", "by", "judged_at"])
    return look


def _decided_since(begin) -> list[tuple[Comment, bool]]:
    """Comments decided since then that still stand so, and whether it was without a person."""
    events = ModerationEvent.objects.decisions().filter(at__gt=begin).order_by("pk")
    last = {pk: actor is None for pk, actor in events.values_list("comment", "actor")}
    judged_before = SecondLook.objects.values("comment")
    comments = Comment.objects.decided().exclude(state=State.REMOVED).exclude(pk__in=judged_before)
    return [(comment, last[comment.pk]) for comment in comments.in_bulk([*last]).values()]
