"""Plain text as we keep it: what a person typed, without what only confuses machines and readers.

Nothing here escapes anything, changes letters for look-alikes (never NFKC) or cuts text short.
"""

import re
import unicodedata

import regex

#: Code points that may make one character as people see it; a family of four with a skin tone each has 11.
MOST_IN_ONE = 12
#: Marks that may stand on one letter. Honest scripts need fewer; towers of them cover the lines around.
MOST_MARKS = 8

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, halves of characters, byte order marks and noncharacters, which HTML and XML forbid.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_UNWANTED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff{_NONCHARACTERS}]")
_CLUSTER = regex.compile(r"\X")
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDINGS, _OVERRIDES, _ISOLATES = "\u202a\u202b", "\u202d\u202e", "\u2066\u2067\u2068"
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"
_JOINERS = "\u200c\u200d"
_UNSEEN_AT_ENDS = " \u200b\u2060"


def clean_line(value: str) -> str:
    """One line of plain text, in Unicode's composed form (NFC), without direction controls."""
    value = _BIDI_CONTROLS.sub("", without_controls(value))
    value = _with_bounded_marks(unicodedata.normalize("NFC", value))
    return " ".join(value.split()).strip(_UNSEEN_AT_ENDS)


def clean_text(value: str) -> str:
    """Lines of plain text as typed: line ends are \\n; no spaces end a line, no blank lines the text."""
    lines = map(_with_paired_controls, without_controls(value).split("\n"))
    lines = _with_bounded_marks("\n".join(lines)).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def without_controls(value: str) -> str:
    """The text with every kind of line end as \\n, and no control character but \\n and \\t."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", value))


def count_characters(value: str) -> int:
    """How many characters people see (grapheme clusters, UAX 29); what is piled on one counts as more."""
    if value.isascii():
        return len(value)
    return max(len(_CLUSTER.findall(value)), -(-len(value) // MOST_IN_ONE))


def initials(name: str) -> str:
    """One or two capital letters that stand for a name: its first word's and its last word's."""
    letters = [letter for word in name.split() if (letter := _first_letter(word))]
    return "".join(letters[:1] + letters[1:][-1:])


def _first_letter(word: str) -> str:
    return next((character.upper()[0] for character in word if character.isalnum()), "")


def _with_paired_controls(line: str) -> str:
    """The line with only those direction controls that begin and end in it, and no override."""
    if not _BIDI_CONTROLS.search(line):
        return line
    paired = _paired_controls(line)
    return _BIDI_CONTROLS.sub(lambda match: match[0] if match.start() in paired else "", line)


def _paired_controls(line: str) -> set[int]:
    """Places of the controls that form pairs, by the Unicode bidirectional algorithm (UAX 9)."""
    paired: set[int] = set()
    # One list for the line and one for each isolate still open: what opens inside an isolate ends with it.
    inner: list[int] = []
    outer: list[tuple[int, list[int]]] = []
    for place, character in enumerate(line):
        if character in _EMBEDDINGS or character in _OVERRIDES:
            inner.append(place)
        elif character in _ISOLATES:
            outer.append((place, inner))
            inner = []
        elif character == _END_OF_EMBEDDING and inner:
            paired |= _unless_override(line, inner.pop(), place)
        elif character == _END_OF_ISOLATE and outer:
            opened, inner = outer.pop()
            paired |= {opened, place}
    return paired


def _unless_override(line: str, opened: int, closed: int) -> set[int]:
    return set() if line[opened] in _OVERRIDES else {opened, closed}


def _with_bounded_marks(value: str) -> str:
    if value.isascii():
        return value
    kept, stacked = [], 0
    for character in value:
        stacked = stacked + 1 if _stacks(character) else 0
        if stacked <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _stacks(character: str) -> bool:
    """Whether it draws on the letter before it. Joiners count, so that they cannot begin a new tower."""
    return unicodedata.category(character) in ("Mn", "Me") or character in _JOINERS


#: Letters by their class, blank by their looks.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def has_visible(value: str) -> bool:
    """Whether there is anything to see: a letter, digit, sign or symbol."""
    return any(unicodedata.category(one)[0] in "LNPS" and one not in _BLANK for one in value)
