"""Columns that other rooms add to the desk's list of articles.

Like the parts of the publish panel (`articles.publication_parts`): an app adds its column when it starts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from articles.models import Article


@dataclass(frozen=True)
class Cell:
    """What a row shows in a column: words, and where they lead ("": nowhere)."""

    words: str
    address: str = ""


@dataclass(frozen=True)
class Column:
    """One column: its name in code, its heading, and its cells for all the articles of a page.

    `cells(articles, user)` answers by primary key in a fixed number of queries; an article without a cell has
    nothing to show.
    """

    name: str
    words: str
    cells: Callable[[Sequence[Article], object], Mapping[int, Cell]]


_columns: list[Column] = []


def add(column: Column) -> None:
    """Add a column; called from an app's `ready()`."""
    if column not in _columns:
        _columns.append(column)


def added() -> list[Column]:
    return [*_columns]
