"""A text as a person reads it who wants to follow an address in it. Pure.

Spammers write addresses so that programs miss them and people do not: with unseen characters, letters and
full stops of other widths, spelled-out dots, schemes that are nearly right. `Reading` undoes that and
remembers where in the original text everything stands.
"""

import re
import unicodedata
from urllib.parse import unquote

#: Nothing is seen of these; joiners mean something between letters of the scripts that need them.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\U000e0000-\U000e0fff]+|(?<=[!-\u024f])[\u200c\u200d]+"
)
#: Letters, digits and full stops of another width or shape, of which some are plain ones to browsers.
_OTHER_SHAPES = re.compile(
    "[\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02b8\u1d2c-\u1d6a\u2024\u2070-\u209c\u2100-\u217f\u2460-\u24ff\u3250-\u33ff"
    "\ufb00-\ufb06\ufe52\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff]"
)
_PLAIN = re.compile("[A-Za-z0-9.]+")
#: Suffixes that hardly anybody writes after a dot of any kind unless it is a site's.
_CLEAR = "com|net|org|info|biz|edu|gov|io|xyz|example|test"
#: Suffixes that are words: after a dot with a space, these go on with the sentence.
_WORDS = "am|as|at|be|by|do|in|is|it|me|my|no|so|to|us"
_IDEOGRAPHIC_DOT = re.compile(
    rf"(?i)(?<=[a-z0-9-])[。｡](?=[a-z0-9])|(?<=\w)[。｡](?=(?:{_CLEAR}|jp|cn|tw|hk|kr)(?![\w-]))"
)
_ENTITY = re.compile(r"(?i)&(?:#0*46|#x0*2e|period|#0*58|#x0*3a|colon|#0*47|#x0*2f|sol);")
_ENTITIES = {"46": ".", "2e": ".", "period": ".", "58": ":", "3a": ":", "colon": ":"}
_SCHEME = re.compile(
    r"(?i)(?<![a-z0-9])h(?:tt|xx|\*\*)p(s?)[ \t]?(?:\[:\]|[:：;])(?:[ \t]?[/\\／]{2,}|[/\\／]?(?=[\w-]+\.\w))"
)
#: A name before "@" only disguises the host.
_USER = re.compile(r"(?i)(?<=://)[^\s/?#\\<>\"'()\[\]]*@(?=[\w\[])")
_ENCODED_HOST = re.compile(r"(?i)(?<=://)[\w.-]*(?:%[0-9a-f]{2}[\w.-]*)+")
_HOST = re.compile(r"[\w.-]+")
_BRACKETED_DOT = re.compile(
    r"(?i)(?<=\w)[ \t]*"
    r"(?:[\[({<][ \t]?(?:dot|d0t|point|punkt|punto|ponto|\.)[ \t]?[\])}>]|[*_]dot[*_])"
    rf"[ \t]*(?=\w)(?!(?<=[ \t])(?:{_WORDS})(?![\w/-]))"
)
_SPOKEN_DOTS = re.compile(
    r"(?i)(?<![\w.@/-])[a-z0-9][a-z0-9-]{0,62}"
    r"(?:[ \t]+(?:dot|d0t|\.)[ \t]+[a-z0-9][a-z0-9-]{0,62}){1,4}(?![\w-])"
)
_SPOKEN_DOT = re.compile(r"(?i)[ \t]+(?:dot|d0t|\.)[ \t]+")
_CLEAR_SUFFIX = re.compile(rf"(?i)(?:{_CLEAR})|(?:co|org|ac)\.uk|com\.(?:au|br|cn|tr)")
#: Before "dot com" these speak of the suffix, not of a site.
_PROSE = frozenset(
    "a an and any as asp at big by call called domain each early every first for from had has her his i in"
    " into is its late like many microsoft my new no not of old on one or our own plus post pre sub that the"
    " their these this those to top use used using was were with world your".split()
)


class Reading:
    """The text as it reads. `start` and `end` lead from a place in it back to the original."""

    def __init__(self, text: str):
        self.original = self.text = text
        self._starts = self._ends = None
        for pattern, replacement in _UNDONE:
            self._replace(pattern, replacement)

    def start(self, place: int) -> int:
        """Where the character at a place of the reading begins in the original."""
        return self._starts[place] if self._starts else place

    def end(self, place: int) -> int:
        """Where the original ends of what ends before a place of the reading."""
        return self._ends[place - 1] if self._ends else place

    def is_as_typed(self, start: int, end: int) -> bool:
        """Whether what stands there was typed just so."""
        return self.text[start:end] == self.original[self.start(start) : self.end(end)]

    def _replace(self, pattern, replacement):
        changes = [
            (m.span(), written) for m in pattern.finditer(self.text) if (written := replacement(m)) != m[0]
        ]
        if not changes:
            return
        self._starts = self._starts or [*range(len(self.text))]
        self._ends = self._ends or [*range(1, len(self.text) + 1)]
        text, starts, ends, done = [], [], [], 0
        for (begin, stop), written in changes:
            text += [self.text[done:begin], written]
            starts += self._starts[done:begin] + [self._starts[begin]] * len(written)
            ends += self._ends[done:begin] + [self._ends[stop - 1]] * len(written)
            done = stop
        self.text = "".join([*text, self.text[done:]])
        self._starts, self._ends = starts + self._starts[done:], ends + self._ends[done:]


def _nothing(match):
    return ""


def _dot(match):
    return "."


def _plain_shape(match):
    plain = unicodedata.normalize("NFKC", match[0])
    return plain if _PLAIN.fullmatch(plain) else match[0]


def _entity(match):
    return _ENTITIES.get(match[0][1:-1].lower().lstrip("#x0"), "/")


def _scheme(match):
    written = f"http{match[1].lower()}://"
    return match[0] if match[0].lower() == written else written


def _decoded_host(match):
    host = unquote(match[0], errors="replace")
    return host if _HOST.fullmatch(host) else match[0]


def _spoken(match):
    """The name with its dots, when it clearly names a site."""
    before, *labels = _SPOKEN_DOT.split(match[0])
    suffix = ".".join(labels[-2:]) if _CLEAR_SUFFIX.fullmatch(".".join(labels[-2:])) else labels[-1]
    names = [before, *labels][: -suffix.count(".") - 1]
    if not names or not _CLEAR_SUFFIX.fullmatch(suffix) or len(names[-1]) < 3 or before.lower() in _PROSE:
        return match[0]
    return ".".join([*names, suffix])


_UNDONE = (
    (_UNSEEN, _nothing),
    (_OTHER_SHAPES, _plain_shape),
    (_IDEOGRAPHIC_DOT, _dot),
    (_ENTITY, _entity),
    (_BRACKETED_DOT, _dot),
    (_SPOKEN_DOTS, _spoken),
    (_SCHEME, _scheme),
    (_USER, _nothing),
    (_ENCODED_HOST, _decoded_host),
)
