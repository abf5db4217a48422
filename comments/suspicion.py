"""Why the browser that sends a comment is asked for a little work first.

Nobody is refused on suspicion. A browser with scripts solves a puzzle (`comments.puzzle`) within a second or
so; a comment that comes without the answer goes in all the same, with a finding that puts it last.
To add a ground, write it and name it in GROUNDS.
"""

from django.conf import settings
from django.utils import timezone

from articles.models import Article
from comments import flood
from comments.models import Comment
from comments.models.comment import SeenVersion
from comments.policy import FLOOD_WINDOW
from comments.version_token import seen_version


def busy_network(article, submission) -> str | None:
    """Over half of what its network may send; beyond all of it there is a plain limit."""
    if not (settings.COMMENT_LIMITS and submission.network):
        return None
    since = timezone.now() - FLOOD_WINDOW
    sent = Comment.objects.filter(network=submission.network, created_at__gt=since).count()
    limit = settings.COMMENT_FLOOD_LIMIT
    return f"its network sent {sent} comments within minutes" if limit / 2 < sent < limit else None


def trap_filled(article, submission) -> str | None:
    return "a field hidden from people was filled in" if submission.trap_filled else None


def forged_token(article, submission) -> str | None:
    told = seen_version(submission.version_token, article).by
    return "its version token was not one of ours" if told == SeenVersion.FORGED else None


def flooded(article, submission) -> str | None:
    """Whoever is signed in notices nothing of a flood."""
    return "far more comments than usual came in" if submission.user is None and flood.is_on() else None


GROUNDS = (busy_network, trap_filled, forged_token, flooded)


def suspicion_of(article: Article, submission) -> str:
    """The first ground for suspicion of a `comments.submission.Submission`; empty without one."""
    return next((words for words in (ground(article, submission) for ground in GROUNDS) if words), "")
