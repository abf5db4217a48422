"""Gathering what the checks look at. No query reads more rows because more comments are stored."""

import datetime
from dataclasses import asdict

from django.utils import timezone

from comments.links.addresses import FoundLink, host_of
from comments.links.lookalikes import warnings
from comments.links.record import verdicts_in_force
from comments.links.redirectors import is_shortener
from comments.models import Comment, CommentRevision, LinkUse, State
from comments.models.comment import REFUSED, SeenVersion
from comments.noticing import Arrival, Facts, LinkFacts
from comments.spam.house_rules import rules_that_fit
from comments.spam.learning import learnt_words
from comments.spam.lookalikes import Found, search

#: Earlier comments that are looked at, the latest ones: of a writer, of a site, with the same words.
MANY = 100


def facts_of(
    comment: Comment,
    revision: CommentRevision,
    links: list[FoundLink],
    arrival: Arrival | None = None,
    *,
    alike: Found | None = None,
    uses: list[LinkUse] | None = None,
) -> Facts:
    """The facts about a comment. `alike` and `uses` are its look-alikes and recorded links, when at hand."""
    states = _states_of_writer(comment)
    if uses is None:
        uses = [*revision.links.select_related("site", "target")]
    verdicts = verdicts_in_force([use.target for use in uses]) if uses else {}
    return Facts(
        text=revision.text,
        name=comment.name,
        email=comment.email,
        links=tuple(_link_facts(use, links, verdicts[use.target_id]) for use in uses),
        ends_in_link=bool(links) and not revision.text[links[-1].end :].strip(" .!…)\n"),
        article_age=_article_age(comment),
        published_before=states.count(State.PUBLISHED),
        rejected_before=sum(state in REFUSED for state in states),
        same_words_elsewhere=_same_words(revision),
        **asdict(arrival or Arrival()),
        version_token_forged=comment.seen_version_by == SeenVersion.FORGED,
        look_alikes=(alike or search(revision)).as_facts(),
        rules=tuple(rules_that_fit(comment, revision.text, {host_of(use.url) for use in uses})),
        learnt=learnt_words(revision.text),
    )


def _states_of_writer(comment) -> list[str]:
    if not comment.email:
        return []
    earlier = Comment.objects.filter(email=comment.email).exclude(pk=comment.pk).order_by("-created_at")
    return [*earlier.values_list("state", flat=True)[:MANY]]


def _article_age(comment):
    first = comment.article.first_published
    return timezone.localdate(comment.created_at) - first if first else datetime.timedelta()


def _link_facts(use, links, verdict):
    """A link with what became of the latest comments that led to its site."""
    latest = LinkUse.objects.filter(site=use.site_id).order_by("-pk")
    columns = ("revision__comment", "revision__comment__state", "revision__comment__name")
    comments = {pk: (state, name) for pk, state, name in latest.values_list(*columns)[:MANY]}
    link = links[use.position] if use.place == LinkUse.Place.TEXT and use.position < len(links) else None
    return LinkFacts(
        site=use.site.value,
        treatment=verdict.get_treatment_display() if verdict else "",
        published=sum(state == State.PUBLISHED for state, _ in comments.values()),
        rejected=sum(state in REFUSED for state, _ in comments.values()),
        writers=len({name for _, name in comments.values()}),
        url=use.url,
        start=link.start if link else 0,
        end=link.end if link else 0,
        is_disguised=use.written == LinkUse.Written.DISGUISED,
        is_shortener=is_shortener(use.site.value),
        oddities=tuple(warnings(use.site.value)),
    )


def _same_words(revision):
    same = CommentRevision.objects.filter(digest=revision.digest).exclude(comment=revision.comment_id)
    return len(same.order_by()[:MANY].values_list("pk", flat=True))
