"""How an address is written for people: percent-encoding undone where that changes nothing. Pure.

What comes in is an address as `cms.href.safe_href` gives it: a host in ASCII, nothing unseen unencoded.
"""

import re
import unicodedata
from urllib.parse import unquote_to_bytes, urlsplit

from cms.text import clean_line

#: How many characters of the path and what follows it stand beside the host.
TAIL_LENGTH = 40
#: What is encoded, and what browsers would encode.
_TO_SPELL = re.compile("(?:%[0-9A-Fa-f]{2}|[^!-~]|[{}^])+")
#: Encoded or not, these mean the same (RFC 3986, 2.3).
_UNRESERVED = re.compile("[A-Za-z0-9._~-]")
#: Letters and marks by their class, nothing by their looks.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")


def words_of(url: str) -> str:
    """A web address as readers see it: the whole host, a port of its own, and the beginning of the rest."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    tail = clean_line(f"{readable(parts.path).rstrip('/')}{query}")
    return parts.netloc + (tail if len(tail) <= TAIL_LENGTH else f"{tail[: TAIL_LENGTH - 1]}…")


def readable(path: str) -> str:
    """The path with letters and digits as themselves; what separates, steers or is unseen stays encoded.

    Paths that lead to the same page by their encoding come out the same.
    """
    return _TO_SPELL.sub(lambda match: _spelled(match[0]), path)


def _spelled(run: str) -> str:
    # Bytes that are no UTF-8 pass as they are, each as half a character.
    return "".join(map(_character, unquote_to_bytes(run).decode(errors="surrogateescape")))


def _character(character: str) -> str:
    if _UNRESERVED.match(character) or _is_letter(character):
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="surrogateescape"))


def _is_letter(character: str) -> bool:
    if character.isascii() or character in _BLANK or "\ufe00" <= character <= "\ufe0f":
        return False
    return unicodedata.category(character)[0] in "LMN"
