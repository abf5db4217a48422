"""Telling commenters by mail what became of their comments and who replied.

A mail goes only to an address that was proven, except the one that asks; only to who asked for it; and only
while what it says is true. Which mails are due is worked out by a task after each decision. A row of
`Notification` then stands for each mail, and is claimed before it is sent.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.schedule import every
from cms.tasks import enqueue_on_commit, task
from cms.turns import take_turns
from comments import mail_turns, telling
from comments.models import Comment, Mute, Notification, State
from comments.models import MailKind as Kind

#: So many mails of a day go one by one; the others are one daily mail.
MOST_A_DAY = 5
#: A claim whose sender is gone may be taken over. The mail is the same to the letter, its Message-ID too.
CLAIM_ENDS = datetime.timedelta(minutes=10)
#: What a reader asked for with a button, as often as they like within bounds.
ASKED_FOR = (Kind.PROOF, Kind.STATUS, Kind.MAIL_LINK)
#: What the writer of a comment in this state is told.
OF_STATE = {State.PUBLISHED: Kind.PUBLISHED, State.REJECTED: Kind.REJECTED, State.REMOVED: Kind.REMOVED}


def begin(comment: Comment) -> bool:
    """Mail the link to a comment to its writer: at once, or once the address is proven.

    False when that was one mail too many.
    """
    if not comment.commenter:
        return True
    return ask(comment, Kind.STATUS if comment.commenter.is_proven else Kind.PROOF)


@transaction.atomic
def ask(comment: Comment, kind: Kind) -> bool:
    """Send the comment's writer a mail that a form asked for, again if need be; False if it was too many."""
    take_turns(_turn_of(comment.commenter_id))
    if not mail_turns.take(comment, kind):
        return False
    row, _ = Notification.objects.update_or_create(
        recipient=comment.commenter, comment=comment, kind=kind,
        defaults={"asked_at": timezone.now(), "claimed_at": None, "sent_at": None},
    )  # fmt: skip
    enqueue_on_commit(deliver, row.pk)
    return True


def tell(comments: list[int]) -> None:
    """Have those told who asked to be, now that something was decided about the comments of these keys."""
    asked = Comment.objects.filter(Q(wants_replies=True) | Q(parent__wants_replies=True), pk__in=comments)
    for pk in asked.values_list("pk", flat=True):
        enqueue_on_commit(tell_of, pk)


def forget(comment: Comment) -> None:
    """Leave no trace of who was told about an erased comment, or about the replies to it."""
    Notification.objects.filter(Q(comment=comment) | Q(comment__parent=comment, kind=Kind.REPLY)).delete()


@task()
def send_link(comment_pk: int) -> None:
    """Mail a guest the link to a comment once, though nothing was asked for."""
    comment = Comment.objects.select_related("commenter").get(pk=comment_pk)
    begun = Notification.objects.filter(comment=comment, kind__in=[Kind.PROOF, Kind.STATUS])
    is_muted = Mute.objects.filter(commenter=comment.commenter_id, article=comment.article_id)
    if not (begun.exists() or is_muted.exists()):
        begin(comment)


@task()
def tell_of(comment_pk: int) -> None:
    """Make a notification for everyone who is to be told where the comment stands now."""
    comment = Comment.objects.select_related("commenter", "article", "parent__commenter").get(pk=comment_pk)
    for recipient, kind in _due(comment):
        if _may_go(Notification(recipient=recipient, comment=comment, kind=kind)):
            row, is_new = Notification.objects.get_or_create(recipient=recipient, comment=comment, kind=kind)
            if is_new:
                enqueue_on_commit(deliver, row.pk)


@task()
def deliver(pk: int) -> None:
    """Send one mail, unless it was sent, is no longer true, or is one too many for its day."""
    claimed = _claimed(pk)
    if claimed:
        _send([claimed], telling.send_one)


@every(datetime.timedelta(days=1))
@task()
def queue_digests() -> None:
    """Once a day: one mail for each commenter who was told more than a few things."""
    waiting = Notification.objects.for_digest().order_by("recipient").values_list("recipient", flat=True)
    for pk in waiting.distinct():
        enqueue_on_commit(deliver_digest, pk)


@task()
def deliver_digest(recipient_pk: int) -> None:
    """Send in one mail what is still true of what was one too many."""
    rows = _claimed_for_digest(recipient_pk)
    if rows:
        _send(rows, telling.send_digest)


@every(CLAIM_ENDS)
@task()
def queue_left_behind() -> None:
    """Have those sent after all that a worker claimed and was killed over."""
    left = Notification.objects.unsent().filter(claimed_at__lt=timezone.now() - CLAIM_ENDS)
    for pk in left.filter(in_digest=False).values_list("pk", flat=True):
        enqueue_on_commit(deliver, pk)


def _due(comment):
    """Who may have to be told of the comment, and what."""
    kind = OF_STATE.get(State(comment.state))
    if comment.commenter and kind:
        yield comment.commenter, kind
    if comment.is_published and comment.parent and comment.parent.commenter:
        yield comment.parent.commenter, Kind.REPLY


def _may_go(row) -> bool:
    """Whether the mail may be sent, and what it says is true."""
    commenter, comment = row.recipient, row.comment
    if row.kind == Kind.MAIL_LINK:
        return commenter.is_proven
    if commenter.mail_off_at or comment.state == State.ERASED:
        return False
    if row.kind in ASKED_FOR:
        return commenter.is_proven == (row.kind != Kind.PROOF)
    is_muted = Mute.objects.filter(commenter=commenter, article=comment.article_id).exists()
    if is_muted or not commenter.is_proven:
        return False
    return _is_reply_to(commenter, comment) if row.kind == Kind.REPLY else _is_told_to(commenter, row)


def _is_reply_to(commenter, comment):
    """A public reply by somebody else to a public comment whose writer asked for replies."""
    parent = comment.parent
    return (
        comment.is_published
        and comment.article.is_published
        and parent.is_published
        and parent.wants_replies
        and parent.commenter_id == commenter.pk
        and comment.commenter_id != commenter.pk
        and (comment.user_id is None or comment.user_id != parent.user_id)
    )


def _is_told_to(commenter, row):
    comment = row.comment
    is_own = comment.wants_replies and comment.commenter_id == commenter.pk
    return is_own and OF_STATE.get(State(comment.state)) == row.kind and comment.article.is_published


def _turn_of(commenter_pk):
    return f"mail to commenter {commenter_pk}"


def _rows():
    return Notification.objects.unsent().select_related(
        "recipient", "comment__article__live", "comment__parent"
    )


def _free():
    return Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM_ENDS)


@transaction.atomic
def _claimed(pk):
    """The notification, if it is this task that sends it now. One recipient's are claimed one at a time."""
    row = _rows().filter(pk=pk).first()
    if row is None:
        return None
    take_turns(_turn_of(row.recipient_id))
    row = _rows().filter(_free(), pk=pk, in_digest=False).select_for_update(of=("self",)).first()
    if row is None or not _may_go(row):
        _drop(row)
        return None
    if row.kind not in ASKED_FOR and _sent_today(row) >= MOST_A_DAY:
        row.in_digest = True
    else:
        row.claimed_at = timezone.now()
    row.save(update_fields=["in_digest", "claimed_at"])
    return None if row.in_digest else row


def _sent_today(row):
    morning = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = Notification.objects.filter(recipient=row.recipient, claimed_at__gte=morning, in_digest=False)
    return today.exclude(kind__in=ASKED_FOR).exclude(pk=row.pk).count()


@transaction.atomic
def _claimed_for_digest(recipient_pk):
    take_turns(_turn_of(recipient_pk))
    rows = _rows().for_digest().filter(_free(), recipient=recipient_pk).select_for_update(of=("self",))
    true = [row for row in rows.order_by("pk") if _may_go(row) or _drop(row)]
    now = timezone.now()
    for row in true:
        row.claimed_at = now
        row.save(update_fields=["claimed_at"])
    return true


def _drop(row):
    """What is not true any more is not told later either, unless it comes true again."""
    if row:
        row.delete()


def _send(rows, send):
    mine = Notification.objects.filter(pk__in=[row.pk for row in rows])
    try:
        send(rows)
    except Exception:
        # The worker tries again, and then the claim must be free.
        mine.update(claimed_at=None)
        raise
    mine.update(sent_at=timezone.now())
