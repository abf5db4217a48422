"""Two imports never run at the same time, and a killed one leaves no lock behind."""

import subprocess
import sys

import pytest
from django.core.management import CommandError
from django.db import connection

from articles.models import Article
from tests.wordpress import sample
from tests.wordpress.importing import bring_in
from wordpress.lock import ImportRunning, only_import

pytestmark = pytest.mark.django_db

#: Takes the lock as another process would, says so, and waits to be killed.
HOLDER = """
import sys
import django
django.setup()
from django.db import connection
from wordpress.lock import only_import
connection.settings_dict["NAME"] = sys.argv[1]
with only_import():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder():
    name = str(connection.settings_dict["NAME"])
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_second_import_is_refused_in_a_sentence(tmp_path, holder):
    with pytest.raises(CommandError) as refused:
        bring_in(sample.write(tmp_path))
    assert str(refused.value) == (
        "Another import is running. Wait until it has ended, then start this one again."
        " Nothing was brought in."
    )
    assert not Article.objects.exists()


def test_killed_import_leaves_no_lock(tmp_path, holder):
    holder.kill()
    holder.wait()
    assert bring_in_once_free(sample.write(tmp_path))[-1].startswith("Came in: ")


def bring_in_once_free(path):
    """The database may need a moment to see that the other end has gone."""
    for _ in range(1_000):
        try:
            return bring_in(path)
        except CommandError as refused:
            assert isinstance(refused.__cause__, ImportRunning)  # noqa: PT017
    return bring_in(path)


def test_lock_is_free_again_after_a_fault():
    with pytest.raises(KeyError), only_import():
        raise KeyError
    with only_import():
        pass


def test_lock_refuses_the_same_process_too():
    with only_import(), pytest.raises(ImportRunning), only_import():
        pass
