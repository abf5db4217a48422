"""Comments that wait and share something, offered as one decision."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Substr
from django.http import Http404
from django.urls import reverse

from cms.keys import primary_key
from comments.models import (
    Comment,
    Commenter,
    CommentRevision,
    Finding,
    LinkTarget,
    LinkUse,
    Scope,
    State,
)
from comments.models.comment import CommentQuerySet
from comments.models.link import SEGMENT
from comments.spam.lookalikes import groups_of, waiting_alike

#: From so many on they are offered as one decision.
FROM = 3


@dataclass(frozen=True)
class Together:
    """So many waiting comments, under so many names, that share what `kind` and `key` say."""

    kind: str
    key: str
    size: int
    names: int

    @property
    def what(self) -> str:
        return WHAT[self.kind]

    def get_absolute_url(self) -> str:
        return reverse("desk-together", args=[self.kind, self.key])


#: The end of the sentence "5 comments …".
WHAT = {
    "site": "that link to the same site",
    "writer": "that come from the same address",
    "words": "that have the same words",
    "alike": "that have almost the same words",
    "quiet": "in which we noticed nothing",
    "all": "that wait",
}
#: What is said of every new writer, and nothing against a comment.
_SAYS_NOTHING = ("new_writer",)


def offered(comments: list[Comment]) -> list[Together]:
    """The sets of waiting comments that these belong to, the largest first, in seven queries."""
    sets = [
        *_by_site(comments),
        *_by_writer(comments),
        *_by_words(comments),
        *_by_likeness(comments),
        *_quiet(),
    ]
    return sorted(sets, key=lambda one: (-one.size, one.kind, one.key))


def waiting(kind: str, key: str) -> CommentQuerySet:
    """The comments of a set, oldest first; Http404 where there is no such thing."""
    if kind not in WHAT:
        raise Http404
    return _SELECT[kind](Comment.objects.pending(), key).oldest_first()


def _by_site(comments):
    roots = {*_roots([comment.current_id for comment in comments])}
    if not roots:
        return []
    below = reduce(or_, (Q(target__lineage__startswith=root) for root in roots))
    uses = LinkUse.objects.filter(below, revision__comment__state=State.PENDING)
    counts = _counted(
        uses.filter(revision=F("revision__comment__current")).annotate(key=_root()),
        comment="revision__comment",
        name="revision__comment__name",
    )
    sites = LinkTarget.objects.in_bulk([int(row["key"]) for row in counts])
    return [Together("site", sites[int(row["key"])].value, row["size"], row["names"]) for row in counts]


def _by_writer(comments):
    writers = {comment.commenter_id for comment in comments if comment.commenter_id}
    waiting = Comment.objects.pending().filter(commenter__in=writers or [0]).annotate(key=F("commenter"))
    return [_together("writer", row) for row in _counted(waiting)]


def _by_words(comments):
    digests = {comment.current.digest for comment in comments}
    waiting = Comment.objects.pending().filter(current__digest__in=digests).annotate(key=F("current__digest"))
    return [_together("words", row) for row in _counted(waiting)]


def _by_likeness(comments):
    """Groups of look-alikes; those with exactly the same words are offered as such."""
    for group in groups_of([comment.current for comment in comments]):
        names = {one.comment.name for one in group}
        if len(group) >= FROM and len({one.digest for one in group}) > 1:
            yield Together("alike", str(group[0].pk), len(group), len(names))


def _quiet():
    rows = _of_quiet(Comment.objects.pending(), "any").annotate(key=Value("any"))
    return [_together("quiet", row) for row in _counted(rows)]


def _counted(rows, comment="pk", name="name"):
    counted = (
        rows.order_by()
        .values("key")
        .annotate(size=Count(comment, distinct=True), names=Count(name, distinct=True))
    )
    return [*counted.filter(size__gte=FROM)]


def _together(kind, row):
    return Together(kind, str(row["key"]), row["size"], row["names"])


def _roots(revisions):
    """The lineages of the sites that these wordings link to."""
    uses = LinkUse.objects.filter(revision__in=revisions).annotate(root=_root())
    return uses.order_by().values_list("root", flat=True).distinct()


def _root():
    return Substr("target__lineage", 1, SEGMENT)


def _of_site(comments, key):
    site = LinkTarget.objects.filter(scope=Scope.DOMAIN, value=key).first()
    if site is None:
        raise Http404
    return comments.linking_to(site)


def _of_writer(comments, key):
    if not key.isdecimal() or not Commenter.objects.filter(pk=key[:18]).exists():
        raise Http404
    return comments.filter(commenter=key)


def _of_words(comments, key):
    if not CommentRevision.objects.filter(digest=key).exists():
        raise Http404
    return comments.filter(current__digest=key)


def _of_alike(comments, key):
    revision = CommentRevision.objects.filter(pk=primary_key(key)).first()
    if revision is None:
        raise Http404
    return comments.filter(pk__in=waiting_alike(revision))


def _of_quiet(comments, key):
    """Without a link, in words or in the website field, and without a finding that says something."""
    telling = Finding.objects.filter(revision=OuterRef("current")).exclude(check_name__in=_SAYS_NOTHING)
    return comments.filter(~Exists(LinkUse.objects.filter(revision=OuterRef("current"))), ~Exists(telling))


def _of_all(comments, key):
    return comments


_SELECT = {
    "site": _of_site,
    "writer": _of_writer,
    "words": _of_words,
    "alike": _of_alike,
    "quiet": _of_quiet,
    "all": _of_all,
}
