"""Public notes in their latest wording, with the wordings they had before."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.models import Kind, UpdateNote


@dataclass(frozen=True)
class Entry:
    """A note as it reads now, with the moments it was reworded and the words it had before, newest first."""

    note: UpdateNote
    rewordings: list[tuple[datetime.datetime, str]]

    @property
    def is_small_fix(self) -> bool:
        return self.note.kind == Kind.SMALL_FIX


def entries(wordings: Sequence[UpdateNote]) -> list[Entry]:
    """The notes of which these are all wordings, in the order of their latest ones."""
    by_pk = {note.pk: note for note in wordings}
    replaced = {note.replaces_id for note in wordings}
    return [Entry(note, [*_rewordings(note, by_pk)]) for note in wordings if note.pk not in replaced]


def _rewordings(note, by_pk) -> Iterator[tuple[datetime.datetime, str]]:
    while note.replaces_id:
        earlier = by_pk[note.replaces_id]
        if earlier.redacted_at is None:
            yield note.worded_at, earlier.text
        note = earlier
