"""Tables on a clipboard: those that only lay a mail out, and first rows that are heads in all but name."""

from cms.htmltree import Element, elements, text

_NO_TABLE = ("presentation", "none")


def is_layout(table: Element) -> bool:
    """Whether the table only puts things in place: it says so, holds another one, or has one cell."""
    inside = [*elements(table.children)]
    cells = sum(element.tag in ("td", "th") for element in inside)
    return table.attrs.get("role") in _NO_TABLE or cells <= 1 or any(one.tag == "table" for one in inside)


def with_head(table: Element) -> Element:
    """The table with head cells for a first row that is all bold, above rows that are not."""
    rows = [element for element in elements([table]) if element.tag == "tr"]
    if len(rows) > 1 and _is_bold(rows[0]) and not _is_bold(rows[1]):
        for cell in _cells(rows[0]):
            cell.tag, cell.children = "th", [*_without_bold(cell.children)]
    return table


def _cells(row):
    return [child for child in row.children if isinstance(child, Element) and child.tag in ("td", "th")]


def _is_bold(row):
    cells = [cell for cell in _cells(row) if text([cell])]
    return bool(cells) and all(text([*_bold(cell.children)]) == text([cell]) for cell in cells)


def _bold(nodes):
    for node in nodes:
        if isinstance(node, Element):
            yield from [node] if node.tag in ("strong", "b") else _bold(node.children)


def _without_bold(nodes):
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.tag in ("strong", "b"):
            yield from node.children
        else:
            yield Element(node.tag, node.attrs, [*_without_bold(node.children)])
