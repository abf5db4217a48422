"""Gathering what the checks look at."""

import datetime

from django.db.models import Count, Q
from django.utils import timezone

from comments.links.addresses import FoundLink
from comments.links.lookalikes import warnings
from comments.links.redirectors import is_shortener
from comments.models import Comment, CommentRevision, LinkUse, State
from comments.models.comment import SeenVersion
from comments.screening import Facts, LinkFacts

REFUSED = (State.REJECTED, State.REMOVED)


def facts_of(
    comment: Comment, revision: CommentRevision, links: list[FoundLink], *, trap_filled=False
) -> Facts:
    """The facts about a comment that was just stored."""
    writer = Comment.objects.filter(email__iexact=comment.email) if comment.email else Comment.objects.none()
    return Facts(
        text=revision.text,
        name=comment.name,
        links=tuple(_link_facts(use, comment) for use in _uses(revision)),
        ends_in_link=bool(links) and not revision.text[links[-1].end :].strip(" .!…)\n"),
        article_age=_article_age(comment),
        published_before=writer.published().count(),
        rejected_before=writer.filter(state__in=REFUSED).count(),
        same_words_elsewhere=_same_words(revision),
        trap_filled=trap_filled,
        version_token_forged=comment.seen_version_by == SeenVersion.FORGED,
    )


def _article_age(comment):
    first = comment.article.first_published
    return timezone.localdate(comment.created_at) - first if first else datetime.timedelta()


def _uses(revision):
    return LinkUse.objects.with_verdicts().filter(revision=revision)


def _link_facts(use, comment):
    site = use.target.chain()[-1]
    verdict = use.target.verdict_in_force
    revisions = LinkUse.objects.of(site).values("revision")
    counts = Comment.objects.filter(current__in=revisions).aggregate(
        published=Count("pk", filter=Q(state=State.PUBLISHED)),
        rejected=Count("pk", filter=Q(state__in=REFUSED)),
        writers=Count("name", distinct=True),
    )
    return LinkFacts(
        site=site.value,
        treatment=verdict.get_treatment_display() if verdict else "",
        is_disguised=use.written == LinkUse.Written.DISGUISED,
        is_shortener=is_shortener(site.value),
        oddities=tuple(warnings(site.value)),
        **counts,
    )


def _same_words(revision):
    return CommentRevision.objects.filter(digest=revision.digest).exclude(comment=revision.comment_id).count()
