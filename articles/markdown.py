"""Writing a body, in its canonical form, as Markdown: CommonMark, with tables and struck-out words. Pure."""

import re
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import urljoin

from cms.htmltree import BLOCKS, Element, Node

#: What would mean something to a reader of Markdown wherever it stands, and at the beginning of a line.
_SPECIAL = re.compile(r"([\\`*_\[\]<>~|]|&(?=[#\w]+;)|!(?=\[))")
_AT_START = re.compile(r"^(\s*)([#+=-]|\d{1,9}(?=[.)]))")
_MARKS = {"strong": "**", "em": "*", "s": "~~", "del": "~~"}
#: Markdown has no sign for these and takes the element instead.
_ELEMENTS = ("sub", "sup")
_CLAUSE_ENDS = tuple(".,:;!?")
_BREAK = "\\\n"


def markdown(nodes: Iterable[Node], base: str) -> str:
    """The nodes as Markdown, with every address made whole, starting from `base`."""
    return "\n\n".join(filter(None, (_block(run, base) for run in _blocks(nodes))))


def _blocks(nodes):
    """Each block alone; words between two blocks are one."""
    for is_block, group in groupby(nodes, key=_is_block):
        if is_block:
            yield from ([block] for block in group)
        else:
            yield [*group]


def _is_block(node):
    return isinstance(node, Element) and (node.tag in BLOCKS or node.tag == "h1")


def _block(run, base):
    if not _is_block(run[0]):
        return _paragraph(run, base)
    (block,) = run
    make = _MAKERS.get(block.tag, lambda element, base: markdown(element.children, base))
    return make(block, base)


def _paragraph(nodes, base):
    lines = _inline(nodes, base).strip().split("\n")
    return "\n".join(_AT_START.sub(r"\1\\\2" if not _numbered(line) else r"\1\2\\", line) for line in lines)


def _numbered(line):
    """Whether it begins like an item of a numbered list: there the sign after the number is made plain."""
    return line.lstrip()[:1].isdigit()


def _heading(element, base):
    return f"{'#' * int(element.tag[1])} {_one_line(element.children, base)}"


def _quotation(element, base):
    return _behind("> ", markdown(element.children, base))


def _preformatted(element, base):
    words = _verbatim(element)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", words)), default=0))
    return f"{fence}\n{words}\n{fence}"


def _bullets(element, base):
    return _items(element, base, lambda number: "- ")


def _numbers(element, base):
    first = int(element.attrs.get("start", "1"))
    return _items(element, base, lambda number: f"{max(first, 0) + number}. ")


def _items(element, base, sign):
    items = [markdown(item.children, base) for item in element.children]
    loose = any(_is_loose(item) for item in element.children)
    made = [f"{sign(n)}{_behind(' ' * len(sign(n)), item)[len(sign(n)) :]}" for n, item in enumerate(items)]
    return ("\n\n" if loose else "\n").join(made)


def _is_loose(item):
    return any(_is_block(child) for child in item.children)


def _table(element, base):
    rows = [[_one_line(cell.children, base) for cell in row.children] for row in element.children[0].children]
    width = max(map(len, rows))
    head, *others = [row + [""] * (width - len(row)) for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * width, *others))


def _behind(sign, words):
    return "\n".join(f"{sign}{line}".rstrip() if line else sign.rstrip() for line in words.split("\n"))


def _one_line(nodes, base):
    return " ".join(_inline(nodes, base).replace(_BREAK, "<br>").split())


def _inline(nodes, base):
    made = ""
    for node in reversed([*nodes]):
        made = _word(node, base, made[:1]) + made
    return made


def _word(node, base, following):
    if isinstance(node, str):
        return _escaped(node.replace("\n", " "))
    if node.tag == "br":
        return _BREAK
    if node.tag == "img":
        return f"![{_escaped(node.attrs.get('alt', ''))}](<{urljoin(base, node.attrs.get('src', ''))}>)"
    if node.tag == "code":
        return _code(_verbatim(node))
    inside = _inline(node.children, base)
    if node.tag == "a":
        return f"[{inside}](<{urljoin(base, node.attrs['href'])}>)"
    if node.tag in _ELEMENTS:
        return f"<{node.tag}>{inside}</{node.tag}>"
    return _marked(node.tag, inside, following)


def _marked(tag, inside, following):
    """The words with a mark around, or with the element where the mark would be read as a sign."""
    mark = _MARKS.get(tag, "")
    ends_a_clause = inside[-1:] in _CLAUSE_ENDS and not following.strip()
    if mark and not (inside[:1].isalnum() and (inside[-1:].isalnum() or ends_a_clause)):
        return f"<{tag}>{inside}</{tag}>"
    return f"{mark}{inside}{mark}"


def _verbatim(node):
    if isinstance(node, str):
        return node
    return "\n" if node.tag == "br" else "".join(map(_verbatim, node.children))


def _code(words):
    ticks = "`" * (1 + max(map(len, re.findall("`+", words)), default=0))
    padding = " " if words[:1] == "`" or words[-1:] == "`" else ""
    return f"{ticks}{padding}{words}{padding}{ticks}"


def _escaped(words):
    return _SPECIAL.sub(r"\\\1", words)


_MAKERS = {
    "p": lambda element, base: _paragraph(element.children, base),
    "figcaption": lambda element, base: _paragraph(element.children, base),
    **dict.fromkeys(["h1", "h2", "h3", "h4"], _heading),
    "blockquote": _quotation,
    "aside": _quotation,
    "pre": _preformatted,
    "hr": lambda element, base: "---",
    "ul": _bullets,
    "ol": _numbers,
    "table": _table,
}
