"""The records of an export (one XML element for each author, term, item …), one at a time.

Only the record being read is in memory. Names come out with the prefixes WordPress itself uses ("wp:post_id",
"content:encoded"), whatever version of WXR or prefix the file uses: namespaces are told by their shape.
Prefixes that nobody declared are let through, because WordPress.com has written such files.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from wordpress.characters import ExportText
from wordpress.errors import WxrError

RECORD_LIMIT = 32 * 1024 * 1024
TAG_LIMIT = 1024 * 1024
DEPTH_LIMIT = 100
RECORD_DEPTH = 3  # rss > channel > record

NAMESPACES = (
    ("wp", re.compile(r"https?://wordpress\.org/export/\d+(?:\.\d+)*/?")),
    ("excerpt", re.compile(r"https?://wordpress\.org/export/\d+(?:\.\d+)*/excerpt/?")),
    ("content", re.compile(r"https?://purl\.org/rss/1\.0/modules/content/?")),
    ("dc", re.compile(r"https?://purl\.org/dc/elements/1\.1/?")),
)

CODE = expat.errors.codes
CUT_OFF = "The file stops here, in the middle. Export it again, or copy it again."
FAULTS = {
    CODE[expat.errors.XML_ERROR_NO_ELEMENTS]: CUT_OFF,
    CODE[expat.errors.XML_ERROR_UNCLOSED_TOKEN]: CUT_OFF,
    CODE[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION]: CUT_OFF,
    CODE[expat.errors.XML_ERROR_INVALID_TOKEN]: (
        "There is a character here that XML does not allow, often a “&” that should be “&amp;”."
    ),
    CODE[expat.errors.XML_ERROR_UNDEFINED_ENTITY]: "There is a “&” here that should be “&amp;”.",
    CODE[expat.errors.XML_ERROR_TAG_MISMATCH]: "A closing tag here does not match the tag that is open.",
    CODE[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: "The export has ended, but the file goes on here.",
}


def records(text: ExportText) -> Iterator[Element]:
    """The channel's children in file order, each as a detached element.

    Raises WxrError for a DOCTYPE, broken or cut off XML, XML that is no WordPress export, and a record too
    large to be one: after everything that was complete before the fault has been yielded.
    """
    parser = _Parser(text)
    for chunk in text:
        yield from parser.feed(chunk)
    yield from parser.feed("", last=True)


class _Parser:
    def __init__(self, text: ExportText):
        self._text = text
        self._families: dict[str, str] = {}
        self._depth = 0
        self._size = 0
        self._fed = 0
        self._builder = TreeBuilder()
        self._done: list[Element] = []
        self._expat = expat.ParserCreate("utf-8")
        self._expat.buffer_text = True
        self._expat.StartDoctypeDeclHandler = self._doctype
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._data

    def feed(self, chunk: str, last: bool = False) -> Iterator[Element]:
        fault = None
        try:
            self._parse(chunk.encode("utf-8"), last)
        except expat.ExpatError as error:
            sentence = FAULTS.get(
                error.code, f"This is not well-formed XML ({expat.ErrorString(error.code)})."
            )
            fault = self._fault(sentence, error.lineno)
        except WxrError as error:
            fault = error
        done, self._done = self._done, []
        yield from done
        if fault:
            raise fault

    def _parse(self, data: bytes, last: bool) -> None:
        self._expat.Parse(data, last)
        self._fed += len(data)
        if self._fed - self._expat.CurrentByteIndex > TAG_LIMIT:
            raise self._fault("There is a tag or remark here of more than 1 MB. No export holds one.")

    def _fault(self, sentence: str, line: int | None = None) -> WxrError:
        return WxrError(sentence, (line or self._expat.CurrentLineNumber) + self._text.lines_before)

    def _doctype(self, *declaration) -> None:
        raise self._fault("The file has a DOCTYPE. WordPress exports have none, and one can do harm.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self._begin(name, attributes)
        if self._depth > DEPTH_LIMIT:
            raise self._fault(f"Tags are nested more than {DEPTH_LIMIT} deep here.")
        if self._depth >= RECORD_DEPTH:
            self._grow(100)
            self._builder.start(self._name(name), attributes)

    def _end(self, name: str) -> None:
        if self._depth >= RECORD_DEPTH:
            self._builder.end(self._name(name))
        if self._depth == RECORD_DEPTH:
            self._done.append(self._builder.close())
            self._builder, self._size = TreeBuilder(), 0
        self._depth -= 1

    def _data(self, text: str) -> None:
        if self._depth >= RECORD_DEPTH:
            self._grow(len(text))
            self._builder.data(text)

    def _grow(self, by: int) -> None:
        self._size += by
        if self._size > RECORD_LIMIT:
            raise self._fault("A single post or page is larger than 32 MB here.")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._families = dict(_families(attributes))
        if name != "rss":
            raise self._fault(f"This is not a WordPress export: it starts with <{name[:40]}>, not <rss>.")
        if "wp" not in self._families.values():
            raise self._fault("This is a news feed, not a WordPress export. In WordPress, use Tools, Export.")

    def _name(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        return f"{self._families.get(prefix, prefix)}{colon}{local}"


def _families(attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        for family, shape in NAMESPACES:
            if name.startswith("xmlns:") and shape.fullmatch(value.strip()):
                yield name.removeprefix("xmlns:"), family
