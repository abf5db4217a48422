"""The correction loop: what readers say is wrong, and what came of it.

An editor who publishes an update is shown the open corrections of the article and thanks those that led to
it (`comments.credits`), or declines one with a word.
"""

from collections.abc import Mapping

from django.db import transaction

from articles.models import Article, Version
from articles.publication_parts import Part
from cms.refusals import Conflict, Refused
from comments.credits import credit
from comments.models import Comment, Correction, Declined

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
