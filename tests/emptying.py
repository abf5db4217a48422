"""Emptying the database after a test that commits.

Rows are deleted where there are any. Django's own flush truncates every table, which on PostgreSQL makes each
of them anew and takes longer than most tests, and then looks for permissions that are all there.
"""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

import articles.groups
import comments.groups
from cms import triggers

#: What `migrate` puts there and no test changes.
KEPT = {model._meta.db_table for model in (ContentType, Permission, MigrationRecorder.Migration)}


def empty_database() -> None:
    """Leave what migrations put there: the groups come back, and nothing else that was stored."""
    with triggers.lifted(), transaction.atomic(), connection.cursor() as cursor:
        tables = sorted({*connection.introspection.django_table_names(only_existing=True)} - KEPT)
        if connection.vendor == "postgresql":
            # A page that was just closed may still be saying so.
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
        for table in _filled(cursor, tables):
            cursor.execute(f'DELETE FROM "{table}"')
    cache.clear()
    articles.groups.make_groups()
    comments.groups.make_groups()


def _filled(cursor, tables):
    """In one question, whichever of the tables have rows."""
    questions = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables]
    cursor.execute(" UNION ALL ".join(questions))
    return [table for (table,) in cursor.fetchall()]
