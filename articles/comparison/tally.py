"""The counts above a comparison."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """How much changed. Words are those shown as added and removed; moved words and notes are neither."""

    changes: int = 0
    words_added: int = 0
    words_removed: int = 0
    images_replaced: int = 0
    links_changed: int = 0
    moved: int = 0

    def phrases(self) -> list[tuple[int, str]]:
        """Each count that is not nought, with its words for readers: (5, "changes"), (68, "words added") …"""
        found = [
            (self.changes, "change", "changes"),
            (self.words_added, "word added", "words added"),
            (
                self.words_removed,
                *(["removed"] * 2 if self.words_added else ["word removed", "words removed"]),
            ),
            (self.images_replaced, "image replaced", "images replaced"),
            (self.links_changed, "link changed", "links changed"),
            (self.moved, "part moved", "parts moved"),
        ]
        return [(count, one if count == 1 else many) for count, one, many in found if count]
