"""Append-only tables, kept so by the database itself, on SQLite and PostgreSQL alike.

A table is registered with the columns that a redaction may empty. Everything else about a stored row is
final: the database refuses to update or delete it, whoever asks. The triggers are put up after every
`migrate`, because SQLite drops them whenever Django rebuilds a table.
"""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections


@dataclass(frozen=True)
class AppendOnly:
    """An append-only table.

    `redaction` names the column that is filled once, from NULL, when a row is redacted; in that same update
    the columns of `payload` may change too. Without it no update is allowed at all.
    """

    table: str
    redaction: str = ""
    payload: tuple[str, ...] = ()


_tables: list[AppendOnly] = []


def append_only(model, *, redaction: str = "", payload: tuple[str, ...] = ()) -> None:
    """Register `model`'s table; called from an app's `ready()`."""
    columns = tuple(model._meta.get_field(name).column for name in payload)
    rule = AppendOnly(model._meta.db_table, redaction, columns)
    if rule not in _tables:
        _tables.append(rule)


def put_up(using: str = "default", **kwargs) -> None:
    """Make the triggers of every registered table that exists; a post_migrate receiver."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for rule in _tables:
            if rule.table in existing:
                for statement in _statements(connection, rule):
                    cursor.execute(statement)


def take_down(using: str = "default") -> None:
    """Remove the triggers, for tests that empty the database."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for rule in _tables:
            if rule.table in existing:
                for statement in _drops(connection, rule):
                    cursor.execute(statement)


@contextmanager
def lifted(using: str = "default"):
    """The tables may be emptied inside this block; for tests only."""
    take_down(using)
    try:
        yield
    finally:
        put_up(using)


def _statements(connection, rule):
    yield from _drops(connection, rule)
    frozen = [c for c in _columns(connection, rule.table) if c not in (*rule.payload, rule.redaction)]
    if connection.vendor == "postgresql":
        yield from _postgresql(rule, frozen)
    else:
        yield from _sqlite(rule, frozen)


def _columns(connection, table):
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def _condition(rule, frozen, differs):
    """SQL that is true for an update the table refuses."""
    if not rule.redaction:
        return "TRUE"
    changed = " OR ".join(f'OLD."{name}" {differs} NEW."{name}"' for name in frozen)
    return f'OLD."{rule.redaction}" IS NOT NULL OR NEW."{rule.redaction}" IS NULL OR {changed}'


def _message(rule):
    return f"{rule.table} is append-only"


def _drops(connection, rule):
    on = f' ON "{rule.table}"' if connection.vendor == "postgresql" else ""
    for act in ("update", "delete"):
        yield f'DROP TRIGGER IF EXISTS "{rule.table}_no_{act}"{on}'


def _sqlite(rule, frozen):
    refuse = f"SELECT RAISE(ABORT, '{_message(rule)}')"
    when = _condition(rule, frozen, "IS NOT")
    yield (
        f'CREATE TRIGGER "{rule.table}_no_update" BEFORE UPDATE ON "{rule.table}" '
        f"WHEN {when} BEGIN {refuse}; END"
    )
    yield f'CREATE TRIGGER "{rule.table}_no_delete" BEFORE DELETE ON "{rule.table}" BEGIN {refuse}; END'


def _postgresql(rule, frozen):
    when = _condition(rule, frozen, "IS DISTINCT FROM")
    yield (
        f'CREATE OR REPLACE FUNCTION "{rule.table}_refuse"() RETURNS trigger AS $$ '
        f"BEGIN RAISE EXCEPTION '{_message(rule)}' USING ERRCODE = 'integrity_constraint_violation'; END "
        f"$$ LANGUAGE plpgsql"
    )
    yield (
        f'CREATE TRIGGER "{rule.table}_no_update" BEFORE UPDATE ON "{rule.table}" '
        f'FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION "{rule.table}_refuse"()'
    )
    yield (
        f'CREATE TRIGGER "{rule.table}_no_delete" BEFORE DELETE ON "{rule.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{rule.table}_refuse"()'
    )
