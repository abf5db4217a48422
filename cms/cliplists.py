"""Lists that are not written as lists: Word's paragraphs with a level, Word's pages with one list an item,
lines that begin with a bullet."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from cms.htmltree import Element, Node, elements, text

Styles = Callable[[Element], dict[str, str]]

_LEVEL = re.compile(r"\blevel([1-9])")
_NUMBER = re.compile(r"\W*([0-9]{1,4}|[a-z]{1,4})[.)]", re.I)
_BULLET = re.compile("[\\s\xa0]*[•·▪◦‣●○■⁃][\\s\xa0]+")
#: So many lines in a row that begin with a bullet are a list.
FEWEST = 2


@dataclass
class Item:
    """One item on its level, from 1; `start` is its number where it has one."""

    level: int
    is_ordered: bool
    children: list[Node]
    start: str = ""


def listed(nodes: list[Node], styles: Styles) -> list[Node]:
    """The nodes with a list in place of each run of items."""
    made: list[Node] = []
    run: list[Item] = []
    for node in nodes:
        items = _items(node, styles)
        if items:
            run += items
        elif not run or not _is_blank(node):
            made += [*_lists(run), node]
            run = []
    return _unbulleted([*made, *_lists(run)])


def _items(node, styles):
    if isinstance(node, str):
        return []
    level = _LEVEL.search(styles(node).get("mso-list", "")) if node.tag in ("p", "div", "li") else None
    if level and node.tag != "li":
        return [_word_item(node, int(level[1]), styles)]
    if "ListContainerWrapper" in node.attrs.get("class", ""):
        return [*_page_items(node)]
    return []


def _word_item(paragraph, level, styles):
    """A paragraph of Word's: what stands before its words is a bullet or a number."""
    marker = next((one for one in elements([paragraph]) if styles(one).get("mso-list") == "ignore"), None)
    number = _NUMBER.match(text([marker])) if marker else None
    start = number[1] if number and number[1].isdigit() else ""
    return Item(level, number is not None, paragraph.children, start)


def _page_items(wrapper):
    """Word in a browser: a list for every single item."""
    for one in elements([wrapper]):
        if one.tag in ("ul", "ol"):
            for item in one.children:
                if isinstance(item, Element) and item.tag == "li":
                    level = item.attrs.get("data-aria-level", "1")
                    yield Item(int(level) if level in "123456789" else 1, one.tag == "ol", item.children)


def _lists(run: list[Item]) -> list[Node]:
    """The items as nested lists; another kind of list on the same level begins a new one."""
    made: list[Node] = []
    place = 0
    while place < len(run):
        first = run[place]
        end = place + 1
        while end < len(run) and (run[end].level > first.level or _goes_on(first, run[end])):
            end += 1
        made.append(_one_list(run[place:end]))
        place = end
    return made


def _goes_on(first, item):
    return item.level == first.level and item.is_ordered == first.is_ordered


def _one_list(items):
    first = items[0]
    attrs = {"start": first.start} if first.is_ordered and first.start not in ("", "1") else {}
    made = Element("ol" if first.is_ordered else "ul", attrs)
    below: list[Item] = []
    for item in [*items, None]:
        if item is not None and item.level > first.level:
            below.append(item)
            continue
        if below:
            made.children[-1].children += _lists(below)
            below = []
        if item is not None:
            made.children.append(Element("li", {}, item.children))
    return made


def _unbulleted(nodes):
    """Paragraphs in a row that begin with a bullet, as a list."""
    made: list[Node] = []
    run: list[Element] = []
    for node in [*nodes, None]:
        if isinstance(node, Element) and node.tag in ("p", "div") and _first_words(node):
            run.append(node)
        elif node is None or not run or not _is_blank(node):
            made += [_bulleted_list(run)] if len(run) >= FEWEST else run
            made += [node] if node is not None else []
            run = []
    return made


def _first_words(element):
    """Where the bullet is that the paragraph begins with: the element that holds it, if there is one."""
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                return element if _BULLET.match(child) else None
        else:
            return _first_words(child) if child.tag in ("span", "font") else None
    return None


def _bulleted_list(paragraphs):
    return Element("ul", {}, [Element("li", {}, _without_bullet(one)) for one in paragraphs])


def _without_bullet(paragraph):
    holder = _first_words(paragraph)
    place = next(n for n, child in enumerate(holder.children) if isinstance(child, str) and child.strip())
    holder.children[place] = _BULLET.sub("", holder.children[place], count=1)
    return paragraph.children


def _is_blank(node):
    return isinstance(node, str) and not node.strip()
