"""Who commented, what about, what was decided, and why."""

from comments.models.comment import Comment, Lane, LinkTreatment, Reason, State
from comments.models.commenter import Commenter
from comments.models.credit import Credit
from comments.models.discussion import Discussion
from comments.models.event import Action, ModerationEvent
from comments.models.finding import Finding
from comments.models.link import LinkProposal, LinkTarget, LinkUse, LinkVerdict, Scope, Treatment
from comments.models.revision import CommentRevision

__all__ = [
    "Action",
    "Comment",
    "CommentRevision",
    "Commenter",
    "Credit",
    "Discussion",
    "Finding",
    "Lane",
    "LinkProposal",
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
