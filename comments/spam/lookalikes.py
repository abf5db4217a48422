"""Finding comments with almost the same words, across articles, names and years.

The index (`Shingle`) holds comments that wait and those that were spam. It stays quick however large it is:
a hash that many comments have takes no more of them, so that one look-up reads a bounded number of rows.
A template sent ten thousand times fills its own hashes and then adds nothing.
"""

from collections import Counter

from django.db.models import Count

from comments.models import Comment, CommentRevision, Shingle, State
from comments.noticing import LookAlikes
from comments.spam.pairs import likeness, pairs_of, sketch
from comments.spam.words import folded_words

#: From here on two texts are the same one with words swapped. The most alike of 900 genuine comments and the
#: templates it was chosen on stays below (make bench-spam).
ALIKE = 3.5
#: Rows of one hash; what more comments have says nothing.
MOST_OF_A_HASH = 64
#: Texts compared in full for one look-up, those with the most hashes in common.
MOST_COMPARED = 6
QUOTED = 60


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


def like(revision: CommentRevision, *, most: int = MOST_COMPARED) -> list[Comment]:
    """Other comments, waiting or spam, with almost the words of this one, the most alike first."""
    pairs = pairs_of(folded_words(revision.text))
    scored = [
        (likeness(pairs, pairs_of(folded_words(other.text))), other)
        for other in _candidates(revision, sketch(pairs), most)
    ]
    scored.sort(key=lambda one: -one[0])
    return [other.comment for score, other in scored if score >= ALIKE]


def look_alikes(revision: CommentRevision) -> LookAlikes:
    """What the checks are told of them."""
    found = like(revision)
    spam = [comment for comment in found if comment.is_spam]
    return LookAlikes(
        rejected=len(spam),
        waiting=sum(comment.is_pending for comment in found),
        words=_beginning(spam[0].current.text) if spam else "",
    )


def _sketch(text):
    return sketch(pairs_of(folded_words(text)))


def _candidates(revision, hashes, most):
    """Those that share the most hashes, of comments that still are in one of the states that count."""
    rows = Shingle.objects.filter(hash__in=hashes).values_list("revision_id", flat=True)
    shared = Counter(rows[: len(hashes) * MOST_OF_A_HASH])
    shared.pop(revision.pk, None)
    best = [pk for pk, _ in sorted(shared.items(), key=lambda one: (-one[1], -one[0]))[: 4 * most]]
    found = CommentRevision.objects.filter(pk__in=best).exclude(comment=revision.comment_id)
    listed = [other for other in found.select_related("comment__current") if _counts(other.comment)]
    return sorted(listed, key=lambda other: (not other.comment.is_spam, best.index(other.pk)))[:most]


def _counts(comment):
    return comment.state == State.PENDING or comment.is_spam


def _beginning(text):
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED].rstrip()}…"
