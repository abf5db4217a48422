"""The desk's pages."""

from comments.desk.views.deciding import comment, item, keys, queue, start, undo
from comments.desk.views.many import bulk_act, ledger, together, undo_act
from comments.desk.views.searching import search

__all__ = [
    "bulk_act",
    "comment",
    "item",
    "keys",
    "ledger",
    "queue",
    "search",
    "start",
    "together",
    "undo",
    "undo_act",
]
