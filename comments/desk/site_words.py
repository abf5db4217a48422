"""What the record of a site says, in words. Pure."""

from collections.abc import Mapping

from comments.links.verdicts import Preview
from comments.models import State, Treatment

_FUTURE = {
    Treatment.ALLOW: "New comments wait as ever. Their links here show once they are published.",
    Treatment.ALLOW_KNOWN: "New comments wait as ever. Their links here show when a moderator approves them.",
    Treatment.TEXT: "New comments wait as ever. Their links here show as text.",
    Treatment.STRIP: "New comments wait as ever. Their links here are dropped and the words kept.",
    Treatment.HOLD: "New comments wait as ever. Their links here wait even when they are published.",
    Treatment.REJECT: "New comments that link here are rejected as spam when they arrive.",
}


def preview_sentences(told: Preview, treatment: Treatment, *, with_waiting: bool) -> list[tuple[str, str]]:
    """What a verdict will do to past, waiting and future comments."""
    return [
        ("Published comments", _past(told.shown_differently)),
        ("Waiting comments", _waiting(told, with_waiting)),
        ("Future comments", _FUTURE[treatment]),
    ]


def done_sentence(moved: Mapping[str, int]) -> str:
    """What a verdict did, from the number of comments it moved to each state."""
    published, rejected = moved.get(State.PUBLISHED, 0), moved.get(State.REJECTED, 0)
    told = [f"{_comments(published)} published"] if published else []
    told += [f"{_comments(rejected)} marked as spam"] if rejected else []
    return f"{', '.join(told)}." if told else "No comment moved."


def _past(count):
    if not count:
        return "None looks different."
    return f"{_comments(count)} {'looks' if count == 1 else 'look'} different at once."


def _waiting(told, with_waiting):
    if not with_waiting:
        return f"{_comments(told.left_waiting)} {_go_on(told.left_waiting)} waiting."
    sentences = []
    if told.rejected:
        sentences.append(f"{_comments(told.rejected)} marked as spam.")
    if told.published:
        sentences.append(f"{_comments(told.published)} published.")
    if told.published_without_link:
        sentences.append(f"{_comments(told.published_without_link)} published without the link.")
    if told.left_waiting:
        sentences.append(
            f"{_comments(told.left_waiting)} {_go_on(told.left_waiting)} waiting: another decision covers the"
            " link, or another link is not decided."
        )
    return " ".join(sentences) or "No comment waits."


def _comments(count):
    return "1 comment" if count == 1 else f"{count:,} comments"


def _go_on(count):
    return "goes on" if count == 1 else "go on"
