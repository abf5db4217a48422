"""The rules that moderators write: which fit a comment, and what one would have done to all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from comments.links.addresses import find_links, host_of
from comments.models import CheckRecord, Comment, ScreeningRule, State
from comments.models.comment import REFUSED
from comments.noticing import RuleHit
from comments.spam.rules import fits_address, fits_phrase, fits_site, folded_pattern, phrase_places
from comments.spam.words import words_in

Kind = ScreeningRule.Kind
CHUNK = 2_000
SAMPLE = 10


@dataclass
class DryRun:
    """What a rule would have done to everything here: comments it fits, of how many."""

    published: int = 0
    of_published: int = 0
    refused: int = 0
    of_refused: int = 0
    waiting: int = 0
    of_waiting: int = 0
    #: Published comments it would have held, the latest ones: what it would do wrong.
    sample: list[Comment] = field(default_factory=list)


def rules_that_fit(comment: Comment, text: str, hosts: Iterable[str]) -> list[RuleHit]:
    """The active rules that a comment fits, and where in its text."""
    rules = [*ScreeningRule.objects.active()]
    if not rules:
        return []
    words, hosts = words_in(text), [*hosts]
    found = []
    for rule in rules:
        places = phrase_places(rule.pattern, words) if rule.kind == Kind.WORDS else ()
        if places or (rule.kind != Kind.WORDS and _fits(rule.kind, rule.pattern, comment, hosts)):
            found.append(RuleHit(rule.pk, _words(rule), places))
    return found


def dry_run(kind: str, pattern: str) -> DryRun:
    """What a rule would have done to the whole history."""
    outcome = DryRun()
    for comment in _history():
        _count(outcome, comment, _fits_stored(kind, pattern, comment))
    outcome.sample = [*Comment.objects.filter(pk__in=outcome.sample).select_related("current", "article")]
    return outcome


def suspend_wrong_rules() -> list[ScreeningRule]:
    """Suspend every active rule that was wrong too often on this site; returns those it suspended."""
    records = CheckRecord.objects.filter(held__gte=settings.RULE_FEWEST_DECISIONS).in_bulk()
    suspended = []
    for rule in ScreeningRule.objects.active():
        record = records.get(rule.source)
        if record and record.precision < settings.RULE_FLOOR:
            rule.suspended_at, rule.suspended_after = timezone.now(), str(record)
            rule.save(update_fields=["suspended_at", "suspended_after"])
            suspended.append(rule)
    return suspended


def _words(rule):
    note = f" ({rule.note})" if rule.note else ""
    return f"Fits the rule “{rule.pattern}”, {rule.get_kind_display().lower()}{note}"[:500]


def _fits(kind, pattern, comment, hosts) -> bool:
    if kind == Kind.ADDRESS:
        return bool(comment.email) and fits_address(pattern, comment.email)
    if kind == Kind.NAME:
        return fits_phrase(pattern, comment.name)
    return fits_site(pattern, hosts)


def _history() -> Iterator[Comment]:
    comments = Comment.objects.exclude(state=State.ERASED).select_related("current").order_by("pk")
    kept = comments.only("state", "name", "email", "website", "current__text")
    return kept.iterator(chunk_size=CHUNK)


def _fits_stored(kind, pattern, comment) -> bool:
    text = comment.current.text
    if kind == Kind.WORDS:
        return _may_fit(pattern, text) and fits_phrase(pattern, text)
    hosts = ()
    if kind == Kind.SITE and pattern.casefold() in f"{text} {comment.website}".casefold():
        hosts = [host_of(link.url) for link in find_links(f"{text} {comment.website}")]
    return _fits(kind, pattern, comment, hosts)


def _may_fit(pattern, text) -> bool:
    """A quick look that lets nothing by which fits: most of a history is never split into words."""
    if not text.isascii():
        return True
    longest = max(folded_pattern(pattern), key=len, default="")
    return not longest.isalpha() or longest in text.casefold()


def _count(outcome, comment, fits):
    if comment.state == State.PUBLISHED:
        outcome.of_published += 1
        outcome.published += fits
        if fits:
            outcome.sample = [comment.pk, *outcome.sample][:SAMPLE]
    elif comment.state in REFUSED:
        outcome.of_refused += 1
        outcome.refused += fits
    elif comment.state == State.PENDING:
        outcome.of_waiting += 1
        outcome.waiting += fits
