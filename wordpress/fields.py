"""The fields of one record of an export, read as they stand, stripped, as words or as a number."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from wordpress.plaintext import plain_text

HAS_PARTS = {"category", "wp:comment", "wp:postmeta", "wp:commentmeta", "wp:termmeta"}
# Longer numbers are no WordPress ids, and fit no database column.
NUMBER = re.compile(r"[1-9][0-9]{0,17}")


class Fields:
    """A record's text fields by name; where an export repeats one, the first counts."""

    def __init__(self, element: Element):
        self._element = element
        self._texts: dict[str, str] = {}
        for child in element:
            if child.tag not in HAS_PARTS and child.tag not in self._texts:
                self._texts[child.tag] = content(child)

    def raw(self, name: str) -> str:
        return self._texts.get(name, "")

    def text(self, name: str) -> str:
        return self.raw(name).strip()

    def words(self, name: str) -> str:
        return plain_text(self.raw(name))

    def number(self, name: str) -> int | None:
        return number(self.raw(name))

    def all(self, name: str) -> Iterator[Element]:
        return (child for child in self._element if child.tag == name)

    def meta(self, key: str) -> str:
        """The value WordPress filed under `key` with this post, or ""."""
        for part in self.all("wp:postmeta"):
            pair = Fields(part)
            if pair.text("wp:meta_key") == key:
                return pair.text("wp:meta_value")
        return ""


def number(text: str) -> int | None:
    """A positive whole number, or None for zero and everything else."""
    text = text.strip()
    return int(text) if NUMBER.fullmatch(text) else None


def content(element: Element) -> str:
    """The text inside an element. Markup that stands there without CDATA around it is written out again."""
    return "".join([element.text or "", *(_written(child) for child in element)])


def _written(child: Element) -> str:
    tail, child.tail = child.tail or "", None
    return tostring(child, encoding="unicode", method="html") + tail
