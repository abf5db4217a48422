"""What a moderator's decision says about the reports before it, and about those who sent them."""

from comments.models import Action, ModerationEvent, Outcome, Report

TAKEN_AWAY = (Action.REJECT, Action.REMOVE)
LEFT_UP = (Action.APPROVE, Action.APPROVE_NO_LINK, Action.KEEP)
TAKEN_BACK = (Action.WITHDRAW, Action.ERASE)


def settle(event: ModerationEvent) -> None:
    """Answer the open reports of the event's comment, when the event is an answer."""
    reports, outcome = event.comment.reports.open(), None
    if event.action in TAKEN_AWAY:
        outcome = Outcome.UPHELD
    elif event.action in LEFT_UP:
        outcome = Outcome.KEPT
    elif event.action in TAKEN_BACK:
        outcome = Outcome.MOOT
    elif event.action == Action.RESTORE:
        # Somebody thought better of taking it away.
        reports, outcome = event.comment.reports.filter(outcome=Outcome.UPHELD), Outcome.KEPT
    if outcome:
        reports.update(outcome=outcome, settled_by=event)
    if event.action == Action.ERASE:
        event.comment.reports.update(note="")


def reopen(event: ModerationEvent) -> None:
    """An event is undone: the reports that it answered are as they were before it."""
    before = Outcome.UPHELD if event.action == Action.RESTORE else Outcome.OPEN
    Report.objects.filter(settled_by=event).update(outcome=before, settled_by=None)
