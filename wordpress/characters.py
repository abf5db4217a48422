"""The bytes of an export as text that an XML parser can take.

Exports carry what XML forbids: control characters pasted from word processors, bytes cut out of the middle of
a letter, blank lines printed before the first tag, an end of CDATA where none began. These are mended here,
while the file streams by, and each kind of mending is counted so that the import can say so.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from wordpress.entries import Repair
from wordpress.errors import WxrError

CHUNK = 64 * 1024

PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
# The four-byte marks come first: UTF-32's little-endian one begins with UTF-16's.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNMARKED = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")
READABLE = re.compile(
    r"utf-8|cp125\d|iso8859-\d+|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc_jp|euc_kr|utf-(?:16|32)(?:-[lb]e)?"
)
# What files that claim these are in practice; browsers read them so, too.
REALLY = {"ascii": "utf-8", "iso8859-1": "cp1252"}

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
STAND_IN = "\udcff"
UNREADABLE = re.compile(STAND_IN)
CDATA_MARK = re.compile(r"<!\[CDATA\[|\]\]>")
LONGEST_MARK = len("<![CDATA[")

NOT_XML = "This is not an XML file. A WordPress export ends in .xml and starts with “<?xml”."

# No decoder lets a lone surrogate through, so one can stand for bytes that make no character.
codecs.register_error("wordpress.unreadable", lambda error: (STAND_IN, error.end))


class ExportText:
    """Iterates over an open export as chunks of clean text.

    `lines_before` says, once the first chunk is out, how many blank lines were dropped in front of it.
    Raises WxrError when the file is empty, packed, no XML, or in an encoding we do not read.
    """

    def __init__(self, file: BinaryIO):
        self._file = file
        self._line = 1
        self._in_cdata = False
        self._held = ""
        self._mended: dict[str, list[int]] = {}
        self.lines_before = 0

    def __iter__(self) -> Iterator[str]:
        chunks = self._decoded()
        yield self._mend(self._beginning(chunks))
        for chunk in chunks:
            yield self._mend(chunk)
        yield self._held

    def repairs(self) -> Iterator[Repair]:
        for sentence, (line, count) in self._mended.items():
            yield Repair(line, sentence.format(count=count, s="" if count == 1 else "s"))

    def _decoded(self) -> Iterator[str]:
        head = self._file.read(CHUNK)
        _refuse_packed(head)
        encoding, skipped = _encoding(head)
        decoder = codecs.getincrementaldecoder(encoding)("wordpress.unreadable")
        chunk = head[skipped:]
        while chunk:
            yield decoder.decode(chunk)
            chunk = self._file.read(CHUNK)
        yield decoder.decode(b"", final=True)

    def _beginning(self, chunks: Iterator[str]) -> str:
        for chunk in chunks:
            text = chunk.lstrip(" \t\r\n\ufeff\0")
            self.lines_before += chunk[: len(chunk) - len(text)].count("\n")
            if text:
                break
        else:
            raise WxrError("The file is empty.")
        if not text.startswith("<"):
            raise WxrError(NOT_XML)
        self._line += self.lines_before
        return text

    def _mend(self, chunk: str) -> str:
        text = self._replace(CONTROLS, "", chunk, "{count} control character{s} left out: XML forbids them.")
        text = self._replace(UNREADABLE, "\ufffd", text, "{count} unreadable character{s} became “\ufffd”.")
        text = self._balance_cdata(text)
        self._line += chunk.count("\n")
        return text

    def _replace(self, pattern: re.Pattern, by: str, text: str, sentence: str) -> str:
        first = pattern.search(text)
        if first is None:
            return text
        mended, count = pattern.subn(by, text)
        self._note(sentence, self._line, first, count)
        return mended

    def _note(self, sentence: str, line: int, first: re.Match, count: int = 1) -> None:
        if sentence not in self._mended:
            self._mended[sentence] = [line + first.string.count("\n", 0, first.start()), 0]
        self._mended[sentence][1] += count

    def _balance_cdata(self, chunk: str) -> str:
        """Escapes an end of CDATA outside CDATA; holds back what may be the first half of a mark."""
        text = self._held + chunk
        parts, at = [], 0
        first_line = self._line - self._held.count("\n")
        for mark in CDATA_MARK.finditer(text):
            parts += text[at : mark.start()], self._mark(mark, first_line)
            at = mark.end()
        ready = max(at, len(text) - LONGEST_MARK + 1)
        self._held = text[ready:]
        return "".join([*parts, text[at:ready]])

    def _mark(self, mark: re.Match, first_line: int) -> str:
        was_open, self._in_cdata = self._in_cdata, mark[0] != "]]>"
        if was_open or self._in_cdata:
            return mark[0]
        self._note("{count} end{s} of CDATA stood where none had begun and became text.", first_line, mark)
        return "]]&gt;"


def _refuse_packed(head: bytes) -> None:
    for magic, name in PACKED.items():
        if head.startswith(magic):
            raise WxrError(f"This file is packed with {name}. Unpack it and import the .xml file inside.")


def _encoding(head: bytes) -> tuple[str, int]:
    """The encoding of a file that begins so, and how many bytes its byte order mark takes."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return name, len(mark)
    for start, name in UNMARKED:
        if head.startswith(start):
            return name, 0
    declared = DECLARED.match(head)
    return _readable(declared[1].decode("ascii")) if declared else "utf-8", 0


def _readable(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        name = ""
    name = REALLY.get(name, name)
    if not READABLE.fullmatch(name):
        raise WxrError(f"The file says it is in “{declared}”, which we cannot read. Save it as UTF-8.", 1)
    # A declaration that can be read byte by byte is not in UTF-16, whatever it says.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name
