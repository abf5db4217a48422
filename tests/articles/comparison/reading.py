"""Taking a redline apart again: the old text and the new one in it, and what is marked."""

import re
from itertools import groupby

from articles.comparison.blocks import blocks
from articles.comparison.redline import nested
from articles.comparison.words import merged, pieces
from cms.htmlinline import MARKS
from cms.htmltree import Element, elements, parse, serialise, text

INLINE = {*MARKS, "br"}
OURS = {"added", "removed", "moved"}


def marks(html):
    """What our marks hold, as (tag, class, words) without hidden words and notes."""
    return [
        (element.tag, element.attrs["class"], _words(element))
        for element in elements(parse(html))
        if element.tag in ("ins", "del") and element.attrs.get("class") in OURS
    ]


def marked_as(html, tag):
    """The words in our marks of this tag, in order."""
    return [words for name, _, words in marks(html) if name == tag]


def unmarked(html):
    """The words outside all marks and notes."""
    return _joined(_without(parse(html), {"ins", "del"}))


def new_of(html):
    """The redline with only its new text, in tidy HTML."""
    return _in_form(_kept(parse(html), gone="del", stays="ins"))


def old_of(html):
    """The redline with only its old text, in tidy HTML."""
    return _in_form(_kept(parse(html), gone="ins", stays="del"))


def leaves(html):
    """The blocks of a body and where they stand, but for empty rows; where a list starts does not count."""
    return [
        (block.tag, tuple(re.sub(r"^ol .*", "ol", name) for name in block.place), block.markup)
        for block in blocks([*_tidy(parse(html))])
        if block.tag != "tr" or block.text.strip()
    ]


def words_alone(html):
    """All words of a body without any white space."""
    return "".join(text(parse(html)).split())


def _in_form(nodes):
    return serialise(_tidy([*nodes]))


def _tidy(nodes):
    """The nodes with marks nested in one way, and without what holds nothing."""
    for is_inline, group in groupby(nodes, lambda node: isinstance(node, str) or node.tag in INLINE):
        if is_inline:
            yield from nested([piece for piece in merged(pieces(group)) if piece[0]])
            continue
        for node in group:
            children = [*_tidy(node.children)]
            if children or node.tag in ("hr", "img", "td", "th"):
                yield Element(node.tag, node.attrs, children)


def _is_ours(element):
    return element.tag in ("ins", "del") and element.attrs.get("class") in OURS


def _is_about(element):
    return element.tag == "span" or (element.attrs.get("class") == "note" and element.tag == "p")


def _kept(nodes, *, gone, stays):
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        cell = node.tag in ("td", "th") and node.attrs.get("class")
        if _is_about(node) or (_is_ours(node) and node.tag == gone) or cell == _CELLS[gone]:
            continue
        children = [*_kept(node.children, gone=gone, stays=stays)]
        if _is_ours(node):
            yield from children
        else:
            ours = {"dir", "class"} if cell else {"dir"}
            yield Element(
                node.tag, {name: value for name, value in node.attrs.items() if name not in ours}, children
            )


_CELLS = {"del": "removed", "ins": "added"}


def _without(nodes, tags):
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif not _is_about(node) and not (node.tag in tags and _is_ours(node)):
            yield Element(node.tag, node.attrs, [*_without(node.children, tags)])


def _words(element):
    return _joined(_without(element.children, set()))


def _joined(nodes):
    said = []
    for node in nodes:
        if isinstance(node, str):
            said.append(node)
        elif node.tag == "img":
            said.append(f"[{node.attrs['src']} {node.attrs['alt']}]")
        else:
            said.append(_joined(node.children) if node.tag != "br" else "\n")
            said.append("\n" if node.tag in ("p", "li", "h2", "h3", "h4", "td", "th", "pre") else "")
    return "".join(said)
