"""What has to hold before an act may change what readers see. Refused with a sentence for each field."""

import datetime

from django.db.models import Max
from django.utils import timezone

from articles.markup import image_ids
from articles.models import Article, Kind, Version
from articles.models.note import NOTE_MAX_LENGTH, NOTE_MIN_LENGTH, note_length
from articles.models.version import REASON_MAX_LENGTH
from articles.snapshot import Snapshot
from cms.html import text_of
from cms.refusals import Refused
from cms.text import clean_line, has_visible

CHOOSE_KIND = "Choose what kind of change this is."
SAY_WHAT = "Say what changed, for readers."
SAY_WHY = f"Say why, for readers, in {NOTE_MIN_LENGTH} characters or more."


def known_kind(kind: str) -> Kind:
    """The kind of that name."""
    if kind not in Kind.values:
        raise Refused({"kind": CHOOSE_KIND})
    return Kind(kind)


def moment_of(article: Article, at: datetime.datetime | None) -> datetime.datetime:
    """When the act is done: now, or the time given, which follows what was done before and is not to come."""
    now = timezone.now()
    at = at or now
    if timezone.is_naive(at):
        raise Refused({"at": "Give the time with its time zone."})
    if at > now:
        raise Refused({"at": "This time has not come yet."})
    latest = article.notes.aggregate(latest=Max("at"))["latest"]
    if latest and at < latest:
        raise Refused({"at": "This is before what was last done to the article. Choose a later time."})
    return at.astimezone(datetime.UTC)


def refuse_unready(
    article: Article, snapshot: Snapshot, *, kind: Kind, note: str, previous: Version | None, restores=None
) -> None:
    """Refuse to publish what has something missing; `previous` is the version published last."""
    refusals = {
        **_of_content(article, snapshot),
        **_of_kind(article, kind, previous, restores),
        **_of_note(note, SAY_WHAT if kind.needs_note else ""),
    }
    if refusals:
        raise Refused(refusals)


def refuse_short_note(text: str) -> None:
    """Refuse words about an act that say nothing, or too much."""
    refusals = _of_note(text, SAY_WHY)
    if refusals:
        raise Refused(refusals)


def refuse_early_review(due_on: datetime.date | None, on: datetime.date) -> None:
    """Refuse a next review that is due when this one is done, or was before."""
    if due_on and due_on <= on:
        raise Refused({"review_due_on": "Choose a day after this review."})


def redaction_reason(by, reason: str) -> str:
    """Who redacts and why, as it is kept."""
    reason = clean_line(reason)
    if not reason:
        raise Refused({"reason": "Say why these words have to go."})
    kept = f"{by.get_username()}: {reason}"
    if len(kept) > REASON_MAX_LENGTH:
        longest = REASON_MAX_LENGTH - len(kept) + len(reason)
        raise Refused({"reason": f"Shorten the reason to {longest} characters or fewer."})
    return kept


def _of_content(article, snapshot):
    refusals = {}
    if not has_visible(snapshot.title):
        refusals["title"] = "Give the article a title."
    if not has_visible(text_of(snapshot.body)) and not image_ids(snapshot.body):
        refusals["body"] = "Write the body before you publish."
    if article.lead_image_id and not has_visible(snapshot.alt) and not article.lead_is_decorative:
        refusals["lead_alt"] = "Describe the image, or mark it as decoration."
    return refusals


def _of_kind(article, kind, previous, restores):
    if article.live and kind is not Kind.FULL_REVIEW and not article.has_unpublished_changes:
        return {"kind": "Nothing has changed since the version readers see."}
    if kind is Kind.WITHDRAWN or (kind is Kind.FIRST) != (previous is None):
        return {"kind": CHOOSE_KIND}
    if (kind is Kind.RESTORED) != (restores is not None):
        return {"kind": CHOOSE_KIND}
    if restores and (restores.article_id != article.pk or not restores.is_readable):
        return {"kind": "Choose a version of this article that can be read."}
    return {}


def _of_note(text, too_short):
    """`too_short` is what is said of a note that is; empty where none is needed."""
    if too_short and note_length(text) < NOTE_MIN_LENGTH:
        return {"note": too_short}
    if len(clean_line(text)) > NOTE_MAX_LENGTH:
        return {"note": f"Shorten this to {NOTE_MAX_LENGTH} characters or fewer."}
    return {}
