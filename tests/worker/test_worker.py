"""The queue: done once, tried again, handed on by the dead, kept by the clock."""

import datetime
import os
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms import schedule
from cms.tasks import enqueue_on_commit
from tests.worker import errands
from worker.models import Pulse, Scheduled
from worker.retries import WAITS, again
from worker.tending import DEAD_AFTER, tend
from worker.upkeep import KEPT, forget_finished

pytestmark = pytest.mark.django_db

READY, RUNNING, FAILED = TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.FAILED


@pytest.fixture(autouse=True)
def empty_clock(monkeypatch):
    """Nothing is due but what a test puts on the clock."""
    monkeypatch.setattr(schedule, "intervals", {})


def make_result(work, *args, **fields):
    work.enqueue(*args)
    DBTaskResult.objects.update(**fields)
    return DBTaskResult.objects.get()


@pytest.mark.django_db(transaction=True)
def test_what_is_handed_over_in_a_transaction_that_fails_is_not_queued():
    with transaction.atomic():
        enqueue_on_commit(errands.note, "nowhere")
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_task_that_is_queued_is_done_once(tmp_path):
    errands.note.enqueue(str(tmp_path / "lines"))
    call_command("worker", once=True)
    call_command("worker", once=True)
    assert (tmp_path / "lines").read_text() == "done\n"
    assert not Pulse.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_task_that_fails_waits_for_its_next_try_with_what_went_wrong():
    errands.fail.enqueue()
    before = timezone.now()
    call_command("worker", once=True)
    result = DBTaskResult.objects.get()
    assert result.status == READY
    assert result.run_after >= before + WAITS[0]
    assert "nobody home" in result.traceback


def test_each_try_waits_longer_and_the_last_one_stays_failed():
    result = make_result(errands.fail, status=FAILED)
    waits = []
    for number in range(1, len(WAITS) + 2):
        result.worker_ids, result.status = ["w"] * number, FAILED
        again(result)
        waits.append(result.run_after - timezone.now() if result.status == READY else None)
    assert [round(wait.total_seconds()) for wait in waits[:-1]] == [wait.total_seconds() for wait in WAITS]
    assert waits[-1] is None


def test_what_a_dead_worker_was_doing_is_queued_at_once():
    result = make_result(errands.note, "nowhere", status=RUNNING, worker_ids=["dead"])
    Pulse.objects.create(worker_id="dead", seen_at=timezone.now() - DEAD_AFTER * 2)
    tend("alive")
    result.refresh_from_db()
    assert (result.status, result.worker_ids) == (READY, ["dead"])
    assert result.run_after <= timezone.now()
    assert [pulse.worker_id for pulse in Pulse.objects.all()] == ["alive"]


def test_what_a_living_worker_is_doing_is_left_to_it():
    result = make_result(errands.note, "nowhere", status=RUNNING, worker_ids=["other"])
    Pulse.objects.create(worker_id="other", seen_at=timezone.now())
    tend("alive")
    result.refresh_from_db()
    assert result.status == RUNNING


def test_a_task_that_keeps_killing_its_worker_is_given_up():
    result = make_result(errands.note, "nowhere", status=RUNNING, worker_ids=["dead"] * (len(WAITS) + 1))
    tend("alive")
    result.refresh_from_db()
    assert (result.status, result.traceback) == (FAILED, "The worker that ran it was gone.")


def test_what_is_due_is_queued_once_until_it_is_due_again():
    schedule.every(errands.HOURLY)(errands.fail)
    tend("one")
    tend("two")
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)
    tend("one")
    assert DBTaskResult.objects.count() == 1
    Scheduled.objects.update(queued_at=timezone.now() - errands.HOURLY)
    tend("two")
    assert DBTaskResult.objects.count() == 2


def test_a_run_that_is_not_done_keeps_the_next_from_being_queued():
    schedule.every(errands.HOURLY)(errands.fail)
    tend("one")
    Scheduled.objects.update(queued_at=timezone.now() - 2 * errands.HOURLY)
    tend("one")
    assert DBTaskResult.objects.count() == 1


def test_records_of_what_was_done_well_go_after_a_while_and_those_of_failures_stay():
    for status in (TaskResultStatus.SUCCESSFUL, FAILED):
        errands.fail.enqueue()
        DBTaskResult.objects.filter(status=READY).update(
            status=status, finished_at=timezone.now() - KEPT - datetime.timedelta(hours=1)
        )
    forget_finished.call()
    assert [result.status for result in DBTaskResult.objects.all()] == [FAILED]


@pytest.mark.django_db(transaction=True)
def test_a_task_whose_worker_was_killed_is_done_by_the_next(tmp_path):
    began = tmp_path / "began"
    errands.hang.enqueue(str(began))
    with subprocess.Popen([sys.executable, "-c", WORKER], env={**os.environ, "NAME": database()}) as killed:
        while not began.exists() and killed.poll() is None:
            pass
        killed.kill()
    Pulse.objects.update(seen_at=timezone.now() - DEAD_AFTER * 2)
    call_command("worker", once=True)
    result = DBTaskResult.objects.get()
    assert (result.status, len(result.worker_ids)) == (TaskResultStatus.SUCCESSFUL, 2)


#: A worker on the tests' database, in a process of its own.
WORKER = """
import os
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from cms import schedule
connection.settings_dict["NAME"] = os.environ["NAME"]
schedule.intervals.clear()
call_command("worker", once=True)
"""


def database():
    return str(connection.settings_dict["NAME"])
