"""Who commented, what about, what was decided, and why."""

from comments.models.block import Block
from comments.models.bookmark import Bookmark
from comments.models.bulk import BulkAct
from comments.models.comment import Comment, Lane, LinkTreatment, Reason, State
from comments.models.commenter import Commenter, SilentAddress
from comments.models.correction import Correction, Declined
from comments.models.credit import Credit
from comments.models.desk import DeskSettings
from comments.models.desk_mail import DeskMail
from comments.models.discussion import Discussion
from comments.models.event import Action, ModerationEvent
from comments.models.finding import CheckRecord, Finding
from comments.models.flood import Flood
from comments.models.link import LinkProposal, LinkTarget, LinkUse, LinkVerdict, Scope, Treatment
from comments.models.notification import MailKind, MailTurn, Mute, Notification
from comments.models.pause import Pause
from comments.models.report import REPORT_REASONS, Outcome, Report
from comments.models.revision import CommentRevision
from comments.models.rule import ScreeningRule
from comments.models.score import SpamModel
from comments.models.second_look import SecondLook
from comments.models.shingle import Shingle

__all__ = [
    "REPORT_REASONS",
    "Action",
    "Block",
    "Bookmark",
    "BulkAct",
    "CheckRecord",
    "Comment",
    "CommentRevision",
    "Commenter",
    "Correction",
    "Credit",
    "Declined",
    "DeskMail",
    "DeskSettings",
    "Discussion",
    "Finding",
    "Flood",
    "Lane",
    "LinkProposal",
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
    "ScreeningRule",
    "SecondLook",
    "Shingle",
    "SilentAddress",
    "SpamModel",
    "State",
    "Treatment",
]
