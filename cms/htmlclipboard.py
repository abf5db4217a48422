"""What word processors, mail programs and browsers put on the clipboard, said in plain HTML.

Each of them writes in a dialect: Word's lists are paragraphs with a bullet in front, Google Docs sets bold in
styles, mails stand in tables. Here the dialects are read while classes and styles are still there; what comes
out goes through `cms.html.clean_body` like anything else. Pure; the tree comes balanced.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cms.cliplinks import direct
from cms.cliplists import listed
from cms.cliptables import is_layout, with_head
from cms.htmlreaders import IMAGE_ADDRESS
from cms.htmltree import Element, Node, elements

#: Attributes the dialects speak in; none of them leaves.
SPOKEN = frozenset(
    "style class hidden aria-hidden aria-level data-aria-level role cite datetime width".split()
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTROLS = frozenset("nav button input textarea".split())
#: Classes of what only screen readers, comments in the margin or sharing buttons show.
_UNSEEN_CLASSES = frozenset(
    "msocomanchor msocomoff msocomtxt msodel screen-reader-text sr-only visually-hidden mw-editsection"
    " sharedaddy jp-relatedposts addtoany_share_save_container apple-interchange-newline".split()
)
_UNSEEN_STYLES = {
    "display": "none", "visibility": "hidden", "mso-hide": "all",
    "mso-element": "comment-list", "mso-list": "ignore",
}  # fmt: skip
_NAMED_STYLES = {
    "msotitle": "h1",
    "msosubtitle": "h2",
    "msoquote": "blockquote",
    "msointensequote": "blockquote",
}
_NOTE = re.compile(r"#_?(ftn|edn|ftnt|sdfootnote|sdendnote|fn|cite_note)")
_BOLD = re.compile(r"bold|bolder|[6-9]00")
_UNSEEN = re.compile("[\u200b\ufeff\u00ad]")
_SPACES = re.compile("[ \t\r\n\f]*\xa0[ \t\r\n\f\xa0]*")
# A firm space belongs between a number and its unit, and before the signs that French sets apart.
_FIRM = re.compile("(?<=[0-9])\xa0(?=[^\\W_])|\xa0(?=[»!?:;%€])|(?<=«)\xa0")
_KEPT_FIRM = "\ue000"


@dataclass
class Clipping:
    """Plain HTML made of a clipboard's; `pictures` is how many pictures were left out."""

    nodes: list[Node] = field(default_factory=list)
    pictures: int = 0


def plain(tree: Iterable[Node]) -> Clipping:
    """The tree without its dialect."""
    tree = [*tree]
    pictures = sum(map(_is_foreign_picture, elements(tree)))
    nodes = _plain_all(_listed(tree), Surroundings())
    has_title = any(element.tag == "h1" for element in elements(nodes))
    if has_title:
        _lower_headings(nodes)
    return Clipping(nodes, pictures)


@dataclass(frozen=True)
class Surroundings:
    """What an element stands in, as far as it matters."""

    in_link: bool = False
    in_bold: bool = False
    in_pre: bool = False


def styles(element: Element) -> dict[str, str]:
    """The declarations in an element's style, in small letters."""
    pairs = (part.partition(":") for part in element.attrs.get("style", "").lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _plain_all(tree: Iterable[Node], around: Surroundings) -> list[Node]:
    return [made for node in tree for made in _plain(node, around)]


def _plain(node: Node, around: Surroundings) -> list[Node]:
    if isinstance(node, str):
        return [node if around.in_pre else _spaced(node)]
    if _is_unseen(node):
        return []
    if node.tag == "img":
        return _picture(node)
    if node.tag == "a":
        return _link(node, around)
    if node.tag in ("ins", "del") and ("cite" in node.attrs or "datetime" in node.attrs):
        return _plain_all(node.children, around) if node.tag == "ins" else []
    if node.tag == "table":
        return _table(node, around)
    return _element(node, around)


def _is_unseen(element):
    classes = {*element.attrs.get("class", "").lower().split()}
    if element.tag in _CONTROLS or "hidden" in element.attrs or classes & _UNSEEN_CLASSES:
        return True
    said = styles(element)
    if element.tag == "figure" and _is_only_a_picture(element):
        return True
    is_hidden = any(said.get(name) == value for name, value in _UNSEEN_STYLES.items())
    return is_hidden or (element.attrs.get("aria-hidden") == "true" and element.tag != "img")


def _is_only_a_picture(figure):
    """Whether nothing is left of a figure without its picture but the caption under it."""
    inside = [*elements(figure.children)]
    has_more = any(element.tag in ("table", "blockquote", "pre", "p", "ul", "ol") for element in inside)
    return not has_more and any(map(_is_foreign_picture, inside))


def _element(element, around):
    tag = _tag(element)
    is_bold = tag in _HEADINGS or tag == "th"
    inside = Surroundings(around.in_link, around.in_bold or is_bold, around.in_pre or tag == "pre")
    children = _plain_all(_listed(element.children), inside)
    if (tag in ("b", "strong") and around.in_bold) or (tag == "u" and around.in_link):
        return children
    for mark in _marks(element, inside):
        children = [Element(mark, {}, children)]
    return children if tag == "span" else [Element(tag, _kept(element), children)]


def _tag(element):
    """What the element is, whatever it is written as."""
    if element.attrs.get("role") == "heading":
        level = element.attrs.get("aria-level", "2")
        return f"h{level}" if level in "123456" else "h6"
    classes = element.attrs.get("class", "").lower().split()
    return next((_NAMED_STYLES[name] for name in classes if name in _NAMED_STYLES), element.tag)


def _kept(element):
    # A box of our own is told by its class.
    said = SPOKEN - {"class"} if element.tag == "aside" else SPOKEN
    return {name: value for name, value in element.attrs.items() if name not in said}


def _marks(element, around) -> Iterator[str]:
    """The marks that a style stands for."""
    said = styles(element)
    line = said.get("text-decoration", "") + said.get("text-decoration-line", "")
    is_text = element.tag in ("span", "td")
    if is_text and not around.in_bold and _BOLD.match(said.get("font-weight", "")):
        yield "strong"
    if is_text and said.get("font-style") in ("italic", "oblique"):
        yield "em"
    if is_text and "line-through" in line:
        yield "s"
    if is_text and "underline" in line and not around.in_link:
        yield "u"
    if is_text and said.get("vertical-align") in ("super", "sub") and element.tag == "span":
        yield said["vertical-align"].replace("super", "sup")


def _link(link, around):
    """The link to where it really leads; the mark of a footnote stands high, other places are not here."""
    href = link.attrs.get("href", "")
    children = _plain_all(link.children, Surroundings(bool(href), around.in_bold, around.in_pre))
    if not href.startswith("#"):
        return [Element("a", {"href": direct(href)}, children)] if href else children
    is_mark = _NOTE.match(href) and "ref" not in href and not href.endswith("anc")
    is_high = any(element.tag == "sup" for element in elements(children))
    return [Element("sup", {}, children)] if is_mark and not is_high else children


def _picture(image):
    """A picture of our library; a small drawing that stands for a character is that character."""
    if IMAGE_ADDRESS.fullmatch(image.attrs.get("src", "")):
        return [image]
    return [image.attrs["alt"]] if _is_emoji(image) else []


def _is_foreign_picture(element):
    if element.tag != "img" or element.attrs.get("width") in ("0", "1"):
        return False
    return not IMAGE_ADDRESS.fullmatch(element.attrs.get("src", "")) and not _is_emoji(element)


def _is_emoji(image):
    alt = image.attrs.get("alt", "")
    return 0 < len(alt) <= 8 and not alt.isascii() and not any(map(str.isalnum, alt))


def _table(table, around):
    if not is_layout(table):
        return [with_head(_element(table, around)[0])]
    return [Element("div", {}, _plain_all(_listed(cell.children), around)) for cell in _own_cells(table)]


def _own_cells(table):
    for child in table.children:
        if isinstance(child, Element):
            yield from [child] if child.tag in ("td", "th", "caption") else _own_cells(child)


def _listed(tree):
    """The tree with lists where paragraphs with bullets were."""
    return listed([*tree], styles)


def _lower_headings(nodes):
    """A text with a heading of level 1 begins a level too high: here that is the article's title."""
    for element in elements(nodes):
        if element.tag in _HEADINGS:
            element.tag = _HEADINGS[min(_HEADINGS.index(element.tag) + 1, 3)]


def _spaced(words):
    """The words with firm spaces only where they mean something."""
    words = _FIRM.sub(_KEPT_FIRM, _UNSEEN.sub("", words))
    return _SPACES.sub(" ", words).replace(_KEPT_FIRM, "\xa0")
