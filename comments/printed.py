"""Comments printed as list items.

In Python, since a page may hold a thousand: a template takes ten times as long for each. Whatever a reader
typed is escaped here; the words are markup already (`comments.markup`).
"""

import datetime
from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from articles.models import Article
from cms.html import link_html
from cms.text import initials
from comments import editing
from comments.markup import LINK_REL
from comments.models import Reason, State
from comments.private_links import STATUS
from comments.thread import Shown

TINTS = ("b", "c", "d")
PENDING_NOTE = (
    '<p class="pending-note">Only you can see this until a moderator has read it, usually within a day.</p>'
)


class Printer:
    """Prints comments on an article; with `can_reply`, each public one can be answered."""

    def __init__(self, article: Article, *, can_reply: bool):
        self.discussion = reverse("discussion", args=[article.live_slug])
        self.history = reverse("history", args=[article.live_slug])
        # One look at the address book for them all: the 0 is put right for each comment.
        self.report = reverse("report-comment", args=[0])
        self.update = reverse("update", args=[article.live_slug, 0])
        self.live_number = article.live.number
        self.can_reply = can_reply

    def threads(self, threads: Iterable[Shown]) -> SafeString:
        """Threads as items of one list, each with its replies in a list of their own."""
        return SafeString("".join(map(self._thread, threads)))

    def _thread(self, root):
        replies = ""
        if root.replies:
            replies = f'<ol class="replies">{"".join(map(self._reply, root.replies))}</ol>'
        if root.is_gone:
            return f"<li>{_tombstone(root)}{replies}</li>\n"
        return f"<li{_no_print(root)}>{self._comment(root, 3)}{replies}</article></li>\n"

    def _reply(self, one):
        shown = _tombstone(one) if one.is_gone else f"{self._comment(one, 4)}</article>"
        return f"<li{_no_print(one)}>{shown}</li>\n"

    def _comment(self, one, level):
        """The comment's article element, still open for what hangs below it."""
        name, by = escape(one.name), f"c-{one.pk}-by"
        kind, note = ("comment", "")
        if one.is_own:
            kind, note = f'comment pending" data-parent="{one.parent or ""}', PENDING_NOTE
        to = f'<p class="quiet">To <bdi>{escape(one.replying_to)}</bdi>:</p>' if one.replying_to else ""
        return (
            f'<article class="{kind}" id="c-{one.pk}" aria-labelledby="{by}">'
            f'<span class="mono-id{_tint(one)}" aria-hidden="true">{escape(initials(one.name))}</span>'
            f'<header><h{level} id="{by}">{_name(one, name)}</h{level}>{_tags(one)}'
            f'<span class="quiet">{self._facts(one)}</span></header>{note}\n'
            f'<div class="comment-text">{to}{one.html}</div>\n{self._led_to(one)}{self._actions(one, name)}'
        )

    def _facts(self, one):
        """When it was written, and what became of it and of the article since."""
        place = f"#c-{one.pk}" if one.is_own else f"{self.discussion}{one.pk}/"
        facts = f'<a href="{place}">{_time(one.created_at)}</a>'
        if one.is_edited:
            facts += f" · edited {_time(one.revision_at)}"
        if one.is_stale:
            since = f'<span class="vh">: what changed since {escape(one.name)} wrote</span>'
            facts += f' · <a href="{self._comparison(one)}">about an earlier version{since}</a>'
        return facts

    def _comparison(self, one):
        """From what its writer saw to what readers see now; every version where that is not known."""
        if one.then is None or one.then == self.live_number:
            return self.history
        return f"{self.history}?from={one.then}&amp;to={self.live_number}#compare"

    def _actions(self, one, name):
        if one.is_own:
            return _own_actions(one)
        reply = (
            f'<a class="text-button" href="{self.discussion}?reply={one.pk}#reply"'
            f' data-reply="{one.pk}" data-name="{name}">Reply<span class="vh"> to {name}</span></a>'
        )
        report = (
            f'<a class="text-button" href="{self.report.replace("/0/", f"/{one.pk}/")}" rel="nofollow"'
            f' data-report>Report<span class="vh"> the comment of {name}</span></a>'
        )
        return f'<p class="comment-actions">{reply if self.can_reply else ""}{report}</p>'

    def _led_to(self, one):
        """The update that a correction led to."""
        if one.led_to is None:
            return ""
        update = self.update.replace("/0/", f"/{one.led_to}/")
        day = _day(timezone.localtime(one.led_at).date())
        return f'<p class="quiet">Led to the <a href="{update}">update of {day}</a></p>\n'


def _own_actions(one):
    """What its writer can do about a waiting comment."""
    token, yours = STATUS.sign(one.pk), '<span class="vh"> your comment</span>'
    edit, delete, status = (
        reverse(name, args=[token]) for name in ("edit-comment", "withdraw-comment", "comment-status")
    )
    is_editable = timezone.now() <= editing.ends_at(one)
    changing = f'<a class="text-button" href="{edit}">Edit{yours}</a>' if is_editable else ""
    return (
        f'<form class="comment-actions" method="post" action="{delete}">{changing}'
        f'<button class="text-button" type="submit">Delete{yours}</button>'
        f'<a class="text-button" href="{status}">Status<span class="vh"> of your comment</span></a></form>'
    )


def _tombstone(one):
    return f'<p class="tombstone" id="c-{one.pk}">{_why_gone(one)}</p>'


def _why_gone(one):
    if one.state == State.PENDING:
        return "A moderator is reading this comment again."
    if one.state == State.WITHDRAWN:
        return "The writer deleted this comment."
    if one.state == State.ERASED:
        return "This comment was erased."
    return f"A moderator removed this comment because {escape(Reason(one.reason).words)}."


def _no_print(one):
    return ' class="no-print"' if one.is_own else ""


def _tint(one):
    if one.is_own:
        return " d"
    return "" if one.badge else f" {TINTS[one.pk % len(TINTS)]}"


def _tags(one):
    tags = f' <span class="tag info">{one.badge}</span>' if one.badge else ""
    return tags + (' <span class="tag warn">Awaiting moderation</span>' if one.is_own else "")


def _name(one, name):
    return link_html(one.website, one.name, rel=LINK_REL) if one.website else name


def _time(moment):
    local = timezone.localtime(moment)
    return f'<time datetime="{local.isoformat(timespec="minutes")}">{_day(local.date())}</time>'


@lru_cache(maxsize=4_096)
def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")
