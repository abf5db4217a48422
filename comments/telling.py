"""Writing the mails to commenters: their words, their links, their headers."""

from django.conf import settings
from django.urls import reverse

from cms import mail
from comments.models import Credit, MailKind, Notification
from comments.own import status_token
from comments.plain_words import public_text
from comments.private_links import MAIL, PROOF


def send_one(rows: list[Notification]) -> None:
    """Send the one notification, in words of its own."""
    (row,) = rows
    article = 0 if row.kind == MailKind.PROOF else row.comment.article_id
    # A client shows mails about one article as one conversation.
    conversation = f"<article-{row.comment.article_id}@{mail.domain()}>"
    stop_url = _stop_url(row.recipient_id, article)
    headers = _headers(f"{row.kind}-{row.pk}-{_stamp(row.asked_at)}", stop_url)
    headers |= {"In-Reply-To": conversation, "References": conversation}
    if row.kind == MailKind.REPLY:
        headers["List-Id"] = f"<replies-{article}.{mail.domain()}>"
    mail.send(row.kind, row.recipient.email, _context(row) | {"stop_url": stop_url}, headers)


def send_digest(rows: list[Notification]) -> None:
    """Send several in one mail, each as its own mail would say it."""
    first = rows[0]
    stop_url = _stop_url(first.recipient_id, 0)
    headers = _headers(f"digest-{first.pk}-{_stamp(first.asked_at)}", stop_url)
    headers |= {"List-Id": f"<replies.{mail.domain()}>"}
    context = {"entries": [_context(row) for row in rows], "stop_url": stop_url}
    mail.send("digest", first.recipient.email, context, headers)


def send_credit(made: Credit) -> None:
    """Thank the writer of a comment for the update it led to."""
    comment = made.comment
    stop_url = _stop_url(comment.commenter_id, comment.article_id)
    headers = _headers(f"credited-{made.pk}-{_stamp(made.at)}", stop_url)
    context = {"comment": comment, "version": made.version, "stop_url": stop_url}
    mail.send("credited", comment.commenter.email, context, headers)


def _stamp(moment):
    return f"{moment:%Y%m%d%H%M%S%f}"


def _headers(name, stop_url):
    """The same each time this very mail is sent: sent twice it is shown once. One-click as in RFC 8058."""
    return {
        "Message-ID": f"<{name}@{mail.domain()}>",
        "List-Unsubscribe": f"<{stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _stop_url(commenter_pk, article_pk):
    return settings.SITE_URL + reverse("emails", args=[MAIL.sign(commenter_pk, article_pk)])


def _context(row):
    comment = row.comment
    context = {"kind": row.kind, "comment": comment, "article": comment.article}
    if row.kind == MailKind.REPLY:
        context["words"] = public_text(comment)
        context["discussion_url"] = settings.SITE_URL + comment.get_absolute_url()
        return context | _status(comment.parent)
    if row.kind == MailKind.PROOF:
        proof = PROOF.sign(row.recipient_id, comment.pk)
        return context | {"proof_url": settings.SITE_URL + reverse("confirm-email", args=[proof])}
    if row.kind == MailKind.MAIL_LINK:
        return context
    return context | _status(comment)


def _status(comment):
    return {"status_url": settings.SITE_URL + reverse("comment-status", args=[status_token(comment)])}
