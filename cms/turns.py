"""Doing things of one name one after the other, in however many processes."""

import hashlib

from django.db import connection


def take_turns(name: str) -> None:
    """Wait until every other transaction that called this with the same name has ended.

    On SQLite there is nothing to do: a transaction that writes has the database to itself.
    """
    _lock("pg_advisory_xact_lock", name)


def share_turn(name: str) -> None:
    """Like `take_turns`, for transactions that get along with each other and not with one that takes a turn."""
    _lock("pg_advisory_xact_lock_shared", name)


def _lock(function, name):
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [number])
