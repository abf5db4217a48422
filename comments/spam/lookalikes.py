"""Finding comments with almost the same words, across articles, names and years.

The index (`Shingle`) holds comments that wait and those that were spam. It stays quick however large it is:
a hash that many comments have takes no more of them, so that one look-up reads a bounded number of rows.
A template sent ten thousand times fills its own hashes and then adds nothing.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F, Q

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
MOST_COMPARED = 4
#: Texts compared for a group of waiting comments that are decided about together.
MOST_IN_A_GROUP = 100
QUOTED = 60


@dataclass(frozen=True)
class Match:
    """Another comment with almost the same words: rejected as spam, or waiting."""

    comment_id: int
    is_spam: bool
    text: str


@dataclass(frozen=True)
class Found:
    """What one look-up came to: matches, the most alike first, and the hashes that have room for another."""

    matches: list[Match]
    hashes_with_room: list[int]

    def as_facts(self) -> LookAlikes:
        """What the checks are told."""
        spam = [one for one in self.matches if one.is_spam]
        words = _beginning(spam[0].text) if spam else ""
        return LookAlikes(rejected=len(spam), waiting=len(self.matches) - len(spam), words=words)


def search(revision: CommentRevision, *, most: int = MOST_COMPARED) -> Found:
    """Look for other comments, waiting or spam, with almost the words of this one."""
    pairs = pairs_of(folded_words(revision.text))
    hashes = sketch(pairs)
    rows = Shingle.objects.filter(hash__in=hashes).values_list("hash", "revision_id")
    rows = [*rows[: len(hashes) * MOST_OF_A_HASH]]
    held = Counter(number for number, _ in rows)
    shared = Counter(pk for _, pk in rows)
    scored = [
        (likeness(pairs, pairs_of(folded_words(one.text))), one)
        for one in _candidates(revision, shared, most)
    ]
    scored.sort(key=lambda pair: -pair[0])
    matches = [one for score, one in scored if score >= ALIKE]
    return Found(matches, [number for number in hashes if held[number] < MOST_OF_A_HASH])


def waiting_alike(revision: CommentRevision) -> list[int]:
    """The comment of this wording and others that wait with almost its words, by primary key."""
    matches = search(revision, most=MOST_IN_A_GROUP).matches
    return [revision.comment_id, *(one.comment_id for one in matches if not one.is_spam)]


def groups_of(revisions: list[CommentRevision]) -> list[list[CommentRevision]]:
    """Those that wait with almost the words of one of these, in groups that begin with it, in two queries.

    A wording is in one group only.
    """
    hashes = {one.pk: sketch(pairs_of(folded_words(one.text))) for one in revisions}
    held = _waiting_with({number for numbers in hashes.values() for number in numbers})
    found = CommentRevision.objects.select_related("comment").in_bulk({*hashes}.union(*held.values()))
    pairs = {pk: pairs_of(folded_words(one.text)) for pk, one in found.items()}
    groups, grouped = [], set()
    for pk, numbers in hashes.items():
        near = {other for number in numbers for other in held.get(number, ())} - grouped - {pk}
        alike = sorted(other for other in near if likeness(pairs[pk], pairs[other]) >= ALIKE)
        if alike and pk not in grouped:
            grouped |= {pk, *alike}
            groups.append([found[one] for one in (pk, *alike)])
    return groups


def remember(revision: CommentRevision, found: Found | None = None) -> None:
    """Add a wording to the index; `found` is what looking for its like came to, when at hand."""
    found = found or search(revision)
    Shingle.objects.bulk_create(
        [Shingle(hash=number, revision=revision) for number in found.hashes_with_room],
        ignore_conflicts=True,
    )


def follow(comment: Comment) -> None:
    """Keep the index right after a decision: waiting and spam are in it, everything else is not."""
    if comment.is_pending or comment.is_spam:
        if not Shingle.objects.of(comment.current_id).exists():
            remember(comment.current)
    else:
        Shingle.objects.filter(revision__comment=comment).delete()


def _waiting_with(hashes) -> dict[int, set[int]]:
    """The wordings that wait and have one of these hashes, by it."""
    rows = Shingle.objects.filter(hash__in=hashes, revision__comment__state=State.PENDING)
    held: dict[int, set[int]] = {}
    for number, pk in rows.filter(revision=F("revision__comment__current")).values_list(
        "hash", "revision_id"
    ):
        held.setdefault(number, set()).add(pk)
    return held


def _candidates(revision, shared, most) -> list[Match]:
    """Those that share the most hashes, of comments that wait or were spam; spam first."""
    best = sorted(shared, key=lambda pk: (-shared[pk], -pk))[: 4 * most]
    if not best:
        return []
    others = CommentRevision.objects.filter(pk__in=best).exclude(comment=revision.comment_id)
    is_spam = Q(comment__state__in=REFUSED, comment__reason=Reason.SPAM)
    found = others.filter(Q(comment__state=State.PENDING) | is_spam).order_by()
    rows = found.values_list("pk", "comment_id", "comment__state", "text")
    ranked = sorted(rows, key=lambda row: (row[2] == State.PENDING, -shared[row[0]], -row[0]))
    return [Match(comment, state != State.PENDING, text) for _, comment, state, text in ranked[:most]]


def _beginning(text):
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED].rstrip()}…"
