"""The index of whichever database the site uses; both modules have the same functions."""

from django.db import connection, connections

from articles.models import SearchEntry
from articles.search import postgresql, sqlite


def of(vendor: str):
    """The module that keeps the index in databases of this kind."""
    return postgresql if vendor == "postgresql" else sqlite


def current():
    return of(connection.vendor)


def put_up(using: str = "default", **kwargs) -> None:
    """Make the index that the settings ask for, where there is none; a post_migrate receiver."""
    used = connections[using]
    if SearchEntry._meta.db_table in used.introspection.table_names():
        of(used.vendor).put_up(used)
