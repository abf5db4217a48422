"""Append-only tables, kept so by the database itself, on SQLite and PostgreSQL alike.

A table is registered with the columns that a redaction empties. Everything else about a stored row is
final: the database refuses to update, replace or delete it, whoever asks, and to empty the whole table. The
triggers are put up after every `migrate`, because SQLite drops them whenever Django rebuilds a table.

SQLite fires delete triggers for the rows that `INSERT OR REPLACE` replaces only where `recursive_triggers` is
on: `cms.settings` turns it on for every connection.
"""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections, models


@dataclass(frozen=True)
class AppendOnly:
    """An append-only table.

    `emptied` names the columns of the one update let through, each with its empty value (None: NULL): that
    update must leave all of them empty. `once` is a column it fills from NULL, so that it happens once;
    `words` are columns it may fill as it likes. Without `emptied` no update is allowed at all.
    `quoting` are those of `emptied` that repeat words of another row: they may be emptied alone, at any time.
    """

    table: str
    emptied: tuple[tuple[str, str | None], ...] = ()
    once: str = ""
    words: tuple[str, ...] = ()
    quoting: tuple[str, ...] = ()

    @property
    def movable(self) -> set[str]:
        """The columns an update may change."""
        return {name for name, _ in self.emptied} | {self.once, *self.words}


_tables: list[AppendOnly] = []


def append_only(
    model,
    *,
    payload: tuple[str, ...] = (),
    redaction: str = "",
    words: tuple[str, ...] = (),
    quoting: tuple[str, ...] = (),
) -> None:
    """Register `model`'s table; called from an app's `ready()`. The names are those of its fields."""
    emptied = tuple((field.column, _empty(field)) for field in map(model._meta.get_field, payload))
    rule = AppendOnly(model._meta.db_table, emptied, redaction, words, quoting)
    if rule not in _tables:
        _tables.append(rule)


def _empty(field):
    """What the field holds, as text, when nothing is left in it."""
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return "[]"
    return "0" if isinstance(field, models.IntegerField) else ""


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
    columns = _columns(connection, rule.table)
    if connection.vendor == "postgresql":
        yield from _postgresql(rule, columns)
    else:
        yield from _sqlite(rule, columns)


def _columns(connection, table):
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def _condition(rule, columns, differs):
    """SQL that is true for an update the table refuses."""
    if not rule.emptied:
        return "TRUE"
    changed = {name: f'OLD."{name}" {differs} NEW."{name}"' for name in columns}
    refused = [changed[name] for name in columns if name not in rule.movable]
    refused += [_is_filled(name, empty) for name, empty in rule.emptied]
    if rule.once:
        refused += [f'OLD."{rule.once}" IS NOT NULL', f'NEW."{rule.once}" IS NULL']
    if not rule.quoting:
        return " OR ".join(refused)
    kept = [f"NOT ({' OR '.join(changed[name] for name in rule.quoting)})"]
    kept += [changed[name] for name in columns if name not in rule.quoting]
    kept += [_is_filled(name, empty) for name, empty in rule.emptied if name in rule.quoting]
    return f"({' OR '.join(refused)}) AND ({' OR '.join(kept)})"


def _is_filled(name, empty):
    return f'NEW."{name}" IS NOT NULL' if empty is None else f"CAST(NEW.\"{name}\" AS TEXT) <> '{empty}'"


def _message(rule):
    return f"{rule.table} is append-only"


def _drops(connection, rule):
    on = f' ON "{rule.table}"' if connection.vendor == "postgresql" else ""
    acts = ("update", "delete", "truncate") if connection.vendor == "postgresql" else ("update", "delete")
    for act in acts:
        yield f'DROP TRIGGER IF EXISTS "{rule.table}_no_{act}"{on}'


def _sqlite(rule, columns):
    refuse = f"SELECT RAISE(ABORT, '{_message(rule)}')"
    when = _condition(rule, columns, "IS NOT")
    yield (
        f'CREATE TRIGGER "{rule.table}_no_update" BEFORE UPDATE ON "{rule.table}" '
        f"WHEN {when} BEGIN {refuse}; END"
    )
    yield f'CREATE TRIGGER "{rule.table}_no_delete" BEFORE DELETE ON "{rule.table}" BEGIN {refuse}; END'


def _postgresql(rule, columns):
    when = _condition(rule, columns, "IS DISTINCT FROM")
    yield (
        f'CREATE OR REPLACE FUNCTION "{rule.table}_refuse"() RETURNS trigger AS $$ '
        f"BEGIN RAISE EXCEPTION '{_message(rule)}' USING ERRCODE = 'integrity_constraint_violation'; END "
        f"$$ LANGUAGE plpgsql"
    )
    triggers = {
        "update": f'BEFORE UPDATE ON "{rule.table}" FOR EACH ROW WHEN ({when})',
        "delete": f'BEFORE DELETE ON "{rule.table}" FOR EACH ROW',
        "truncate": f'BEFORE TRUNCATE ON "{rule.table}" FOR EACH STATEMENT',
    }
    for act, event in triggers.items():
        yield f'CREATE TRIGGER "{rule.table}_no_{act}" {event} EXECUTE FUNCTION "{rule.table}_refuse"()'
