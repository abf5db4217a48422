"""What a moderator's decision says about the reports before it, and about those who sent them."""

from comments.models import Action, ModerationEvent, Outcome, Report

TAKEN_AWAY = (Action.REJECT, Action.REMOVE)
LEFT_UP = (Action.APPROVE, Action.APPROVE_NO_LINK, Action.KEEP)
TAKEN_BACK = (Action.WITHDRAW, Action.ERASE)


def settle(events: list[ModerationEvent]) -> None:
    """Answer the open reports of the events' comments, where an event is an answer; one query without any."""
    of = {event.comment_id: event for event in events}
    for pk in [*Report.objects.filter(comment__in=of).values_list("comment", flat=True).distinct()]:
        _settle(of[pk])


def _settle(event):
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


def reopen(events: list[ModerationEvent]) -> None:
    """Events are undone: the reports that they answered are as they were before."""
    answered = Report.objects.filter(
        settled_by__in=[event for event in events if event.action != Action.RESTORE]
    )
    answered.update(outcome=Outcome.OPEN, settled_by=None)
    for event in events:
        if event.action == Action.RESTORE:
            _uphold_again(event)


def _uphold_again(restored):
    """What a restoring answered had been answered when the comment was taken away."""
    earlier = ModerationEvent.objects.filter(comment=restored.comment_id, pk__lt=restored.pk)
    taken_away = earlier.filter(action__in=TAKEN_AWAY).last()
    Report.objects.filter(settled_by=restored).update(outcome=Outcome.UPHELD, settled_by=taken_away)
