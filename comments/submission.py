"""The verb that takes a comment in.

Form → here: one transaction stores the comment with its words, links, findings and event. Sent twice, retried
or reloaded, it is one comment: the form's one-use key is unique in the database, and without one (a form used
without scripts) the same words from the same writer within minutes count as the same.
"""

import datetime
import hashlib
import uuid
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article
from cms.tasks import enqueue_on_commit
from cms.text import clean_line, clean_text
from comments import blocking, discussions, flood, moderation, notifications, policy, trust
from comments.commenters import commenter_of
from comments.facts import facts_of
from comments.links.addresses import FoundLink, find_links
from comments.links.record import record_links, sites_of, take_turns_about
from comments.links.verdicts import refusing_verdict, rule_of
from comments.markup import comment_html
from comments.models import (
    Action,
    Comment,
    CommentRevision,
    Lane,
    ModerationEvent,
    Reason,
)
from comments.models.comment import PATH_DEPTH, SEGMENT
from comments.noticing import Arrival, Noticed
from comments.rescreening import store_findings
from comments.screening import holds, screen
from comments.spam.learning import score_of
from comments.spam.lookalikes import remember, search
from comments.suspicion import suspicion_of
from comments.version_token import Seen, seen_version
from comments.versions_seen import mark_stale

#: Without a key of its own, the same comment sent again within this time is the same comment.
FOLD_WINDOW = datetime.timedelta(minutes=10)


class AlreadySent(Exception):
    """The form's one-use key was used for other words; `comment` is the one that took it."""

    def __init__(self, comment: Comment):
        self.comment = comment
        super().__init__("This form was already used.")


@dataclass(frozen=True)
class Submission:
    """A comment as it arrives: what the writer typed, and what the form and the request say about it.

    `at` is when it was written and `seen` the version its writer saw, for comments that come from elsewhere;
    otherwise that is now, and what the version token says. `rule` is what brought it in, when no form did.
    `network` is the sender's hash, `earlier_networks` those of the months before; `seconds_spent` is how long
    the page was open, where a script told, and `puzzle_solved` whether the browser solved the one it was set.
    """

    text: str
    name: str
    email: str = ""
    website: str = ""
    parent: Comment | None = None
    user: object = None
    key: str = ""
    version_token: str = ""
    network: str = ""
    earlier_networks: tuple[str, ...] = ()
    trap_filled: bool = False
    wants_replies: bool = False
    seconds_spent: int | None = None
    puzzle_solved: bool = False
    lane: Lane = Lane.REMARK
    at: datetime.datetime | None = None
    seen: Seen | None = None
    rule: str = ""


def submit(article: Article, submission: Submission) -> Comment:
    """Store a comment and return it; the one stored before when this one was already sent.

    Raises Refused when readers cannot comment there, or Blocked when this one may not (what a rule brings in
    may go anywhere), AlreadySent when the form's key was used for another text, and TooQuick
    (`comments.policy`) when the network, the writer or the whole site has sent as many as it may.
    """
    submission = replace(
        submission,
        text=clean_text(submission.text),
        name=clean_line(submission.name),
        email=submission.email.strip().lower(),
    )
    if not submission.rule:
        policy.refuse_closed(article)
        policy.refuse_parent(article, submission.parent)
        _refuse_blocked(submission)
    keys = submission_keys(article, submission)
    earlier = _earlier(keys, submission)
    if earlier:
        return earlier
    try:
        return _store(article, submission, keys[0])
    except IntegrityError:
        earlier = _earlier(keys, submission)
        if earlier is None:
            raise
        return earlier


def _refuse_blocked(submission):
    networks = (submission.network, *submission.earlier_networks)
    blocking.refuse_blocked(user=submission.user, email=submission.email, networks=networks)


def submission_keys(article: Article, submission: Submission) -> list[str]:
    """The keys the same submission may already be stored under; the first is the one to store it by."""
    place = [str(article.pk), str(submission.parent.pk if submission.parent else "")]
    if submission.key:
        return [_digest("key", submission.key, *place)]
    window = int(timezone.now().timestamp() // FOLD_WINDOW.total_seconds())
    # The network too: the answer opens the comment to its sender, and a stranger may know what was written.
    told = [*place, submission.network, submission.email, submission.name, submission.text]
    return [_digest("same", str(window - back), *told) for back in (0, 1)]


def new_key() -> str:
    """A one-use key for a form."""
    return uuid.uuid4().hex


def _digest(*parts):
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _earlier(keys, submission):
    comment = Comment.objects.select_related("current").filter(submission_key__in=keys).first()
    if comment is None:
        return None
    if not submission.key and timezone.now() - comment.created_at > FOLD_WINDOW:
        return None
    if comment.current.text != submission.text:
        raise AlreadySent(comment)
    return comment


@transaction.atomic
def _store(article, submission, key):
    policy.refuse_flood(submission.network, user=submission.user, email=submission.email)
    arrival = _arrival(article, submission)
    links = find_links(submission.text)
    take_turns_about(sites_of([*links, *find_links(submission.website)]))
    discussions.begin(article)
    comment = _store_comment(article, submission, key)
    if not submission.rule and flood.watch(comment.created_at):
        arrival = replace(arrival, in_flood=True)
    revision, noticed = _store_screened(comment, submission.text, links, arrival)
    ModerationEvent.objects.create(
        comment=comment, action=Action.SUBMIT, actor=submission.user, rule=submission.rule,
        to_state=comment.state, at=comment.created_at,
    )  # fmt: skip
    verdict = refusing_verdict(revision)
    if verdict:
        return moderation.reject(comment, by=None, reason=Reason.SPAM, rule=rule_of(verdict))
    if comment.wants_replies:
        notifications.begin(comment)
    elif _is_mailed_unasked(comment, submission, arrival):
        enqueue_on_commit(notifications.send_link, comment.pk)
    if submission.rule or holds(noticed) or not _may_publish_at_once(comment, submission):
        return comment
    [comment] = moderation.approve_all_as_decided({comment.pk: revision.pk}, by=None, rule=trust.RULE)
    return comment


def _is_mailed_unasked(comment, submission, arrival):
    """Whether a guest who gave an address is mailed the link to the comment: not where a machine may have
    typed somebody's address, and not for what comes from elsewhere."""
    is_doubtful = arrival.trap_filled or arrival.suspicion or arrival.in_flood
    is_guest = bool(comment.commenter) and not (submission.user or submission.rule)
    return settings.COMMENT_MAIL_LINKS and is_guest and not is_doubtful


def _arrival(article, submission):
    suspicion = "" if submission.rule or submission.puzzle_solved else suspicion_of(article, submission)
    return Arrival(submission.trap_filled, submission.seconds_spent, suspicion)


def _may_publish_at_once(comment, submission):
    """Whether a known reader sent it, shown by the request itself, where not everything waits."""
    user = submission.user
    signed_in = user is not None and bool(user.email) and user.email.lower() == submission.email
    if not trust.may_publish_at_once(comment, is_sender_proven=signed_in):
        return False
    return not policy.standing_of(comment.article).everything_waits


def _store_comment(article, submission, key):
    seen = submission.seen or seen_version(submission.version_token, article)
    comment = Comment.objects.create(
        article=article,
        parent=submission.parent,
        name=submission.name,
        email=submission.email,
        commenter=commenter_of(submission.email),
        website=submission.website,
        user=submission.user,
        lane=submission.lane,
        seen_version=seen.version,
        seen_version_by=seen.by,
        wants_replies=submission.wants_replies,
        submission_key=key,
        network=submission.network,
        created_at=submission.at or timezone.now(),
    )
    place_in_thread(comment)
    return comment


def place_in_thread(comment: Comment) -> None:
    """Give a stored comment its thread and path; below the deepest level replies stand beside the one they
    answer."""
    above = comment.parent.path if comment.parent else ""
    comment.thread = comment.parent.thread if comment.parent else comment.pk
    comment.path = above[: SEGMENT * (PATH_DEPTH - 1)] + f"{comment.pk:0{SEGMENT}d}"
    comment.save(update_fields=["path", "thread"])


def store_revision(comment: Comment, text: str, links: list[FoundLink]) -> CommentRevision:
    """Store a wording of the comment as its current one: its links, what the checks notice, a score."""
    return _store_screened(comment, text, links)[0]


def _store_screened(comment, text, links, arrival=None) -> tuple[CommentRevision, list[Noticed]]:
    number = comment.revisions.count() + 1
    revision = CommentRevision.objects.create(
        comment=comment, number=number, text=text, html=comment_html(text, links), link_count=len(links)
    )
    comment.current = revision
    uses = record_links(revision, links, comment.website)
    alike = search(revision)
    noticed = screen(facts_of(comment, revision, links, arrival, alike=alike, uses=uses))
    store_findings(revision, noticed)
    comment.score = score_of(text, {one.check_name for one in noticed})
    comment.save(update_fields=["current", "score"])
    remember(revision, alike)
    mark_stale(comment.article_id, comment)
    return revision, noticed
