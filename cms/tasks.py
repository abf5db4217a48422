"""Work done after the answer, by the worker.

The only module that knows which package keeps the queue. Django 6.2 LTS has tasks of its own; moving to them
means changing this file and one setting.
"""

from django.db import transaction
from django_tasks import task

__all__ = ["enqueue_on_commit", "task"]


def enqueue_on_commit(work, *args) -> None:
    """Hand `work`, made with `@task()`, to the worker once what it is about is stored. `args` must fit
    JSON."""
    transaction.on_commit(lambda: work.enqueue(*args))
