"""The correction loop: what readers say is wrong, and what came of it.

An editor who publishes an update is shown the open corrections of the article and thanks those that led to
it (`comments.credits`), or declines one with a word.
"""

from collections.abc import Mapping

from django.db import transaction

from articles.models import Article, Version
from articles.publication_parts import Part
from cms.refusals import Conflict, Refused
from comments import moderation
from comments.credits import credit
from comments.models import Action, Comment, Correction, Declined, Lane
from comments.transitions import EDITABLE

FIELD = "credit"


@transaction.atomic
def decline(correction: Comment, *, by, words: str) -> Declined:
    """Say why a correction led to nothing. Refused without words, Conflict when it was answered meanwhile."""
    if not words.strip():
        raise Refused({"words": "Say in a few words why the article stays as it is."})
    correction = _locked(correction)
    if correction is None:
        raise Conflict("Somebody answered this correction meanwhile.")
    return Declined.objects.create(comment_id=correction.pk, words=words, by=by)


def reopen(correction: Comment) -> None:
    """Take a word of refusal back."""
    Declined.objects.filter(comment_id=correction.pk).delete()


@transaction.atomic
def file_under(comment: Comment, lane: Lane, *, by) -> Comment:
    """Put a comment that waits or is public into another lane, so that editors see it or see it no more.

    Refused for one that an update thanks, Conflict when it is there already or was taken away meanwhile. What
    an editor answered before is forgotten.
    """
    comment = moderation.locked(comment)
    if comment.credits.exists():
        raise Refused("An update thanks this comment, so it stays a correction.")
    if comment.lane == lane or comment.state not in EDITABLE:
        raise Conflict("Somebody was quicker: there is nothing to move any more.")
    reopen(comment)
    record = moderation.Record(by, note=f"{comment.get_lane_display()} → {lane.label}")
    comment.lane = lane
    comment.save(update_fields=["lane"])
    moderation.leave_event(comment, Action.FILE, record, moderation.columns(comment))
    return comment


def offer(article: Article, sent: Mapping[str, list[str]]) -> dict:
    """The open corrections an update may thank, which of them are ticked, and how many still wait."""
    found = Correction.objects.open().on(article).oldest_first().select_related("current")
    readable = [one for one in found if one.is_published]
    return {"corrections": readable, "ticked": sent.get(FIELD, []), "waiting": len(found) - len(readable)}


def credit_ticked(sent: Mapping[str, list[str]], version: Version, *, by) -> None:
    """Thank the ticked corrections in the note of the version. One that is gone meanwhile is passed over."""
    ids = [pk for pk in sent.get(FIELD, []) if pk.isdecimal() and len(pk) < 18]
    for correction in Correction.objects.on(version.article).published().filter(pk__in=ids):
        credit(correction, version, by=by)


#: What the publish panel shows and does about corrections.
PART = Part("admin/comments/correction/_credit.html", (FIELD,), offer, credit_ticked)


def _locked(correction):
    """The open correction itself, kept from others until the transaction ends; None when it is not open."""
    Comment.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    return Correction.objects.open().filter(pk=correction.pk).first()
