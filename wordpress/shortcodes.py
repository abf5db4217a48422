"""WordPress's shortcodes as HTML: captions, galleries, embeds, players, listings.

A picture from a gallery comes out as an img with the class "wp-image-12" and no src, a captioned one in a
figure with the id "attachment_12": the marks WordPress's own editor writes, by which an importer finds the
attachment. An address alone on a line, which WordPress would show as what it leads to, becomes a link.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import NamedTuple

from wordpress.markup import ATTRIBUTES, element, opening, pieces
from wordpress.plaintext import plain_text

SHORTCODE = re.compile(
    r"(?P<escaped>\[)?\[(?P<close>/)?(?P<name>[a-z][\w-]*+)(?P<rest>(?:[\s/][^\[\]]*+)?)\](?(escaped)\])",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]++)=(?:"([^"]*)"|'([^']*)'|([^\s"'/]+))""")
QUOTED = re.compile(r"""[\w-]=["']""")
CURLY_QUOTES = str.maketrans("“”„″‘’′", '""""' + "'''")
# What shortcodes give unquoted values to. Other names may be prose: "[let x=1]".
USUAL_NAMES = frozenset(
    "align class height href id ids link name size slug src style title type url width".split()
)

PICTURE = re.compile(
    rf"\s*(?P<picture>(?:<a\b{ATTRIBUTES}>\s*)?<img\b{ATTRIBUTES}>(?:\s*</a>)?)(?P<words>.*)",
    re.IGNORECASE | re.DOTALL,
)
ADDRESS = re.compile(r"""https?://[^\s<>"'\[\]]+""")
ADDRESS_LINE = re.compile(rf"^[ \t]*+({ADDRESS.pattern})[ \t]*$", re.MULTILINE)
LONGEST_SHOWN = 100


class Use(NamedTuple):
    """One shortcode as a post uses it. `attached` are the attachments uploaded to the post."""

    attributes: dict[str, str]
    address: str
    inside: str
    attached: tuple[int, ...]


def expand_shortcodes(text: str, attached: Iterable[int] = ()) -> tuple[str, list[str]]:
    """`text` with its shortcodes made HTML, and a sentence for each thing that was left out.

    Unknown ones that look like prose ("[sic]") stay. Others go, but words between an opening and a closing
    one stay. Tags, remarks, <pre>, <code> and their like are not touched. "[[gallery]]" becomes "[gallery]".
    `attached` are the ids of the post's own attachments: a gallery that names no pictures means those.
    """
    expansion = _Expansion(text, tuple(attached))
    html = expansion.html()
    return _with_links(html), expansion.notes()


class _Expansion:
    def __init__(self, text: str, attached: tuple[int, ...]):
        self._text = text
        self._attached = attached
        self._codes = list(_in_prose(SHORTCODE, text))
        self._closers = _partners(self._codes)
        self._dropped: set[int] = set()
        self._left_out: dict[tuple[str, bool], list[str]] = {}

    def html(self) -> str:
        parts, at = [], 0
        for code in self._codes:
            if code.start() >= at:
                parts.append(self._text[at : code.start()])
                html, at = self._expanded(code)
                parts.append(html)
        return "".join([*parts, self._text[at:]])

    def notes(self) -> list[str]:
        return [_note(shown, kept) for (_, kept), shown in self._left_out.items()]

    def _expanded(self, code: re.Match) -> tuple[str, int]:
        """What becomes of a shortcode, and where the text goes on after it."""
        if code["escaped"]:
            return code[0][1:-1], code.end()
        if code["close"]:
            return "" if code.start() in self._dropped else code[0], code.end()
        closer = self._closers.get(code.start())
        html = self._converted(code, closer)
        if html:
            return html, (closer or code).end()
        if closer or _is_code(code):
            return self._left(code, closer), code.end()
        return code[0], code.end()

    def _converted(self, code: re.Match, closer: re.Match | None) -> str:
        convert = CONVERSIONS.get(code["name"].lower())
        if not convert:
            return ""
        inside = self._text[code.end() : closer.start()] if closer else ""
        address = ADDRESS.search(unescape(_straight(code["rest"])))
        return convert(Use(_attributes(code), address[0] if address else "", inside, self._attached))

    def _left(self, code: re.Match, closer: re.Match | None) -> str:
        if closer:
            self._dropped.add(closer.start())
        self._left_out.setdefault((code["name"].lower(), closer is not None), []).append(code[0])
        return ""


def _in_prose(pattern: re.Pattern, html: str) -> Iterator[re.Match]:
    """The matches that begin outside tags, remarks and code."""
    starts, prose = _runs(html)
    return (match for match in pattern.finditer(html) if prose[bisect_right(starts, match.start()) - 1])


def _runs(html: str) -> tuple[list[int], list[bool]]:
    starts, prose, at, in_code = [0], [True], 0, 0
    for piece in pieces(html):
        if piece.name == "code":
            in_code = max(0, in_code + (1 if piece.kind == "open" else -1))
        starts.append(at)
        prose.append(piece.kind == "text" and not in_code)
        at += len(piece.text)
    return starts, prose


def _partners(codes: list[re.Match]) -> dict[int, re.Match]:
    """Where an opening shortcode stands → its closing one."""
    waiting: dict[str, list[int]] = {}
    partners = {}
    for code in codes:
        openers = waiting.setdefault(code["name"].lower(), [])
        if not code["close"]:
            openers.append(code.start())
        elif openers:
            partners[openers.pop()] = code
    return partners


def _is_code(code: re.Match) -> bool:
    rest = _straight(code["rest"])
    if code["name"].lower() == "gallery" or "_" in code["name"] or rest.strip() == "/" or QUOTED.search(rest):
        return True
    return any(name.lower() in USUAL_NAMES for name in _attributes(code))


def _attributes(code: re.Match) -> dict[str, str]:
    found = ATTRIBUTE.finditer(_straight(code["rest"]))
    return {part[1].lower(): unescape(part[2] or part[3] or part[4] or "").strip() for part in found}


def _straight(rest: str) -> str:
    # The visual editor turns quotes into references or curly ones, which WordPress reads all the same.
    return rest if QUOTED.search(rest) else unescape(rest).translate(CURLY_QUOTES)


def _note(shown: list[str], kept: bool) -> str:
    first = shown[0] if len(shown[0]) <= LONGEST_SHOWN else f"{shown[0][:LONGEST_SHOWN]}…]"
    what = f"{first} was" if len(shown) == 1 else f"{first} and {len(shown) - 1} more like it were"
    why = "; the words inside stay." if kept else ": nothing here can show it."
    return f"{what} left out{why}"


def _caption(use: Use) -> str:
    found = PICTURE.fullmatch(use.inside)
    if not found:
        return ""
    words = found["words"].strip() or escape(use.attributes.get("caption", ""), quote=False)
    caption = element("figcaption", words) if words else ""
    return element("figure", found["picture"] + caption, id=use.attributes.get("id"))


def _gallery(use: Use) -> str:
    named = re.findall(r"[0-9]+", use.attributes.get("ids") or use.attributes.get("include") or "")
    pictures = (opening("img", class_=f"wp-image-{wp_id}") for wp_id in named or use.attached)
    return "\n".join(element("figure", picture) for picture in pictures)


def _player(use: Use) -> str:
    found = ADDRESS.fullmatch(use.address or plain_text(use.inside))
    return element("p", _link(found[0])) if found else ""


def _listing(use: Use) -> str:
    return element("pre", use.inside.strip("\r\n")) if use.inside else ""


def _with_links(html: str) -> str:
    parts, at = [], 0
    for line in _in_prose(ADDRESS_LINE, html):
        parts += html[at : line.start()], _link(unescape(line[1]))
        at = line.end()
    return "".join([*parts, html[at:]])


def _link(address: str) -> str:
    return element("a", escape(address, quote=False), href=address)


CONVERSIONS = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    "embed": _player,
    "audio": _player,
    "video": _player,
    "code": _listing,
    "sourcecode": _listing,
}
