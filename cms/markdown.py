"""Plain text from the clipboard: as paragraphs, or as what it says in Markdown where it is that."""

import re

from markdown_it import MarkdownIt

from cms.html import paragraphs_html

_BULLET = re.compile(r"^(\s*)[•·▪◦‣●○■⁃]\s+", re.M)
_ITEM = re.compile(r"^\s{0,8}(?:[-*+]|[0-9]{1,3}[.)])\s+\S", re.M)
_SURE = re.compile(
    r"^#{1,6} \S|^> \S|^```|^\|?[ :-]*-{3,}[ :-]*\||\[[^\]\n]+\]\((?:https?://|mailto:|/)|\*\*\S[^*\n]*\*\*",
    re.M,
)
#: One line that begins with a dash may be anything; two are a list.
FEWEST_ITEMS = 2


def text_html(words: str) -> str:
    """The words as markup, to be cleaned: lists, headings and the like where they are written in Markdown."""
    words = _BULLET.sub(r"\1- ", words.replace("\r\n", "\n"))
    if _SURE.search(words) or len(_ITEM.findall(words)) >= FEWEST_ITEMS:
        reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
        return reader.render(words)
    return paragraphs_html(words)
