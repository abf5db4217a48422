"""What workers tell each other: which of them live, and what was last queued by the clock."""

from django.db import models


class Pulse(models.Model):
    """A worker that was alive at `seen_at`."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.worker_id


class Scheduled(models.Model):
    """When a task that is run again and again (`cms.schedule`) was last queued, and as which result."""

    task_path = models.CharField(max_length=200, primary_key=True)
    queued_at = models.DateTimeField()
    result_id = models.UUIDField()

    class Meta:
        verbose_name_plural = "scheduled"

    def __str__(self):
        return self.task_path
