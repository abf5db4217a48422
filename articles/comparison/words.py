"""Running text as words: what is compared, what a mark covers, what the counts count.

A word is what a person would call one: letters and digits with the apostrophes, hyphens and points inside
them. In scripts written without spaces between words (Chinese, Japanese, Thai, Khmer …) a character stands
for a word, with the marks on it; an emoji is one whole, however many code points it takes. Any other sign is
a word of its own. White space is no word: it is the gap after one.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby

from cms.htmlinline import PLAIN, Marks, Piece
from cms.htmltree import Node

#: A line break inside a paragraph, as a character of its text.
BREAK = "\n"
#: Where one block ends and the next begins, in the text of several blocks together.
BOUNDARY = "\f"
#: White space, and what is not seen but may stand between words.
BLANK = "\\s\u200b"

# Variation selectors, and the tags in the flags of England, Scotland and Wales.
_ALWAYS_MARKS = ((0xFE00, 0xFE0F), (0xE0020, 0xE007F), (0xE0100, 0xE01EF))
_UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua980-\ua9df"
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u30ff\u3100-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# In Thai and Lao some vowels are written before their consonant, and some after it.
_SYLLABLES = (
    ("\u0e40-\u0e44", "\u0e01-\u0e2e", "\u0e30\u0e32\u0e33\u0e45"),
    ("\u0ec0-\u0ec4", "\u0e81-\u0eae", "\u0eb0\u0eb2\u0eb3"),
)
_PICTURES = "\u203c\u2049\u2139\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_SKINS = "\U0001f3fb-\U0001f3ff"
_FLAGS = "\U0001f1e6-\U0001f1ff"


def _combining() -> str:
    """The characters that are read with the one before them, as ranges of a character class."""
    marks = [code for code in range(0x300, 0x1F000) if unicodedata.category(chr(code)).startswith("M")]
    runs = [[*run] for _, run in groupby(enumerate(marks), lambda at: at[1] - at[0])]
    ranges = [(run[0][1], run[-1][1]) for run in runs]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in [*ranges, *_ALWAYS_MARKS])


_MARKS = _combining() + "\u00ad\u200c\u200d\u2060"
_LETTER = rf"[^\W{_UNSPACED}]"
_JOINER = "['’‘.@·\\-\u2010\u2011]"
_INSIDE = rf"(?:[{_MARKS}]+{_JOINER}?|{_JOINER}|(?<=\d)[,:/](?=\d))"
_SYLLABLE = "|".join(f"[{before}]?[{letters}][{_MARKS}]*[{after}]?" for before, letters, after in _SYLLABLES)
_WORD = re.compile(
    rf"(?:(?<!\w)[-+−£$€¥₹](?=\d))?{_LETTER}+(?:{_INSIDE}{_LETTER}+)*[{_MARKS}]*(?:(?<=\d)%)?"
    rf"|{_SYLLABLE}"
    rf"|[{_UNSPACED}][{_MARKS}]*"
    rf"|[{_FLAGS}]{{2}}"
    rf"|[{_PICTURES}][{_MARKS}{_SKINS}]*(?:(?<=\u200d)[{_PICTURES}][{_MARKS}{_SKINS}]*)*"
    rf"|[^{BLANK}][{_MARKS}]*"
)
_SAID = re.compile(r"\w")


def words(text: str) -> list[str]:
    """The words of a plain text, in order."""
    return _WORD.findall(text)


@lru_cache(maxsize=50_000)
def weight(word: str) -> int:
    """How much a word tells two texts apart: its length, nothing for punctuation."""
    return len(word) if _SAID.search(word) else 0


def said(some_words: Iterable[str]) -> int:
    """How many of these are words a reader would count: not punctuation."""
    return sum(1 for word in some_words if weight(word))


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one or more blocks. The first is empty: it stands for the beginning, and has a gap as
    others do.

    Word `n` is `whole[starts[n]:ends[n]]`; what follows up to the next start is its gap. `parts` are the
    whole in pieces of one look, which begin at `offsets`.
    """

    whole: str
    parts: tuple[Piece, ...]
    offsets: list[int]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def cut(self, start: int, end: int) -> list[Piece]:
        """The pieces between two places of the whole."""
        found = []
        part = bisect_right(self.offsets, start) - 1
        while start < end:
            text, marks = self.parts[part]
            stop = min(end, self.offsets[part] + len(text))
            found.append((self.whole[start:stop], marks))
            start, part = stop, part + 1
        return found

    def place(self, item: int) -> int:
        """Where an item begins, when words and gaps are counted in turn: word `n` is item 2n, its gap 2n +
        1.
        """
        return (self.ends if item % 2 else self.starts)[item // 2]

    def gap(self, word: int) -> str:
        return self.whole[self.ends[word] : self.starts[word + 1]]

    def looks_like(self, other: "Text") -> Callable[[int, int, int, int], bool]:
        """A function that tells whether a span of this text reads and looks as a span of the other does."""
        if len(self.parts) == len(other.parts) == 1 and self.parts[0][1] == other.parts[0][1]:
            return lambda start, end, start2, end2: self.whole[start:end] == other.whole[start2:end2]
        return lambda start, end, start2, end2: self.cut(start, end) == other.cut(start2, end2)


def pieces(nodes: Iterable[Node], marks: Marks = PLAIN) -> Iterator[Piece]:
    """Inline nodes as text with the marks it carries; a line break is a character of the text."""
    for node in nodes:
        if isinstance(node, str):
            yield node, marks
        elif node.tag == "br":
            yield BREAK, marks
        else:
            yield from pieces(node.children, marks | {(node.tag, node.attrs.get("href", ""))})


def merged(some_pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same pieces with neighbours of equal marks made one."""
    runs = groupby(some_pieces, key=lambda piece: piece[1])
    return tuple((plain(run), marks) for marks, run in runs)


def plain(some_pieces: Iterable[Piece]) -> str:
    return "".join(text for text, _ in some_pieces)


def text_of(*blocks: Iterable[Node]) -> Text:
    """The words of running text: the inline nodes of one block, or of several with a boundary between two."""
    parts: list[Piece] = []
    for nodes in blocks:
        parts += [(BOUNDARY, PLAIN)] if parts else []
        parts += [(text.replace(BOUNDARY, " "), marks) for text, marks in pieces(nodes)]
    whole, parts = plain(parts), merged(parts)
    offsets = [0, *accumulate(len(text) for text, _ in parts)][:-1]
    text = Text(whole, parts, offsets, [""], [0], [0])
    for match in _WORD.finditer(whole):
        text.words.append(match[0])
        text.starts.append(match.start())
        text.ends.append(match.end())
    text.starts.append(len(whole))
    return text
