"""Trying a task again, later each time, until a person has to look at it."""

import datetime

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

#: How long to wait after the first failure, the second …; after the last one the task stays failed.
WAITS = tuple(datetime.timedelta(seconds=seconds) for seconds in (30, 2 * 60, 10 * 60, 60 * 60, 6 * 60 * 60))


def again(result: DBTaskResult, *, abandoned: bool = False) -> None:
    """Queue a task that did not end well for another try; after the last one it stays among the failed.

    An `abandoned` one, whose worker is gone, did nothing wrong itself and is tried at once.
    """
    tries, now = len(result.worker_ids), timezone.now()
    if abandoned:
        result.traceback = "The worker that ran it was gone."
    if tries > len(WAITS):
        result.status, result.finished_at = TaskResultStatus.FAILED, now
    else:
        result.status = TaskResultStatus.READY
        result.run_after = now if abandoned else now + WAITS[tries - 1]
    result.save(update_fields=["status", "run_after", "finished_at", "traceback"])
