"""Primary keys that come with a request."""

LONGEST = 18  # digits: every one of these fits the column


def primary_key(given: str | None) -> int | None:
    """The key that was typed or sent, or None when it cannot be one."""
    return int(given) if given and given.isdecimal() and len(given) <= LONGEST else None
