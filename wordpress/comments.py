"""The comments of an export as comments of ours, in the states they had."""

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.models import Article
from comments import moderation
from comments.models import Comment, Reason
from comments.models.comment import SeenVersion
from comments.submission import Submission, submit
from comments.version_token import Seen
from wordpress import entries
from wordpress.comment_text import comment_text
from wordpress.entries import Post
from wordpress.models import ImportedItem
from wordpress.report import Report

RULE = "import"
EMAIL_LENGTH, WEBSITE_LENGTH = 254, 500


def bring_in_comments(source: str, post: Post, article: Article, report: Report) -> None:
    """Make a comment of each reader's comment that did not come in before, with the answers below."""
    items = ImportedItem.objects.filter(
        source=source, kind=ImportedItem.Kind.COMMENT, wordpress_id__in=[one.wp_id for one in post.comments]
    )
    known = {item.wordpress_id: item.comment for item in items.select_related("comment")}
    for remark in _answered_first(post.comments):
        if remark.wp_id in known or not _is_readers(remark, post, report):
            continue
        try:
            with transaction.atomic():
                known[remark.wp_id] = _bring_in(source, remark, article, known.get(remark.parent_id))
        except ValidationError as refused:
            report.note(post, f"comment {remark.wp_id} was left out: {' '.join(refused.messages)}")
        else:
            report.came_in("comments")


def _answered_first(remarks):
    """In the order they were written, each after the one it answers; circles are cut."""
    yield from (remark for remark in remarks if remark.wp_id is None)
    numbered = sorted((remark for remark in remarks if remark.wp_id), key=lambda one: one.wp_id)
    waiting = {remark.wp_id: remark for remark in numbered}
    while waiting:
        ready = [one for one in waiting.values() if one.parent_id not in waiting] or [*waiting.values()][:1]
        for remark in ready:
            yield waiting.pop(remark.wp_id)


def _is_readers(remark, post, report):
    if remark.kind not in ("comment", ""):
        report.note(post, f"comment {remark.wp_id} is a {remark.kind}, not a reader's, and was left out")
        return False
    if remark.wp_id is None or not comment_text(remark.content).strip():
        report.note(post, f"comment {remark.wp_id or 'without a number'} is empty and was left out")
        return False
    return True


def _bring_in(source, remark: entries.Comment, article, parent):
    comment = submit(
        article,
        Submission(
            text=comment_text(remark.content),
            name=remark.author or "Anonymous",
            email=remark.email if len(remark.email) <= EMAIL_LENGTH else "",
            website=remark.url if len(remark.url) <= WEBSITE_LENGTH else "",
            parent=parent,
            key=f"wordpress:{source}:{remark.wp_id}",
            at=remark.at,
            seen=Seen(_seen_version(article, remark), SeenVersion.IMPORTED),
            rule=RULE,
        ),
    )
    _decide(comment, remark)
    ImportedItem.objects.create(
        source=source, kind=ImportedItem.Kind.COMMENT, wordpress_id=remark.wp_id, comment=comment
    )
    return comment


def _seen_version(article, remark):
    """The version we have when the comment is younger; what older ones answered was not kept."""
    live = article.live
    return live if live and remark.at and remark.at >= live.published_at else None


def _decide(comment: Comment, remark):
    """What the old site decided. What it left open stays open."""
    record = {"by": None, "rule": RULE, "at": remark.at}
    if not comment.is_pending or remark.approved == "0":
        return
    if remark.approved == "1":
        moderation.approve(comment, **record)
    elif remark.approved == "spam":
        moderation.reject(comment, reason=Reason.SPAM, **record)
    else:
        moderation.reject(comment, reason=Reason.OTHER, note="In the bin of the old site.", **record)
