"""Films, sounds and framed pages in a post's body, which no article of ours can show, as links to them."""

import re
from html import escape, unescape

from wordpress.markup import element, pieces

PLAYERS = frozenset("iframe audio video object".split())
#: Where the thing itself is, in whichever of the ways these elements have of saying it.
ADDRESS = re.compile(r"""\b(?:src|data|value)\s*=\s*["']?\s*((?:https?:)?//[^\s"'<>]+)""", re.IGNORECASE)


def with_links_to_players(html: str) -> tuple[str, list[str]]:
    """The body with a link for each player that has an address, and a sentence for every player."""
    parts: list[str] = []
    notes: list[str] = []
    held: list[str] = []
    name = ""
    for piece in pieces(html):
        if not name and piece.kind == "open" and piece.name in PLAYERS:
            name = piece.name
        (held if name else parts).append(piece.text)
        if name and piece.kind == "close" and piece.name == name:
            link, note = _link(name, "".join(held))
            parts.append(link)
            notes.append(note)
            held, name = [], ""
    # One that never ends goes on to the cleaner as it stands.
    return "".join(parts + held), notes


def _link(name, player):
    found = ADDRESS.search(player)
    if not found:
        return "", f"its {name} has no address and was left out"
    address = unescape(found[1])
    address = f"https:{address}" if address.startswith("//") else address
    return (
        element("a", escape(address, quote=False), href=address),
        f"its {name} {address[:200]} cannot be shown here and became a link",
    )
