"""The verb that takes a reader's report in, and what enough reports do.

A report counts by how often its reporter was right before. Enough of them put the comment back among the
waiting ones; a moderator who keeps it has answered the reasons given, until somebody gives another.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from cms.refusals import Refused
from cms.turns import take_turns
from comments import moderation, policy
from comments.models import REPORT_REASONS, Comment, Outcome, Reason, Report

WINDOW = datetime.timedelta(hours=1)
TOO_QUICK = "You are sending reports too quickly"
#: People behind one network may together report so many times as often as one person.
NETWORK_SHARE = 3
RULE = "reports"


class AlreadyReported(Exception):
    """This person reported the comment before."""


@dataclass(frozen=True)
class Reporter:
    """Who reports: `key` tells people apart, `network` is the hash of where it comes from."""

    key: str
    network: str = ""


def has_reported(comment: Comment, reporter: Reporter) -> bool:
    return comment.reports.filter(reporter=reporter.key).exists()


@transaction.atomic
def report(comment: Comment, reporter: Reporter, *, reason: Reason, note: str = "") -> Report:
    """Store what a reader says is wrong with a published comment, and hold it when enough readers did.

    Raises AlreadyReported for a second report by one person, Refused for a comment that is not public, and
    TooQuick (`comments.policy`) when the person or the network has sent as many as it may.
    """
    if reason not in REPORT_REASONS:
        raise Refused({"reason": "Choose what is wrong with the comment."})
    _refuse_flood(reporter)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if has_reported(comment, reporter):
        raise AlreadyReported
    if not comment.is_published:
        raise Refused("This comment is not public any more.")
    stored = Report.objects.create(
        comment=comment, revision_id=comment.approved_id, reason=reason, note=note, reporter=reporter.key,
        network=reporter.network, outcome=_outcome(comment, reason),
    )  # fmt: skip
    if weight_of(comment) >= settings.REPORTS_TO_HOLD:
        moderation.hold(comment, by=None, rule=RULE, note=_told(comment))
    return stored


def weight_of(comment: Comment) -> float:
    """What the open reports of a comment weigh together; of each network the weightiest counts alone."""
    by_network: dict[str, float] = {}
    for one in comment.reports.open():
        by_network[one.network] = max(by_network.get(one.network, 0), _weight(one.reporter))
    return sum(by_network.values())


def weight(right: int, wrong: int) -> float:
    """What one report weighs: 1 from somebody new, nearly 2 from who is always right, little from others."""
    return 2 * (right + 1) / (right + wrong + 2)


def _weight(reporter):
    outcomes = Counter(Report.objects.filter(reporter=reporter).values_list("outcome", flat=True))
    return weight(outcomes[Outcome.UPHELD], outcomes[Outcome.KEPT])


def _outcome(comment, reason):
    """Open, unless a moderator kept these words when somebody gave this reason before."""
    kept = comment.reports.kept().filter(revision=comment.approved_id, reason=reason)
    return Outcome.ANSWERED if kept.exists() else Outcome.OPEN


def _told(comment):
    """ "Abusive: 2, Private details: 1", for the event."""
    reasons = Counter(one.get_reason_display() for one in comment.reports.open())
    return ", ".join(f"{reason}: {count}" for reason, count in reasons.most_common())


def _refuse_flood(reporter):
    if not settings.COMMENT_LIMITS:
        return
    limit = settings.REPORT_LIMIT
    take_turns(f"reports of {reporter.key}")
    policy.refuse_more(Report.objects.filter(reporter=reporter.key), limit, WINDOW, TOO_QUICK, "at")
    if reporter.network:
        sent = Report.objects.filter(network=reporter.network)
        policy.refuse_more(sent, NETWORK_SHARE * limit, WINDOW, TOO_QUICK, "at")
