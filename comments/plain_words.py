"""A comment's words for plain-text mails, where every program makes links of what looks like one."""

import re

from comments.links.addresses import find_links
from comments.links.spelling import words_of
from comments.markup import ShownLink, strictest
from comments.models import Comment, LinkUse
from comments.thread import shown_treatment

#: The dots that programs take for the dot of a host name, between letters, digits or hyphens.
_DOT = re.compile(r"(?<=[\w-])[.\u3002\uff0e\uff61](?=[\w-])")
_SCHEME = re.compile(r"\b[a-z][a-z0-9+.-]*:/*(?=\S)", re.IGNORECASE)


def public_text(comment: Comment) -> str:
    """The words readers see, each link as it is shown now: its address only where readers can follow it."""
    revision = comment.approved
    links = find_links(revision.text)
    shown = _shown_links(comment)
    pieces, end = [], 0
    for number, link in enumerate(links):
        pieces += [revision.text[end : link.start], _told(link, *shown.get(number, ("", "strip")))]
        end = link.end
    return "".join([*pieces, revision.text[end:]])


def defanged(text: str) -> str:
    """The text with nothing that a program makes a link of: `https://spa.example/` is `spa[.]example/`."""
    return _DOT.sub("[.]", _SCHEME.sub("", text))


def _shown_links(comment):
    """Each link's address and how it is shown, by its slot; of several steps the strictest treatment."""
    uses = LinkUse.objects.with_verdicts().filter(revision=comment.approved_id, place=LinkUse.Place.TEXT)
    shown = {}
    for use in uses.order_by("position", "step"):
        url, before = shown.get(use.position, (use.url, _treatment(comment, use)))
        shown[use.position] = (url, strictest([before, _treatment(comment, use)]))
    return shown


def _treatment(comment, use):
    verdict = use.target.verdict_in_force
    return shown_treatment(comment.link_treatment, verdict.treatment if verdict else None)


def _told(link, url, treatment):
    """What a program that makes links of addresses may be given for a link."""
    look = ShownLink(link.url, treatment if url == link.url else "strip", link.written, link.words).look
    if look in ("gone", "waiting"):
        return "[link removed]" if look == "gone" else "[link waiting for a moderator]"
    if look in ("words", "typed"):
        return defanged(link.words)
    address = link.url if look == "link" else defanged(words_of(link.url))
    return f"{defanged(link.words)} ({address})" if link.written == LinkUse.Written.WORDS else address
