"""Doing things of one name one after the other, in however many processes."""

import hashlib

from django.db import connection


def take_turns(name: str) -> None:
    """Wait until every other transaction that called this with the same name has ended.

    On SQLite there is nothing to do: a transaction that writes has the database to itself.
    """
    _ask("SELECT pg_advisory_xact_lock(%s)", name)


def share_turn(name: str) -> None:
    """Wait for a transaction that takes a turn of this name; those that share one get along."""
    _ask("SELECT pg_advisory_xact_lock_shared(%s)", name)


def _ask(lock, name):
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute(lock, [number])
