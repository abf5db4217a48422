"""`manage.py worker`: does what is queued, tries again what failed, and keeps the clock."""

import logging
from threading import Event, Thread

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME, TaskResultStatus
from django_tasks_db.management.commands import db_worker

from worker.retries import again
from worker.tending import leave, tend

logger = logging.getLogger(__name__)

#: Seconds between two looks at the pulses and the clock.
TENDED_EVERY = 5


class Worker(db_worker.Worker):
    """The package's worker; a task that failed is queued again."""

    def run_task(self, db_task_result):
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            again(db_task_result)


class Tending(Thread):
    """Tends the queue beside the work, on a connection of its own."""

    def __init__(self, worker_id: str):
        super().__init__(daemon=True)
        self.worker_id, self.ended = worker_id, Event()

    def run(self):
        while not self.ended.wait(TENDED_EVERY):
            close_old_connections()
            try:
                tend(self.worker_id)
            except Exception:  # a database that is away for a moment must not end the pulse for good
                logger.exception("could not tend the queue")
        connection.close()


class Command(BaseCommand):
    help = "Does what is queued, tries again what failed, and what is due by the clock."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do what is queued or due now, then end.")

    def handle(self, *, once, **options):
        worker = Worker(
            queue_names=[DEFAULT_TASK_QUEUE_NAME], excluded_queue_names=[], interval=1, batch=once,
            startup_delay=False, max_tasks=None, backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            worker_id=get_random_string(32),
        )  # fmt: skip
        tend(worker.worker_id)
        tending = Tending(worker.worker_id)
        worker.configure_signals()
        tending.start()
        try:
            worker.run()
        finally:
            tending.ended.set()
            tending.join()
            leave(worker.worker_id)
