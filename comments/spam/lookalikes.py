"""Finding comments with almost the same words, across articles, names and years.

The index (`Shingle`) holds comments that wait and those that were spam. It stays quick however large it is:
a hash that many comments have takes no more of them, so that one look-up reads a bounded number of rows.
A template sent ten thousand times fills its own hashes and then adds nothing.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from comments.models import Comment, CommentRevision, Reason, Shingle, State
from comments.models.comment import REFUSED
from comments.noticing import LookAlikes
from comments.spam.pairs import likeness, pairs_of, sketch
from comments.spam.words import folded_words

#: From here on two texts are the same one with words swapped. The most alike of 900 genuine comments and the
#: templates it was chosen on stays below (make bench-spam).
ALIKE = 35
#: Rows of one hash; what more comments have says nothing.
MOST_OF_A_HASH = 64
#: Texts compared in full for one look-up, those with the most hashes in common.
MOST_COMPARED = 6
QUOTED = 60


@dataclass(frozen=True)
class Match:
    """Another comment with almost the same words: rejected as spam, or waiting."""

    comment_id: int
    is_spam: bool
    text: str


def remember(revision: CommentRevision) -> None:
    """Add a wording to the index."""
    hashes = _sketch(revision.text)
    rows = Shingle.objects.filter(hash__in=hashes).values_list("hash").annotate(Count("pk")).order_by()
    crowded = {number for number, count in rows if count >= MOST_OF_A_HASH}
    Shingle.objects.bulk_create(
        [Shingle(hash=number, revision=revision) for number in hashes if number not in crowded],
        ignore_conflicts=True,
    )


def follow(comment: Comment) -> None:
    """Keep the index right after a decision: waiting and spam are in it, everything else is not."""
    if comment.is_pending or comment.is_spam:
        if not Shingle.objects.of(comment.current_id).exists():
            remember(comment.current)
    else:
        Shingle.objects.filter(revision__comment=comment).delete()


def like(revision: CommentRevision, *, most: int = MOST_COMPARED) -> list[Match]:
    """Other comments, waiting or spam, with almost the words of this one, the most alike first."""
    pairs = pairs_of(folded_words(revision.text))
    candidates = _candidates(revision, sketch(pairs), most)
    scored = [(likeness(pairs, pairs_of(folded_words(one.text))), one) for one in candidates]
    scored.sort(key=lambda pair: -pair[0])
    return [one for score, one in scored if score >= ALIKE]


def look_alikes(revision: CommentRevision) -> LookAlikes:
    """What the checks are told of them."""
    found = like(revision)
    spam = [one for one in found if one.is_spam]
    return LookAlikes(
        rejected=len(spam),
        waiting=len(found) - len(spam),
        words=_beginning(spam[0].text) if spam else "",
    )


def _sketch(text):
    return sketch(pairs_of(folded_words(text)))


def _candidates(revision, hashes, most) -> list[Match]:
    """Those that share the most hashes, of comments that wait or were spam; spam first."""
    rows = Shingle.objects.filter(hash__in=hashes).values_list("revision_id", flat=True)
    shared = Counter(rows[: len(hashes) * MOST_OF_A_HASH])
    best = sorted(shared, key=lambda pk: (-shared[pk], -pk))[: 4 * most]
    others = CommentRevision.objects.filter(pk__in=best).exclude(comment=revision.comment_id)
    counting = others.filter(
        Q(comment__state=State.PENDING) | Q(comment__state__in=REFUSED, comment__reason=Reason.SPAM)
    )
    found = counting.order_by().values_list("pk", "comment_id", "comment__state", "text")
    ranked = sorted(found, key=lambda row: (row[2] == State.PENDING, -shared[row[0]], -row[0]))
    return [Match(comment, state != State.PENDING, text) for _, comment, state, text in ranked[:most]]


def _beginning(text):
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED].rstrip()}…"
