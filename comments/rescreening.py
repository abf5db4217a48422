"""Running the checks again over comments that are here already."""

from dataclasses import dataclass

from django.db import transaction

from comments.facts import facts_of
from comments.links.addresses import find_links
from comments.models import Comment, CommentRevision, Finding
from comments.noticing import Noticed
from comments.screening import SIGNS_OF_SENDING, screen
from comments.spam.learning import score_of


@dataclass(frozen=True)
class Difference:
    """What the checks say now that they did not say before, and what they no longer say."""

    new: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


def look_again(revision: CommentRevision) -> tuple[Difference, list[Noticed]]:
    """What the checks would say of a wording today. Changes nothing."""
    facts = facts_of(revision.comment, revision, find_links(revision.text))
    noticed = [one for one in screen(facts) if one.check_name not in SIGNS_OF_SENDING]
    before = {one.words for one in revision.findings.exclude(check_name__in=SIGNS_OF_SENDING)}
    now = {one.words for one in noticed}
    return Difference(tuple(sorted(now - before)), tuple(sorted(before - now))), noticed


@transaction.atomic
def rescreen(revision: CommentRevision) -> Difference:
    """Put what the checks say today in place of what they said; how it was sent stays on record."""
    difference, noticed = look_again(revision)
    kept = revision.findings.filter(check_name__in=SIGNS_OF_SENDING)
    if difference:
        revision.findings.exclude(pk__in=kept.values("pk")).delete()
        store_findings(revision, noticed)
    names = {one.check_name for one in noticed} | {*kept.values_list("check_name", flat=True)}
    score = score_of(revision.text, names)
    Comment.objects.filter(pk=revision.comment_id, current=revision).update(score=score)
    return difference


def store_findings(revision: CommentRevision, noticed: list[Noticed]) -> None:
    """Keep what was noticed, with the places in the text it is about."""
    Finding.objects.bulk_create(
        Finding(
            revision=revision, check_name=one.check_name, rule_id=one.rule_id, words=one.words[:500],
            places=one.places,
        )
        for one in noticed
    )  # fmt: skip
