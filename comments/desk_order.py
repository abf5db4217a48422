"""What the score is for: the order of the queue, and which comments a moderator finds selected as spam."""

from collections.abc import Collection

from comments.screening import HOLDING

#: From here on a comment is selected, if more than its words speaks against it.
SELECTED_FROM = 0.9


def is_preselected(score: float | None, check_names: Collection[str]) -> bool:
    """Whether a moderator finds the comment selected as spam; the decision stays theirs.

    Never for its words alone: a check that holds, or a link nobody has decided about, has to speak too.
    """
    if score is None or score < SELECTED_FROM:
        return False
    return bool({*check_names} & (HOLDING | {"unknown_link"}))
