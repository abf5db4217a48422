"""What markup goes through before any parser sees it.

Parsers repair HTML at a price. Elements left open are searched again at each tag, and bold or a link left
open is opened anew in each block that follows, attributes and all: a few hostile kilobytes cost gigabytes. No
honest text comes near the bounds here; one that passes them keeps its words and loses its elements.
"""

import re
from collections import Counter

#: Elements open at once, not counting those whose end tag may be left out.
DEEPEST = 64
#: Characters of markup that opening marks anew may add, with fifty for the work each mark makes.
MOST_REPEATED = 50_000_000

_MARKS = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_UNCOUNTED = frozenset(
    "area base br col embed hr img input link meta param source track wbr"
    " p li dt dd option optgroup rb rt rtc rp thead tbody tfoot tr th td colgroup caption"
    " html head body".split()
)
# Names from drawings and formulas. nh3 throws away the words inside them wherever they stand.
_FOREIGN = (
    "animate[a-z]*|circle|clippath|defs|desc|discard|ellipse|fe[a-z]+|filter|foreignobject|g|hatch|hatchpath|line"
    "|linear-?gradient|marker|mask|metadata|mpath|path|pattern|polygon|polyline|radialgradient|rect|set|solidcolor"
    "|stop|switch|symbol|text|textpath|tspan|unknown|use|view"
    "|annotation|annotation-xml|maction|maligngroup|malignmark|menclose|merror|mfenced|mfrac|mglyph|mi"
    "|mlabeledtr|mlongdiv|mmultiscripts|mn|mo|mover|mpadded|mphantom|mprescripts|mroot|mrow|ms|mscarries|mscarry"
    "|msgroup|msline|mspace|msqrt|msrow|mstack|mstyle|msub|msubsup|msup|mtable|mtd|mtext|mtr|munder|munderover"
    "|none|semantics"
)
_ANY_MARK = "|".join(sorted(_MARKS))
_TAG = re.compile(r"<(/?)([a-z][^\s/<>]*)", re.I)
_MARK = re.compile(rf"<({_ANY_MARK})(?=[\s/>])[^<>]*", re.I)
_ATTRIBUTE = r"""\s++[\w:.-]++(?:\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>=`]++))?+"""
_MARK_WITH_ATTRIBUTES = re.compile(rf"<((?!a\b)(?:{_ANY_MARK}))(?:{_ATTRIBUTE})++\s*+/?>", re.I)
_FOREIGN_TAG = re.compile(rf"</?(?:{_FOREIGN})(?=[\s/>])[^<>]*>", re.I)
_BOLD_IN_NAME_ONLY = re.compile(r"<b\s(?>[^<>]*?(?<![\w-])font-weight:\s*(?:normal|400)\b)[^<>]*+>", re.I)
_UNREADABLE = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1[^<>]*>|\Z)", re.I | re.S)
_INLINE_TAG = re.compile(rf"</?(?:{_ANY_MARK}|span|sub|sup|ins|del|abbr|cite|q|mark)(?=[\s/>])[^<>]*>", re.I)
_OTHER_TAG = re.compile(r"</?[a-z!?][^<>]*>?", re.I)


def prepared(html: str) -> str:
    """The markup fit to be parsed: of bounded cost, and without tags that would hide words or tell lies."""
    html = _FOREIGN_TAG.sub("", _with_plain_marks(html))
    return words_alone(html) if is_deep(html, uncounted=_UNCOUNTED | _MARKS) or _repeats(html) else html


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


def _with_plain_marks(html: str) -> str:
    """The markup without the attributes of bold and its like, which mean nothing and set equal marks apart.

    A text copied from Google Docs stands in a <b> that is not bold: that one goes.
    """
    return _MARK_WITH_ATTRIBUTES.sub(r"<\1>", _BOLD_IN_NAME_ONLY.sub("", html))


def _repeats(html: str) -> bool:
    """Whether opening marks anew in every block could add more than `MOST_REPEATED` characters."""
    marks = Counter((match[1].lower(), match[0].lower()) for match in _MARK.finditer(html))
    # One link at most is open at once, and of equal marks three open anew.
    link = max((len(tag) for (name, tag) in marks if name == "a"), default=0)
    others = sum((50 + len(tag)) * min(times, 3) for (name, tag), times in marks.items() if name != "a")
    return (link + others) * html.count("<") > MOST_REPEATED
