"""Keeping the queue's table small."""

import datetime

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.schedule import every
from cms.tasks import task

KEPT = datetime.timedelta(days=30)


@every(datetime.timedelta(days=1))
@task()
def forget_finished() -> None:
    """Delete the record of what was done well a while ago; failed tasks stay until somebody looked."""
    DBTaskResult.objects.successful().filter(finished_at__lt=timezone.now() - KEPT).delete()
