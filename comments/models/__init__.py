"""Who commented, what about, what was decided, and why."""

from comments.models.block import Block
from comments.models.comment import Comment, Lane, LinkTreatment, Reason, State
from comments.models.commenter import Commenter
from comments.models.correction import Correction, Declined
from comments.models.credit import Credit
from comments.models.desk_mail import DeskMail
from comments.models.discussion import Discussion
from comments.models.event import Action, ModerationEvent
from comments.models.finding import Finding
from comments.models.link import LinkTarget, LinkUse, LinkVerdict, Scope, Treatment
from comments.models.notification import MailKind, MailTurn, Mute, Notification
from comments.models.pause import Pause
from comments.models.report import REPORT_REASONS, Outcome, Report
from comments.models.revision import CommentRevision

__all__ = [
    "REPORT_REASONS",
    "Action",
    "Block",
    "Comment",
    "CommentRevision",
    "Commenter",
    "Correction",
    "Credit",
    "Declined",
    "DeskMail",
    "Discussion",
    "Finding",
    "Lane",
    "LinkTarget",
    "LinkTreatment",
    "LinkUse",
    "LinkVerdict",
    "MailKind",
    "MailTurn",
    "ModerationEvent",
    "Mute",
    "Notification",
    "Outcome",
    "Pause",
    "Reason",
    "Report",
    "Scope",
    "State",
    "Treatment",
]
