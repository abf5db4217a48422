"""The one table of how a comment may move from state to state."""

from comments.models.comment import State
from comments.models.event import Action

ANY = frozenset(State) - {State.ERASED}

#: Action → the states it may start from, and the one it leads to.
TRANSITIONS: dict[Action, tuple[frozenset[State], State]] = {
    Action.APPROVE: (frozenset({State.PENDING}), State.PUBLISHED),
    Action.APPROVE_NO_LINK: (frozenset({State.PENDING}), State.PUBLISHED),
    Action.REJECT: (frozenset({State.PENDING}), State.REJECTED),
    Action.REMOVE: (frozenset({State.PUBLISHED}), State.REMOVED),
    Action.RESTORE: (frozenset({State.REJECTED, State.REMOVED}), State.PUBLISHED),
    Action.HOLD: (frozenset({State.PUBLISHED}), State.PENDING),
    Action.KEEP: (frozenset({State.PUBLISHED}), State.PUBLISHED),
    Action.WITHDRAW: (frozenset({State.PUBLISHED, State.PENDING}), State.WITHDRAWN),
    Action.ERASE: (ANY, State.ERASED),
}


#: What can be decided about changed words that wait beside public ones; the comment stays published.
ABOUT_EDITS = frozenset({Action.APPROVE, Action.APPROVE_NO_LINK, Action.REFUSE_EDIT})
#: The states in which a writer may change the words; none is left by it.
EDITABLE = frozenset({State.PENDING, State.PUBLISHED})


def leads_to(action: Action, state: State, *, edit_waits: bool = False) -> State | None:
    """The state an action leads to from this one, or None where the table does not allow it."""
    if edit_waits and action in ABOUT_EDITS:
        return state
    starts, end = TRANSITIONS.get(action, (frozenset(), None))
    return end if state in starts else None
