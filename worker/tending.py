"""What every living worker looks after, again and again: its pulse, the tasks of the dead, the clock."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms import schedule
from cms.turns import take_turns
from worker.models import Pulse, Scheduled
from worker.retries import again

#: A worker that was not seen for so long is dead.
DEAD_AFTER = datetime.timedelta(seconds=30)
UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@transaction.atomic
def tend(worker_id: str) -> None:
    """Say that this worker lives, hand on what dead ones left, and queue what is due."""
    take_turns("tending the queue")
    now = timezone.now()
    Pulse.objects.update_or_create(worker_id=worker_id, defaults={"seen_at": now})
    _hand_on(now)
    for path, interval in schedule.intervals.items():
        _queue_when_due(path, interval, now)


def leave(worker_id: str) -> None:
    """Say that this worker ends."""
    Pulse.objects.filter(worker_id=worker_id).delete()


def _hand_on(now):
    """Queue again what a worker without a pulse was doing."""
    Pulse.objects.filter(seen_at__lt=now - DEAD_AFTER).delete()
    alive = {*Pulse.objects.values_list("worker_id", flat=True)}
    for result in DBTaskResult.objects.running().select_for_update():
        if result.worker_ids[-1:] and result.worker_ids[-1] not in alive:
            again(result, abandoned=True)


def _queue_when_due(path, interval, now):
    last = Scheduled.objects.filter(task_path=path).first()
    if last and (last.queued_at + interval > now or _is_unfinished(last.result_id)):
        return
    queued = import_string(path).enqueue()
    Scheduled.objects.update_or_create(task_path=path, defaults={"queued_at": now, "result_id": queued.id})


def _is_unfinished(result_id):
    return DBTaskResult.objects.filter(pk=result_id, status__in=UNFINISHED).exists()
