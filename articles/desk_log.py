"""The desk's log: who did what with an article, a tag or a topic, and when. The form's "Log" shows it."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Model


def record(row: Model, *, by, sentence: str) -> None:
    """Add a line to the log; nothing for an act that nobody signed in did."""
    if by is not None:
        LogEntry.objects.log_actions(by.pk, [row], CHANGE, change_message=sentence, single_object=True)
