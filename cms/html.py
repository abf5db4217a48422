"""Cleaning HTML: the only module that knows the cleaners, bleach and nh3.

Whatever comes in, from an editor, an import or a shell, leaves as the same few elements in one canonical
form (`cms.htmlform`). It passes three times, through two parsers: nh3 balances what came, bleach takes out
what we do not know, and nh3 has the last word on what we wrote ourselves.
"""

import re
from dataclasses import dataclass

import nh3
from bleach.sanitizer import Cleaner as BleachCleaner
from django.utils.safestring import SafeString

from cms.href import safe_href
from cms.htmlclipboard import SPOKEN, plain
from cms.htmlform import BOXES, canonical
from cms.htmlintake import is_deep, prepared, words_alone
from cms.htmlreaders import KNOWN
from cms.htmltree import Element, parse, serialise, text
from cms.text import without_controls

__all__ = [
    "CleanHTML",
    "Pasted",
    "clean_body",
    "clean_paste",
    "link_html",
    "paragraphs_html",
    "safe_href",
    "text_of",
]

SCHEMES = {"http", "https", "mailto"}
KEPT = set(
    "p h2 h3 h4 ul ol li blockquote pre hr table tbody tr th td figure figcaption img aside"
    " strong em s u sub sup code br a ins del".split()
)
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_ANY_CLASS = {**ATTRIBUTES, "aside": {"class"}}
# Their content is code, a fallback for machines, or a control: never words of the article.
DROPPED = set(
    "script style title template noscript noembed noframes iframe object applet audio video canvas svg select"
    " datalist xml".split()
)
# Characters that Unicode keeps out of markup (UTR 20), so they are free to stand for entities, on which
# bleach's parser grows very slow. It would leave each entity as it is anyway.
_STAND_INS = {"&amp;": "\ufff9", "&lt;": "\ufffa", "&gt;": "\ufffb", "&quot;": "\ufffc"}
_ENTITY = re.compile("|".join(_STAND_INS))
_ENTITY_BACK = str.maketrans({character: entity for entity, character in _STAND_INS.items()})
_NOT_IN_MARKUP = re.compile("[\ufff9-\ufffc]")
_PASSES = 3

_OURS = {"clean_content_tags": DROPPED, "url_schemes": SCHEMES, "link_rel": None}
_BALANCER = nh3.Cleaner(tags=set(KNOWN), attributes=_ANY_CLASS, **_OURS)
# What a clipboard's dialect is read from; nothing of it leaves `clean_paste`.
_SPEAKING = {**{tag: {*names} for tag, names in _ANY_CLASS.items()}, "*": {*SPOKEN}}
_LISTENER = nh3.Cleaner(
    tags={*KNOWN, "span", *"nav button input textarea".split()}, attributes=_SPEAKING, **_OURS
)
_GUARD = nh3.Cleaner(
    tags=KEPT, attributes=ATTRIBUTES, tag_attribute_values={"aside": {"class": set(BOXES)}}, **_OURS
)


class CleanHTML(SafeString):
    """Markup that went through `clean_body`. Made here, and by the model field that reads it back."""


def clean_body(html: str) -> CleanHTML:
    """The body of an article in canonical form. Takes any string; cleaning the result changes nothing."""
    written = _canonical(_bleached(_balanced(html)))
    for _ in range(_PASSES):
        guarded = _GUARD.clean(written)
        if guarded == written:
            break
        written = _canonical(guarded)
    return CleanHTML(guarded)


@dataclass(frozen=True)
class Pasted:
    """What was on the clipboard, as a body can hold it; `pictures` is how many were left out."""

    html: CleanHTML
    pictures: int = 0


def clean_paste(html: str) -> Pasted:
    """The HTML of a clipboard in canonical form. Takes any string, in whatever dialect."""
    heard = _LISTENER.clean(prepared(_readable(html)))
    if is_deep(heard):
        return Pasted(clean_body(html))
    clipping = plain(parse(heard, separators=True))
    return Pasted(clean_body(serialise(clipping.nodes)), clipping.pictures)


def text_of(html: str) -> str:
    """The words of an article's body or of any other markup, one line for each block."""
    return text(parse(html if isinstance(html, CleanHTML) else clean_body(html)))


def paragraphs_html(words: str) -> SafeString:
    """Plain text as markup: an empty line begins a new paragraph, a line end is a line break."""
    parts = re.split(r"\n\s*\n", words.strip("\n"))
    return serialise(Element("p", {}, _with_breaks(part)) for part in parts if part)


def link_html(href: str, words: str, rel: str = "") -> SafeString:
    """A link with these words, or the words alone when nothing may link there."""
    address = safe_href(href)
    if address is None:
        return serialise([words])
    return serialise([Element("a", {"href": address, "rel": rel} if rel else {"href": address}, [words])])


def _balanced(html: str) -> str:
    balanced = _readable(_BALANCER.clean(prepared(_readable(html))))
    return words_alone(balanced) if is_deep(balanced) else balanced


def _readable(html: str) -> str:
    return _NOT_IN_MARKUP.sub("", without_controls(html))


def _bleached(html: str) -> str:
    # One cleaner for each text: bleach's parser keeps state, and threads that share one mix their texts.
    cleaner = BleachCleaner(
        tags=KNOWN,
        attributes={tag: [*names] for tag, names in _ANY_CLASS.items()},
        protocols=SCHEMES,
        strip=True,
    )
    html = _ENTITY.sub(lambda match: _STAND_INS[match[0]], html.replace("&nbsp;", "\xa0"))
    # Its parser loses what stands wrongly in a table that has no parent.
    return cleaner.clean(f"<div>{html}</div>").translate(_ENTITY_BACK)


def _canonical(html: str) -> str:
    return serialise(canonical(parse(html, separators=True)))


def _with_breaks(words: str) -> list[Element | str]:
    lines = words.split("\n")
    return [node for line in lines for node in (Element("br"), line)][1:]
