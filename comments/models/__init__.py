"""Who commented, what about, what was decided, and why."""

from comments.models.bulk import BulkAct
from comments.models.comment import Comment, Lane, LinkTreatment, Reason, State
from comments.models.commenter import Commenter
from comments.models.credit import Credit
from comments.models.desk import DeskSettings
from comments.models.discussion import Discussion
from comments.models.event import Action, ModerationEvent
from comments.models.finding import Finding
from comments.models.link import LinkTarget, LinkUse, LinkVerdict, Scope, Treatment
from comments.models.revision import CommentRevision

__all__ = [
    "Action",
    "BulkAct",
    "Comment",
    "CommentRevision",
    "Commenter",
    "Credit",
    "DeskSettings",
    "Discussion",
    "Finding",
    "Lane",
    "LinkTarget",
    "LinkTreatment",
    "LinkUse",
    "LinkVerdict",
    "ModerationEvent",
    "Reason",
    "Scope",
    "State",
    "Treatment",
]
