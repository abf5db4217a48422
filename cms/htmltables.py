"""Tables in which every row is as wide as the widest, and no cell lies over another or hangs out below.

That is what editors make of a table and what readers see of it, so it is the one form a table is kept in.
"""

from cms.htmltree import Element

#: Places in a table up to which missing cells are filled in; spans can claim millions with a few words.
MOST_PLACES = 10_000


def squared(rows: list[Element]) -> list[Element]:
    """The rows with spans cut to what is free and with empty cells where some were missing."""
    if _places(rows) > MOST_PLACES:
        for cell in (cell for row in rows for cell in row.children):
            cell.attrs = {}
    if _places(rows) > MOST_PLACES:
        return rows
    taken = [set() for _ in rows]
    for number, row in enumerate(rows):
        for cell in row.children:
            _place(cell, number, taken)
    width = max((max(columns, default=-1) + 1 for columns in taken), default=0)
    for row, columns in zip(rows, taken, strict=True):
        row.children += [Element("td") for _ in range(width - len(columns))]
    return rows


def _places(rows):
    """At least as many places as the table has when it is filled in."""
    across = max((sum(_span(cell, "colspan") for cell in row.children) for row in rows), default=0)
    hanging = sum(_span(cell, "colspan") for row in rows for cell in row.children if "rowspan" in cell.attrs)
    return len(rows) * (across + hanging)


def _place(cell, number, taken):
    """Put the cell into the first free columns of its row, and as far to the right and down as it may go."""
    column = next(place for place in range(len(taken[number]) + 1) if place not in taken[number])
    across = 1
    while across < _span(cell, "colspan") and column + across not in taken[number]:
        across += 1
    down = min(_span(cell, "rowspan"), len(taken) - number)
    for below in taken[number : number + down]:
        below.update(range(column, column + across))
    spans = {"colspan": across, "rowspan": down}
    cell.attrs = {name: str(span) for name, span in spans.items() if span > 1}


def _span(cell, name):
    return int(cell.attrs.get(name, "1"))
