"""A discussion as readers see it, in a fixed number of queries."""

from dataclasses import dataclass, field, replace

from django.db.models import Q

from articles.models import Article
from comments.markup import ShownLink, fill_links, strictest
from comments.models import Comment, Discussion, LinkTreatment, LinkUse, State, Treatment
from comments.models.comment import SEGMENT


@dataclass
class Shown:
    """A comment in its place: its words with the links filled in, or the reason it is gone."""

    comment: Comment
    html: str = ""
    badge: str = ""
    replying_to: str = ""
    is_own: bool = False
    replies: list["Shown"] = field(default_factory=list)

    @property
    def is_gone(self) -> bool:
        return not self.comment.is_published and not self.is_own

    @property
    def family(self) -> list["Shown"]:
        """The comment and its replies, in reading order."""
        return [self, *self.replies]


@dataclass(frozen=True)
class Thread:
    """The discussion under an article: threads oldest first, each with its replies in order."""

    article: Article
    discussion: Discussion
    threads: list[Shown]

    @property
    def count(self) -> int:
        return self.discussion.public_count


def thread_of(article: Article, own: tuple[int, ...] = ()) -> Thread:
    """What everyone may read under the article, and the pending comments among `own` with them."""
    discussion = Discussion.objects.filter(article=article).first() or Discussion(article=article)
    comments = [*_visible(article, own)]
    for comment in comments:
        comment.article = article
    links = _links(article, own)
    shown = {comment.pk: _shown(comment, links, own) for comment in comments}
    return Thread(article, discussion, _nested(shown))


def _visible(article, own):
    """Published comments, one's own waiting ones, and those gone since others answered them."""
    wanted = Q(state=State.PUBLISHED) | Q(pk__in=[*own] or [0], state=State.PENDING)
    gone = Q(state__in=[State.REMOVED, State.WITHDRAWN, State.ERASED], published_at__isnull=False)
    gone |= Q(state=State.ERASED)
    comments = Comment.objects.on(article).filter(wanted | gone).in_thread_order()
    return comments.select_related("approved", "current", "user__author", "seen_version")


def _links(article, own):
    """Every link of the comments shown, by revision and slot, as it is to be shown now."""
    revision = Q(revision__comment__article=article)
    uses = LinkUse.objects.with_verdicts().filter(revision, place=LinkUse.Place.TEXT)
    shown = Q(revision__comment__state=State.PUBLISHED) | Q(revision__comment__in=[*own] or [0])
    by_revision = {}
    for use in uses.filter(shown).select_related("revision__comment"):
        treatment = shown_treatment(use.revision.comment.link_treatment, _decided(use))
        slots = by_revision.setdefault(use.revision_id, {})
        if use.step:
            slots[use.position] = _no_laxer(slots[use.position], treatment)
        else:
            slots[use.position] = ShownLink(use.url, treatment, use.written, use.words)
    return by_revision


def _decided(use):
    verdict = use.target.verdict_in_force
    return verdict.treatment if verdict else None


def _no_laxer(link, treatment):
    """A link whose address leads on to another one: both are decided about, and the stricter counts."""
    return replace(link, treatment=strictest([link.treatment, treatment]))


def shown_treatment(approved: str, decided: str | None) -> str:
    """How a link is shown: one of `comments.markup.TREATMENTS`.

    `approved` is its comment's own link treatment, `decided` the treatment of the verdict in force. The
    narrower decision wins when it is the stricter one: links dropped from a comment stay dropped; links
    approved with a comment still fall under a verdict on their site.
    """
    if approved == LinkTreatment.STRIP:
        return "strip"
    if decided is None:
        return "link" if approved == LinkTreatment.ALLOW else "held"
    return {
        Treatment.ALLOW: "link",
        Treatment.ALLOW_KNOWN: "link" if approved == LinkTreatment.ALLOW else "held",
        Treatment.TEXT: "text",
        Treatment.HOLD: "held",
    }.get(Treatment(decided), "strip")


def _shown(comment, links, own):
    is_own = comment.pk in own and comment.is_pending
    revision = comment.current if is_own else comment.approved
    html = fill_links(revision.html, links.get(revision.pk, {})) if revision else ""
    return Shown(comment, html=html, badge=_badge(comment), is_own=is_own)


def _badge(comment):
    """ "Author" beside the author of the article, "Editor" beside other staff."""
    user = comment.user
    if user is None or not user.is_staff:
        return ""
    author = getattr(user, "author", None)
    return "Author" if author and author.pk == comment.article.live.author_id else "Editor"


def _nested(shown):
    """Threads with their replies one level below; a gone comment stays only where somebody answered it."""
    roots = []
    for one in shown.values():
        root = shown.get(int(one.comment.path[:SEGMENT]))
        if one.comment.parent_id is None or root is None:
            roots.append(one)
            continue
        parent = shown.get(one.comment.parent_id)
        if parent and parent is not root and not parent.is_gone:
            one.replying_to = parent.comment.name
        root.replies.append(one)
    answered = {one.comment.parent_id for one in shown.values() if not one.is_gone}
    for root in roots:
        root.replies = [one for one in root.replies if not one.is_gone or one.comment.pk in answered]
    return [root for root in roots if not root.is_gone or root.replies]
