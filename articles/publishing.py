"""The verbs that change what readers see of an article.

Each one runs in one transaction with the article's row locked, and announces itself after the commit. Version
and note are the record of the act: who, when, what and why.
"""

import calendar
import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles import addresses, cards, conditions, image_uses, live_links, related, traces, working_copy
from articles.compared import forget
from articles.doubted import doubts_about
from articles.models import (
    Article,
    Author,
    Handover,
    Kind,
    OldAddress,
    PublishedTag,
    Rendering,
    Tag,
    UpdateNote,
    Version,
)
from articles.models.article import State
from articles.models.tag import TAG_TURN
from articles.rendering import render_version
from articles.search import entries
from articles.signals import version_published
from articles.snapshot import Snapshot, chained
from cms.refusals import Conflict, Refused
from cms.tasks import enqueue_on_commit
from cms.turns import share_turn, take_turns


@dataclass(frozen=True)
class Review:
    """A full review: who did it, and when the next one is due (None: by the site's setting)."""

    reviewer: Author | None = None
    due_on: datetime.date | None = None


@transaction.atomic
def publish(
    article: Article,
    *,
    by,
    kind: Kind,
    note: str = "",
    based_on: int | None = None,
    at: datetime.datetime | None = None,
    review: Review | None = None,
    restores: Version | None = None,
    despite_doubts: bool = False,
) -> Version:
    """Make the working copy what readers see, as the article's next version.

    `by` is the publisher (None for an import), `based_on` the number of the version the editor started from,
    `at` a time in the past, for what was published elsewhere. `review` says more of a full review; other
    kinds have none. `despite_doubts` publishes as a small fix what does not look like one, and keeps what
    spoke against it.
    Raises Conflict when readers have meanwhile been given another version, and Refused, with a sentence for
    each field, when something is missing.
    """
    kind = conditions.known_kind(kind)
    article = _locked(article)
    previous = article.versions.first()
    _refuse_moved_base(article, previous, based_on)
    snapshot = article.snapshot()
    conditions.refuse_unready(article, snapshot, kind=kind, note=note, previous=previous, restores=restores)
    at = conditions.moment_of(article, at)
    doubts = doubts_about(kind, previous, snapshot, despite_doubts=despite_doubts)
    version = _store_version(article, snapshot, previous=previous, by=by, at=at, restores=restores)
    _move_address(article)
    is_update = _move_dates(article, at, kind=kind)
    UpdateNote.objects.create(
        article=article,
        version=version,
        kind=kind,
        text=note,
        at=at,
        worded_at=at,
        by=by,
        is_update=is_update,
        doubts=doubts,
    )
    if kind is Kind.FULL_REVIEW:
        _record_review(article, review or Review(), on=timezone.localdate(at))
    article.live, article.state, article.based_on = version, State.PUBLISHED, version.number
    article.save()
    Handover.objects.filter(article=article).delete()
    _let_it_be_found(article, version)
    if by is not None:
        enqueue_on_commit(related.suggest, article.pk)
    transaction.on_commit(lambda: version_published.send(Article, article=article, version=version))
    return version


@transaction.atomic
def withdraw(article: Article, *, by, reason: str, at: datetime.datetime | None = None) -> UpdateNote:
    """Take the article away from readers; its address answers with the reason.

    Refused for one that is not published.
    """
    article = _locked(article)
    if not article.is_published:
        raise Refused("Only a published article can be withdrawn.")
    conditions.refuse_short_note(reason)
    at = conditions.moment_of(article, at)
    note = UpdateNote.objects.create(
        article=article, version=article.live, kind=Kind.WITHDRAWN, text=reason, at=at, worded_at=at, by=by
    )
    article.state, article.live = State.WITHDRAWN, None
    article.updated_at = article.content_changed_at = at
    article.save()
    _list_tags(article, [])
    article.live_links.all().delete()
    related.forget(article)
    entries.remove(article)
    return note


@transaction.atomic
def restore(version: Version, *, by, note: str, at: datetime.datetime | None = None) -> Version:
    """Publish an earlier version's content again, as a new version that names the one it restores."""
    article = _locked(version.article)
    if not version.is_readable:
        raise Refused("This version was redacted. There is nothing to restore.")
    working_copy.start_from(version, article)
    return publish(article, by=by, kind=Kind.RESTORED, note=note, at=at, restores=version)


@transaction.atomic
def reword(note: UpdateNote, *, by, text: str) -> UpdateNote:
    """Give a public note better words; the earlier wording stays readable."""
    conditions.refuse_short_note(text)
    _locked(note.article)
    if not note.is_current:
        raise Conflict("This note was reworded meanwhile.")
    return UpdateNote.objects.create(
        article=note.article,
        version=note.version,
        kind=note.kind,
        text=text,
        at=note.at,
        by=by,
        is_update=note.is_update,
        replaces=note,
    )


@transaction.atomic
def redact(version: Version, *, by, reason: str, notes_too: bool = False) -> Version:
    """Empty a version for ever, keeping its row and the reason. Refused for the one readers see now.

    With `notes_too` the public notes about it are emptied as well, in every wording, even where the version
    was redacted before. A tag that no article carries any more goes with it.
    """
    kept = conditions.redaction_reason(by, reason)
    article = _locked(version.article)
    version = article.versions.get(pk=version.pk)
    notes = version.notes.filter(redacted_at=None) if notes_too else version.notes.none()
    if article.live_id == version.pk:
        raise Refused("Publish a version without these words first, then redact this one.")
    if not version.is_readable and not notes.exists():
        raise Refused("This version was already redacted.")
    notes.update(text="", doubts=[], redacted_at=timezone.now())
    if version.is_readable:
        _empty(version, kept)
    return version


def _empty(version, reason):
    traces.remove(version)
    Version.objects.filter(pk=version.pk).update(
        title="", standfirst="", body="", lead_image=None, lead_alt="", lead_caption="", lead_credit="",
        byline="", topic_name="", topic=None, author=None, tags=[], related=[],
        redacted_at=timezone.now(), redaction_reason=reason,
    )  # fmt: skip
    cards.forget(version)
    Rendering.objects.filter(version=version).delete()
    transaction.on_commit(lambda: forget(version))
    version.refresh_from_db()


def _locked(article):
    """Read once it is locked: what stands beside a row that was waited for would be from before the wait."""
    Article.objects.select_for_update().only("pk").get(pk=article.pk)
    return Article.objects.select_related("topic", "author", "live").get(pk=article.pk)


def _refuse_moved_base(article, previous, based_on):
    base = article.based_on if based_on is None else based_on
    if base != (previous.number if previous else 0):
        raise Conflict("Another version was published while you were writing.")


def _store_version(article, snapshot: Snapshot, *, previous, by, at, restores):
    number = previous.number + 1 if previous else 1
    content = snapshot.digest()
    link = chained(
        previous.chain_hash if previous else "", number=number, published_at=at.isoformat(), content=content
    )
    version = Version.objects.create(
        article=article,
        number=number,
        title=snapshot.title,
        standfirst=snapshot.standfirst,
        body=article.body,
        lead_image_id=snapshot.image,
        lead_alt=snapshot.alt,
        lead_caption=snapshot.caption,
        lead_credit=snapshot.credit,
        byline=snapshot.byline,
        author=article.author,
        topic_name=snapshot.topic,
        topic=article.topic,
        tags=list(snapshot.tags),
        related=[{"id": item.id, "title": item.title} for item in snapshot.related],
        restores=restores,
        published_at=at,
        published_by=by,
        content_hash=content,
        chain_hash=link,
    )
    image_uses.record(article, version)
    render_version(version)
    if not (version.lead_image and version.lead_image.file):
        enqueue_on_commit(cards.draw_card, version.pk)
    return version


def _move_address(article):
    """Readers of the old address are sent on; an address another article has or had is refused."""
    if article.live_slug != article.slug:
        take_turns("addresses")
    if taken := addresses.taken_words(article.slug, article):
        raise Refused({"slug": taken})
    if article.live_slug and article.live_slug != article.slug:
        OldAddress.objects.get_or_create(path=f"/articles/{article.live_slug}/", article=article)
    OldAddress.objects.filter(path=f"/articles/{article.slug}/").delete()
    if article.live_slug != article.slug and article.linked_from.exists():
        enqueue_on_commit(live_links.print_links_anew, article.pk)
    article.live_slug = article.slug


def _move_dates(article, at, *, kind):
    """Move what this kind of change moves; whether that is the date readers are told."""
    changed = article.live is None or article.has_unpublished_changes
    is_update = kind.is_substantive or (kind is Kind.FULL_REVIEW and changed)
    article.first_published = article.first_published or timezone.localdate(at)
    if is_update:
        article.updated_at = at
    if changed:
        article.content_changed_at = at
    return is_update


def _record_review(article, review, *, on):
    conditions.refuse_early_review(review.due_on, on)
    article.last_reviewed_on, article.reviewer = on, review.reviewer
    article.review_due_on = review.due_on or next_review(on)


def next_review(reviewed_on: datetime.date) -> datetime.date:
    """The day a review done on that day is due again, by the site's setting."""
    years, months = divmod(reviewed_on.month - 1 + settings.REVIEW_EVERY_MONTHS, 12)
    last_day = calendar.monthrange(reviewed_on.year + years, months + 1)[1]
    return datetime.date(reviewed_on.year + years, months + 1, min(reviewed_on.day, last_day))


def _let_it_be_found(article, version):
    """Keep beside the article what leads to it and from it: tag pages, search, links."""
    _list_tags(article, version.tags)
    live_links.record(article, version)
    entries.record(article)


def _list_tags(article, names):
    """Put the article on the pages of these tags, and of no others."""
    share_turn(TAG_TURN)
    before = {*article.published_tags.values_list("tag_id", flat=True)}
    article.published_tags.all().delete()
    tags = Tag.objects.for_names(names)
    PublishedTag.objects.bulk_create(PublishedTag(article=article, tag=tag) for tag in tags)
    Tag.objects.recount(before | {tag.pk for tag in tags})
