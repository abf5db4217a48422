"""What keeps hostile markup from costing hours or gigabytes: a look at its shape before it is parsed.

Parsers repair HTML at a price. Elements left open are searched again at each tag, and bold or a link left open is
opened anew in each block that follows, attributes and all. No honest text comes near these bounds; one that
passes them keeps its words and loses its elements.
"""

import re
from collections import Counter

#: Elements open at once, not counting those whose end tag may be left out.
DEEPEST = 64
#: Characters of markup that opening marks anew may add.
MOST_REPEATED = 50_000_000

_MARKS = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_UNCOUNTED = frozenset(
    "area base br col embed hr img input link meta param source track wbr"
    " p li dt dd option optgroup rb rt rtc rp thead tbody tfoot tr th td colgroup caption html head body".split()
)
_ANY_MARK = "|".join(sorted(_MARKS))
_TAG = re.compile(r"<(/?)([a-z][^\s/<>]*)", re.I)
_MARK = re.compile(rf"<({_ANY_MARK})(?=[\s/>])[^<>]*", re.I)
_MARK_WITH_ATTRIBUTES = re.compile(
    rf"""<((?!a\b)(?:{_ANY_MARK}))(?:\s++[\w:.-]++(?:\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=`]++))?+)++\s*+/?>""",
    re.I,
)
_BOLD_IN_NAME_ONLY = re.compile(r"<b\s(?>[^<>]*?\bfont-weight:\s*(?:normal|400)\b)[^<>]*+>", re.I)
_UNREADABLE = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1[^<>]*>|\Z)", re.I | re.S)
_INLINE_TAG = re.compile(rf"</?(?:{_ANY_MARK}|span|sub|sup|ins|del|abbr|cite|q|mark)(?=[\s/>])[^<>]*>", re.I)
_OTHER_TAG = re.compile(r"</?[a-z!?][^<>]*>?", re.I)


def within_bounds(html: str) -> str:
    """The markup as it came, or its words alone when parsing it would cost too much."""
    return words_alone(html) if is_deep(html, uncounted=_UNCOUNTED | _MARKS) or _repeats(html) else html


def with_plain_marks(html: str) -> str:
    """The markup without the attributes of bold and its like, which mean nothing to us and tell equal marks apart.

    A text copied from Google Docs stands in a <b> that is not bold: that one goes.
    """
    return _MARK_WITH_ATTRIBUTES.sub(r"<\1>", _BOLD_IN_NAME_ONLY.sub("", html))


def is_deep(html: str, uncounted: frozenset[str] = _UNCOUNTED) -> bool:
    """Whether more elements than `DEEPEST` are open at once."""
    still_open: Counter[str] = Counter()
    depth = 0
    for match in _TAG.finditer(html):
        tag = match[2].lower()
        if tag in uncounted or (match[1] and not still_open[tag]):
            continue
        step = -1 if match[1] else 1
        still_open[tag] += step
        depth += step
        if depth > DEEPEST:
            return True
    return False


def words_alone(html: str) -> str:
    """The words, with an empty line where there was the tag of a block."""
    html = _INLINE_TAG.sub("", _UNREADABLE.sub("", html))
    lines = filter(None, map(str.strip, _OTHER_TAG.sub("\n", html).split("\n")))
    return "<br><br>".join(line.replace("<", "&lt;") for line in lines)


def _repeats(html: str) -> bool:
    marks = Counter(match[0].lower() for match in _MARK.finditer(html))
    links = [mark for mark in marks if mark[2:3] in ("", " ", "\n", "\t", "/") and mark.startswith("<a")]
    # The same mark opens anew three times at most, and only one link is open at once.
    repeated = sum(10 + len(mark) * min(times, 3) for mark, times in marks.items() if mark not in links)
    return (repeated + max(map(len, links), default=0)) * html.count("<") > MOST_REPEATED
