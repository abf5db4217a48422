"""How far work in the background has read the moderation events."""

from django.db import models


class Bookmark(models.Model):
    """The last event a task has seen, under the task's name."""

    name = models.CharField(max_length=40, primary_key=True)
    event = models.BigIntegerField(default=0)

    def __str__(self):
        return f"{self.name}: {self.event}"
