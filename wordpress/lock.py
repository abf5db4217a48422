"""One import at a time.

PostgreSQL holds the lock for a connection of its own, the system holds the one on a file beside an SQLite
database: both let go when the process ends, however it ends.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.core.files import locks
from django.db import InterfaceError, OperationalError, connection

#: Which of PostgreSQL's advisory locks is ours.
NUMBER = 0x57585249


class ImportRunning(Exception):
    """Another import holds the lock."""

    def __init__(self):
        super().__init__("Another import is running. Wait until it has ended, then start this one again.")


@contextmanager
def only_import() -> Iterator[None]:
    """Hold the lock while the block runs. Raises ImportRunning, without waiting, when another does."""
    hold = _in_database if connection.vendor == "postgresql" else _beside_database
    with hold():
        yield


@contextmanager
def _in_database():
    with closing(connection.copy()) as own:
        if not _told(own, "SELECT pg_try_advisory_lock(%s)"):
            raise ImportRunning
        try:
            yield
        finally:
            # Closing alone lets go a moment later. A connection that was lost has let go already.
            with suppress(OperationalError, InterfaceError):
                _told(own, "SELECT pg_advisory_unlock(%s)")


def _told(own, question):
    with own.cursor() as cursor:
        cursor.execute(question, [NUMBER])
        return cursor.fetchone()[0]


@contextmanager
def _beside_database():
    with open(lock_file(), "w") as file:
        if not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            raise ImportRunning
        yield


def lock_file() -> Path:
    """The file whose lock stands for an SQLite database's import; it stays, empty."""
    return Path(f"{connection.settings_dict['NAME']}-import")
