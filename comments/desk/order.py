"""In which order comments come, and what the score is for: an order, and which button comes first."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.expressions import OrderBy

from comments.models import Comment
from comments.screening import HOLDING

#: From here on a comment is selected, if more than its words speaks against it.
SELECTED_FROM = 0.9
#: From here on the score is told in words.
TOLD_FROM = 0.7


@dataclass(frozen=True)
class Order:
    """What comments are ordered by, and those that come with or after, or with or before, a given one."""

    by: tuple[str | OrderBy, ...]
    on: Callable[[Comment], Q]
    up_to: Callable[[Comment], Q]


def _later(comment):
    at = comment.created_at
    return Q(created_at__gte=at) & (Q(created_at__gt=at) | Q(pk__gte=comment.pk))


def _earlier(comment):
    at = comment.created_at
    return Q(created_at__lte=at) & (Q(created_at__lt=at) | Q(pk__lte=comment.pk))


def _less_likely(comment):
    if comment.score is None:
        return Q(score=None, pk__gte=comment.pk)
    return Q(score__lt=comment.score) | Q(score=comment.score, pk__gte=comment.pk) | Q(score=None)


def _likelier(comment):
    if comment.score is None:
        return Q(score__isnull=False) | Q(score=None, pk__lte=comment.pk)
    return Q(score__gt=comment.score) | Q(score=comment.score, pk__lte=comment.pk)


OLDEST_FIRST = Order(("created_at", "pk"), _later, _earlier)
NEWEST_FIRST = Order(("-created_at", "-pk"), _earlier, _later)
LIKELIEST_SPAM_FIRST = Order((F("score").desc(nulls_last=True), "pk"), _less_likely, _likelier)


def is_preselected(score: float | None, check_names: Collection[str]) -> bool:
    """Whether a moderator finds the comment selected as spam; the decision stays theirs.

    Never for its words alone: a check that holds, or a link nobody has decided about, has to speak too.
    """
    if score is None or score < SELECTED_FROM:
        return False
    return bool({*check_names} & (HOLDING | {"unknown_link"}))


def is_told(score: float | None) -> bool:
    """Whether the score is worth a sentence."""
    return score is not None and score >= TOLD_FROM
