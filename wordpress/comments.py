"""The comments of an export as comments of ours, in the states they had."""

from django.db import transaction

from articles.models import Article
from comments import moderation
from comments.models import Comment, Reason
from comments.models.comment import SeenVersion
from comments.submission import AlreadySent, Submission, submit
from comments.version_token import Seen
from wordpress import entries
from wordpress.comment_text import comment_text
from wordpress.dates import believed, date_of
from wordpress.entries import Post
from wordpress.faults import RECORD_FAULTS, left_out
from wordpress.models import ImportedItem
from wordpress.oldsite import OldSite
from wordpress.report import Report

RULE = "import"
NUMBER_TAKEN = "comment {} has the number of another comment"
EMAIL_LENGTH, WEBSITE_LENGTH = 254, 500


def bring_in_comments(site: OldSite, post: Post, article: Article, report: Report) -> None:
    """Make a comment of each reader's comment that did not come in before, with the answers below."""
    known = _known(site, post)
    for remark in _answered_first(_each_once(post, report)):
        if remark.wp_id in known:
            _note_stranger(known[remark.wp_id], remark, article, post, report)
        elif _is_readers(remark, post, report):
            comment = _try(site, remark, article, known.get(remark.parent_id), post, report)
            known.update({remark.wp_id: comment} if comment else {})


def _known(site, post):
    """Our comments by their number in the export, as far as they came in before."""
    items = ImportedItem.objects.filter(
        source=site.address,
        kind=ImportedItem.Kind.COMMENT,
        wordpress_id__in=[one.wp_id for one in post.comments if one.wp_id],
    )
    return {item.wordpress_id: item.comment for item in items.select_related("comment")}


def _each_once(post, report):
    numbers = set()
    for remark in post.comments:
        if remark.wp_id in numbers:
            report.note(post, f"comment {remark.wp_id} is there twice, and the second was left out")
            continue
        numbers.update([remark.wp_id] if remark.wp_id else [])
        yield remark


def _answered_first(remarks):
    """In the order they were written, each after the one it answers; circles are cut."""
    remarks = [*remarks]
    yield from (remark for remark in remarks if remark.wp_id is None)
    numbered = sorted((remark for remark in remarks if remark.wp_id), key=lambda one: one.wp_id)
    waiting = {remark.wp_id: remark for remark in numbered}
    while waiting:
        ready = [one for one in waiting.values() if one.parent_id not in waiting] or [*waiting.values()][:1]
        for remark in ready:
            yield waiting.pop(remark.wp_id)


def _note_stranger(comment, remark, article, post, report):
    if comment.article_id != article.pk:
        report.note(post, f"{NUMBER_TAKEN.format(remark.wp_id)} and was left out")


def _is_readers(remark, post, report):
    if remark.kind not in ("comment", ""):
        report.note(post, f"comment {remark.wp_id} is a {remark.kind}, not a reader's, and was left out")
        return False
    if remark.wp_id is None or not comment_text(remark.content).strip():
        report.note(post, f"comment {remark.wp_id or 'without a number'} is empty and was left out")
        return False
    return True


def _try(site, remark, article, parent, post, report):
    """The comment made of a remark, or None when its own data kept it out."""
    written, stand_in = believed(remark.at), date_of(post, site.exported).moment
    parent = parent if parent and parent.article_id == article.pk else None
    try:
        with transaction.atomic():
            comment = _bring_in(site, remark, article, parent, written or stand_in)
    except RECORD_FAULTS as fault:
        report.note(post, f"comment {remark.wp_id} {left_out(fault)}")
        return None
    except AlreadySent:
        report.note(post, f"{NUMBER_TAKEN.format(remark.wp_id)} and was left out")
        return None
    report.came_in("comments")
    if not written:
        report.note(post, f"the date of comment {remark.wp_id} cannot be read; it has the post's")
    return comment


def _bring_in(site, remark: entries.Comment, article, parent, at):
    comment = submit(
        article,
        Submission(
            text=comment_text(remark.content),
            name=remark.author or "Anonymous",
            email=remark.email if len(remark.email) <= EMAIL_LENGTH else "",
            website=remark.url if len(remark.url) <= WEBSITE_LENGTH else "",
            parent=parent,
            key=f"wordpress:{site.address}:{remark.wp_id}",
            at=at,
            seen=Seen(_seen_version(article, remark), SeenVersion.IMPORTED),
            rule=RULE,
        ),
    )
    _decide(comment, remark, at)
    ImportedItem.objects.create(
        source=site.address, kind=ImportedItem.Kind.COMMENT, wordpress_id=remark.wp_id, comment=comment
    )
    return comment


def _seen_version(article, remark):
    """The version we have when the comment is younger; what older ones answered was not kept."""
    live = article.live
    at = believed(remark.at)
    return live if live and at and at >= live.published_at else None


def _decide(comment: Comment, remark, at):
    """What the old site decided. What it left open stays open."""
    record = {"by": None, "rule": RULE, "at": at}
    if not comment.is_pending or remark.approved == "0":
        return
    if remark.approved == "1":
        moderation.approve(comment, **record)
    elif remark.approved == "spam":
        moderation.reject(comment, reason=Reason.SPAM, **record)
    else:
        moderation.reject(comment, reason=Reason.OTHER, note="In the bin of the old site.", **record)
