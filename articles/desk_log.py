"""The desk's log: who did what with an article, and when. The form's "Log" link shows it."""

from django.contrib.admin.models import CHANGE, LogEntry

from articles.models import Article


def record(article: Article, *, by, sentence: str) -> None:
    """Add a line to the log; nothing for an act that nobody signed in did."""
    if by is not None:
        LogEntry.objects.log_actions(by.pk, [article], CHANGE, change_message=sentence, single_object=True)
