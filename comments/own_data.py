"""Everything that was sent from one email address: a copy of it, or none of it any more.

Whoever opens the link in a mail has proven to own the address the mail went to. No account is needed.
"""

import datetime
from contextlib import suppress

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cms import mail
from cms.refusals import Conflict
from cms.tasks import enqueue_on_commit, task
from comments import commenters, mail_turns, moderation
from comments.models import Block, Comment, Commenter

SALT = "comments.own_data"
GOOD_FOR = datetime.timedelta(days=1)
#: Somebody else may type an address, so mails to it are so far apart.
PAUSE = datetime.timedelta(hours=1)
ASKED = "the person asked"
#: Links that one network may ask for in an hour.
ASKED_AN_HOUR = 10
TOO_OFTEN = "You are asking too often"


@transaction.atomic
def ask(email: str, network: str = "") -> None:
    """Mail the link to an address that somebody commented with. Takes as long for any other address.

    Raises TooQuick (`comments.policy`) when the network has asked for as many as it may, for whatever
    addresses.
    """
    if network:
        mail_turns.refuse_more(f"own data {network}", ASKED_AN_HOUR, PAUSE, TOO_OFTEN)
    commenter = Commenter.objects.filter(email=email.strip().lower()).first()
    enqueue_on_commit(mail_link, commenter.pk if commenter else 0)


@task()
def mail_link(commenter_id: int) -> None:
    """Send the link, once in an hour. Nobody's mail being off keeps them from their own data."""
    now = timezone.now()
    due = Q(asked_at=None) | Q(asked_at__lt=now - PAUSE)
    if not Commenter.objects.filter(due, pk=commenter_id).update(asked_at=now):
        return
    commenter = Commenter.objects.get(pk=commenter_id)
    path = reverse("own-data", args=[token_of(commenter)])
    mail.send("own_data", commenter.email, {"path": path, "hours": GOOD_FOR.days * 24})


def token_of(commenter: Commenter) -> str:
    """What the address in the mail ends in."""
    return signing.dumps([commenter.pk, commenter.email], salt=SALT)


def commenter_of(token: str) -> Commenter | None:
    """Whose link it is; None for one that is not ours, is too old, or was used to erase everything."""
    try:
        pk, email = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Commenter.objects.filter(pk=pk, email=email).first()


def copy_of(commenter: Commenter) -> dict:
    """All we keep of a person, as plain data for JSON: the address, and every comment in every wording."""
    comments = commenter.comments.oldest_first().select_related("article__live", "seen_version")
    comments = comments.prefetch_related("revisions__links", "events", "credits__version")
    return {
        "email": commenter.email,
        "first_seen": commenter.first_seen_at,
        "address_proven": commenter.proven_at,
        "mail_turned_off": commenter.mail_off_at,
        "no_mail_about": [_title(mute.article) for mute in commenter.mutes.select_related("article__live")],
        "mails": [_mail(told) for told in commenter.notifications.order_by("pk")],
        "blocks": [_block(block) for block in Block.objects.filter(email=commenter.email)],
        "comments": [_comment(comment) for comment in comments],
    }


@transaction.atomic
def erase_all(commenter: Commenter) -> int:
    """Erase every comment sent from the address, and what is known of it; returns how many.

    Their places in the discussions stay, empty. A block of the address stays until it ends.
    """
    record = {"rule": ASKED, "batch": moderation.new_batch()}
    comments = [*commenter.comments.oldest_first()]
    for comment in comments:
        with suppress(Conflict):
            moderation.erase(comment, **record)
    Block.objects.filter(email=commenter.email).exclude(pk__in=Block.objects.in_force()).delete()
    left = Commenter.objects.filter(pk=commenter.pk, comments=None).first()
    if left:
        commenters.forget(left)
    return len(comments)


def _mail(told) -> dict:
    return {
        "what": told.get_kind_display(),
        "about_comment": told.comment_id,
        "asked": told.asked_at,
        "sent": told.sent_at,
    }


def _block(block: Block) -> dict:
    return {"since": block.at, "until": block.until, "lifted": block.lifted_at}


def _comment(comment: Comment) -> dict:
    return {
        "number": comment.pk,
        "article": _title(comment.article),
        "sent": comment.created_at,
        "state": comment.get_state_display(),
        "reason": comment.reason_words,
        "about": comment.get_lane_display(),
        "name": comment.name,
        "email": comment.email,
        "website": comment.website,
        "answers_comment": comment.parent_id,
        "wants_mail": comment.wants_replies,
        "featured": comment.is_featured,
        "led_to_versions": [credit.version.number for credit in comment.credits.all()],
        "version_seen": comment.seen_version.number if comment.seen_version else None,
        "network_code": comment.network,
        "wordings": [
            {
                "written": revision.created_at,
                "text": revision.text,
                "links": [link.url for link in revision.links.all()],
            }
            for revision in comment.revisions.all()
        ],
        "what_happened": [
            {"at": event.at, "what": event.get_action_display()} for event in comment.events.all()
        ],
    }


def _title(article):
    """What readers know it as; a working copy may have another title already."""
    return article.live.title if article.live else ""
