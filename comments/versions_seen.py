"""Which comments are about an earlier version: worked out when one is published, and kept on the comments."""

import datetime
import logging

from django.db import DatabaseError, transaction
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.models import Article, Kind, Version
from cms.html import text_of
from cms.schedule import every
from cms.tasks import task
from cms.turns import take_turns
from comments.models import Comment
from comments.quotes import passages
from comments.staleness import Now, Then, is_stale, plain_words

logger = logging.getLogger(__name__)

BATCH = 1_000
#: How far back the worker looks for versions whose comments nobody came to mark.
LOOKED_AFTER = datetime.timedelta(days=1)


def on_version_published(sender, article: Article, **_) -> None:
    """Mark the article's comments before the publisher gets an answer.

    That way no reader sees a wrong mark for longer than the marking takes, worker or not. A process that dies
    on the way is made good by the worker (`mark_recent`).
    """
    try:
        mark_stale(article.pk)
    except DatabaseError:
        logger.exception("The comments on %s are not marked; the worker will do it", article)


@every(datetime.timedelta(minutes=10))
@task()
def mark_recent() -> None:
    """Mark the comments on every article that changed lately. Does nothing where all are marked."""
    changed = Article.objects.published().filter(content_changed_at__gt=timezone.now() - LOOKED_AFTER)
    for pk in changed.values_list("pk", flat=True):
        mark_stale(pk)


@transaction.atomic
def mark_stale(article_id: int, comment: Comment | None = None) -> None:
    """Work out for every comment on a published article, or for one, whether it is about an earlier version.

    Comments are stored and marked in turns, so that none is missed that is being sent meanwhile.
    """
    take_turns(f"versions of {article_id}")
    live = Version.objects.filter(live_for=article_id).first()
    if live is None:
        return
    comments = Comment.objects.filter(article=article_id, **({"pk": comment.pk} if comment else {}))
    changed = {True: [], False: []}
    for pk, marked, found in _judged(comments, live):
        if found != marked:
            changed[found].append(pk)
    for found, ids in changed.items():
        for start in range(0, len(ids), BATCH):
            Comment.objects.filter(pk__in=ids[start : start + BATCH]).update(is_stale=found)


def _judged(comments, live):
    """Each comment's id, what it is marked as, and what it is."""
    texts = Coalesce("approved__text", "current__text")
    rows = [*comments.values_list("pk", "is_stale", "created_at", "seen_version", texts)]
    quoted = {row[0]: _passages(row[4]) for row in rows if ">" in (row[4] or "")}
    now = _now(live, _words(live) if quoted else "")
    seen = _seen(live, {row[3] for row in rows if quoted.get(row[0])})
    for pk, marked, at, version, _ in rows:
        then = seen.get(version, Then())
        yield pk, marked, is_stale(then, now, passages=quoted.get(pk, []), written_at=at)


def _passages(text):
    return [plain_words(passage) for passage in passages(text)]


def _now(live, words):
    updates = live.article.notes.updates().exclude(kind=Kind.WITHDRAWN)
    last = updates.aggregate(number=Max("version__number"), at=Max("at"))
    return Now(live.content_hash, words, last["number"], last["at"])


def _seen(live, quoted):
    """Every version by its id, with its words where a comment quotes it."""
    versions = live.article.versions.all()
    words = {version.pk: _words(version) for version in versions.readable().filter(pk__in=quoted).iterator()}
    return {
        # What was restored is what readers saw, though its related articles may be called otherwise by now.
        pk: Then(number, live.content_hash if pk == live.restores_id else content, words.get(pk))
        for pk, number, content in versions.values_list("pk", "number", "content_hash")
    }


def _words(version):
    return plain_words("\n".join([version.title, version.standfirst, text_of(version.body)]))
