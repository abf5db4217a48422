"""Showing why a comment waits: its text with the words marked that the findings are about. Pure."""

from collections.abc import Iterable, Sequence

Place = Sequence[int]


def marked_parts(text: str, places: Iterable[Place]) -> list[tuple[str, bool]]:
    """The text in parts, each with whether it is marked. Places that overlap are one; none is outside."""
    parts, end = [], 0
    for start, stop in _joined(places, len(text)):
        parts += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    return [part for part in [*parts, (text[end:], False)] if part[0]]


def places_of(findings: Iterable) -> list[Place]:
    """Everything that the findings are about."""
    return [place for finding in findings for place in finding.places]


def _joined(places, length):
    joined: list[list[int]] = []
    for start, stop in sorted((max(0, one[0]), min(length, one[1])) for one in places):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], stop)
        elif start < stop:
            joined.append([start, stop])
    return joined
