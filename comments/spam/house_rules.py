"""The rules that moderators write: which of them fit a comment, and which are wrong too often."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from comments.models import CheckRecord, Comment, ScreeningRule
from comments.noticing import RuleHit
from comments.spam.rules import fits_address, fits_phrase, fits_site, phrase_places
from comments.spam.words import words_in

Kind = ScreeningRule.Kind


def rules_that_fit(comment: Comment, text: str, hosts: Iterable[str]) -> list[RuleHit]:
    """The active rules that a comment fits, and where in its text."""
    rules = [*ScreeningRule.objects.active()]
    if not rules:
        return []
    words, hosts = words_in(text), [*hosts]
    found = []
    for rule in rules:
        places = phrase_places(rule.pattern, words) if rule.kind == Kind.WORDS else ()
        if places or (
            rule.kind != Kind.WORDS and fits(rule.kind, rule.pattern, comment.name, comment.email, hosts)
        ):
            found.append(RuleHit(rule.pk, _words(rule), places))
    return found


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


def fits(kind: str, pattern: str, name: str, email: str, hosts: Iterable[str]) -> bool:
    """Whether a pattern of any kind but words fits who wrote a comment, or where it links."""
    if kind == Kind.ADDRESS:
        return bool(email) and fits_address(pattern, email)
    if kind == Kind.NAME:
        return fits_phrase(pattern, name)
    return fits_site(pattern, hosts)
