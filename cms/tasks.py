"""Work done after the answer, by the worker (`manage.py worker`).

The only module that knows which package keeps the queue. Django 6.2 LTS has tasks of its own; moving to them
means changing this file, the app `worker` and one setting.
"""

from django_tasks import task

__all__ = ["enqueue_on_commit", "task"]


def enqueue_on_commit(work, *args) -> None:
    """Hand `work`, made with `@task()`, to the worker. `args` must fit JSON.

    The queue is a table of the same database, so what is handed over inside a transaction is stored with it
    or not at all: nothing is lost between a commit and the queue. A task that fails is tried again and a
    killed worker's tasks are run by another, so `work` has to do nothing twice when it runs twice.
    """
    work.enqueue(*args)
