"""An article's public history for machines, and what it takes to check that nobody rewrote the past.

What there is none of is null. Addresses are whole; moments and dates are RFC 3339.

    article            its address
    history            the address of the history's page for readers
    title              as readers see it now
    live               the number of the version readers see now
    first_published    "2016", "2016-05" or "2016-05-12", as exactly as it is known
    history_complete   whether every version since then is here
    updated            when readers were last told of a change
    content_changed    when anything last changed
    last_reviewed      the date of the last full review
    review_due         the date of the next one
    next               the address of the page with the versions after these
    versions           PAGE_SIZE of them at most, by number; each has

        number, published
        address        of the version itself; a redacted one answers 410
        changes        the address of what changed in it
        kind, note     the public words for it, and what kind of change they are about
        note_redacted  when the words of the note were removed for ever
        earlier_wordings   of the note, newest first: text, and until when it was shown
        is_update      whether it moved "updated"
        restores       the number of the version it brought back
        redacted       when the words of the version were removed for ever
        withdrawals    newest first: at, reason and earlier_wordings of each time the article was taken away
                       while readers saw this version
        content_hash   the SHA-256 of what readers saw (`articles.snapshot`)
        chain_hash     the SHA-256 of the JSON array [chain_hash of the version before, or "" for the first;
                       number; published; content_hash], without spaces, in UTF-8

Whoever kept a `chain_hash` can tell whether anything up to that version was changed since.
"""

from collections import defaultdict
from datetime import date

from django.urls import reverse

from articles.links import Absolute, update_address
from articles.models import Article, Kind, Version
from articles.origin import first_published_iso
from articles.wordings import Entry, entries

PAGE_SIZE = 100


def history_data(article: Article, after: int, absolute: Absolute) -> dict:
    """One page of a published article's history: its versions with a number above `after`; two queries."""
    versions = article.versions.filter(number__gt=after).order_by("number").select_related("restores")
    versions = [*versions.defer("body", "restores__body")[: PAGE_SIZE + 1]]
    shown = versions[:PAGE_SIZE]
    notes = _notes_by_version(article, shown)
    return _about(article, absolute) | {
        "versions": [_version(article, version, notes[version.pk], absolute) for version in shown],
        "next": _page_after(article, shown[-1], absolute) if versions[PAGE_SIZE:] else None,
    }


def _about(article, absolute):
    return {
        "article": absolute(article.get_absolute_url()),
        "history": absolute(reverse("history", args=[article.live_slug])),
        "title": article.live.title,
        "live": article.live.number,
        "first_published": first_published_iso(article),
        "history_complete": article.history_complete,
        "updated": _iso(article.updated_at),
        "content_changed": _iso(article.content_changed_at),
        "last_reviewed": _iso(article.last_reviewed_on),
        "review_due": _iso(article.review_due_on),
    }


def _version(article, version: Version, notes: list[Entry], absolute):
    own = [entry for entry in notes if entry.note.kind != Kind.WITHDRAWN]
    withdrawals = [entry for entry in notes if entry.note.kind == Kind.WITHDRAWN]
    return {
        "number": version.number,
        "address": absolute(version.get_absolute_url()),
        "changes": absolute(update_address(article, version.number)) if version.number > 1 else None,
        "published": _iso(version.published_at),
        **(_note(own[0]) if own else {}),
        "restores": version.restores.number if version.restores else None,
        "redacted": _iso(version.redacted_at),
        "withdrawals": [_withdrawal(entry) for entry in withdrawals],
        "content_hash": version.content_hash,
        "chain_hash": version.chain_hash,
    }


def _note(entry: Entry):
    return {
        "kind": entry.note.kind,
        "note": entry.note.text,
        "note_redacted": _iso(entry.note.redacted_at),
        "earlier_wordings": _earlier_wordings(entry),
        "is_update": entry.note.is_update,
    }


def _withdrawal(entry: Entry):
    return {
        "at": _iso(entry.note.at),
        "reason": entry.note.text,
        "earlier_wordings": _earlier_wordings(entry),
    }


def _earlier_wordings(entry):
    return [{"text": text, "until": _iso(moment)} for moment, text in entry.rewordings]


def _notes_by_version(article, versions):
    notes = defaultdict(list)
    for entry in entries([*article.notes.filter(version__in=versions)]):
        notes[entry.note.version_id].append(entry)
    return notes


def _page_after(article, version, absolute):
    return absolute(f"{reverse('history-json', args=[article.live_slug])}?after={version.number}")


def _iso(moment: date | None):
    """A date or a moment as RFC 3339 writes it; moments come from the database in UTC."""
    return moment.isoformat() if moment else None
