"""What a rule would have done to every comment here, tried a part at a time: at once where there are few, by
the worker where there are many. How far a trial has come, and what came of it, is kept for an hour."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from django.core.cache import cache

from cms.tasks import enqueue_on_commit, task
from comments.links.addresses import host_of
from comments.models import Comment, LinkUse, ScreeningRule, State
from comments.models.comment import REFUSED
from comments.spam.house_rules import fits
from comments.spam.rules import fits_phrase, folded_pattern

Kind = ScreeningRule.Kind
#: More comments than these are left to the worker, so that nobody waits for a page.
AT_ONCE = 2_000
CHUNK = 2_000
KEPT_FOR = 3_600
SAMPLE = 10
_COLUMNS = ("pk", "state", "name", "email", "current_id", "current__text")


@dataclass
class Trial:
    """A pattern and what it came to so far: comments it fits, of how many in each state.

    `sample` are published ones it would have held, the latest first: what it would do wrong.
    """

    kind: str
    pattern: str
    of: int = 0
    looked_at: int = 0
    last: int = 0
    is_done: bool = False
    published: int = 0
    of_published: int = 0
    refused: int = 0
    of_refused: int = 0
    waiting: int = 0
    of_waiting: int = 0
    sample: list[int] = field(default_factory=list)


def begin(kind: str, pattern: str) -> Trial:
    """Try a pattern on everything that is here now, whatever came of it before."""
    trial = Trial(kind, pattern, of=_history().count())
    _keep(trial)
    if trial.of > AT_ONCE:
        enqueue_on_commit(carry_out, kind, pattern)
    else:
        carry_out.call(kind, pattern)
    return find(kind, pattern)


def find(kind: str, pattern: str) -> Trial | None:
    """How far a trial of this pattern has come; None when there is none, or none of the last hour."""
    kept = cache.get(_key(kind, pattern))
    return Trial(**kept) if kept else None


@task()
def carry_out(kind: str, pattern: str) -> None:
    """Go on with a trial until everything was looked at. A killed one goes on where it was."""
    trial = find(kind, pattern)
    while trial and not trial.is_done:
        _step(trial)
        _keep(trial)


def sample_of(trial: Trial) -> list[Comment]:
    """The sample's comments, in its order."""
    comments = Comment.objects.select_related("current", "article").in_bulk(trial.sample)
    return [comments[pk] for pk in trial.sample if pk in comments]


def _step(trial):
    rows = [*_history().filter(pk__gt=trial.last).order_by("pk").values_list(*_COLUMNS)[:CHUNK]]
    if not rows:
        trial.is_done = True
        return
    for pk, state in _fitting(trial, rows):
        _count(trial, pk, state)
    for row in rows:
        _count_in(trial, row[1])
    trial.looked_at += len(rows)
    trial.last = rows[-1][0]


def _history():
    return Comment.objects.exclude(state=State.ERASED)


def _fitting(trial, rows) -> Iterator[tuple[int, str]]:
    hosts = _hosts([row[4] for row in rows]) if trial.kind == Kind.SITE else {}
    for pk, state, name, email, revision, text in rows:
        if trial.kind == Kind.WORDS:
            does_fit = _may_fit(trial.pattern, text) and fits_phrase(trial.pattern, text)
        else:
            does_fit = fits(trial.kind, trial.pattern, name, email, hosts.get(revision, ()))
        if does_fit:
            yield pk, state


def _hosts(revisions) -> dict[int, set[str]]:
    """Where the links of each of these wordings lead, as when they arrived."""
    hosts: dict[int, set[str]] = {}
    for revision, url in LinkUse.objects.filter(revision__in=revisions).values_list("revision", "url"):
        hosts.setdefault(revision, set()).add(host_of(url))
    return hosts


def _may_fit(pattern, text) -> bool:
    """A quick look that lets nothing by which fits: most of a history is never split into words."""
    if not text.isascii():
        return True
    longest = max(folded_pattern(pattern), key=len, default="")
    return not longest.isalpha() or longest in text.casefold()


def _count(trial, pk, state):
    if state == State.PUBLISHED:
        trial.published += 1
        trial.sample = [pk, *trial.sample][:SAMPLE]
    elif state in REFUSED:
        trial.refused += 1
    elif state == State.PENDING:
        trial.waiting += 1


def _count_in(trial, state):
    if state == State.PUBLISHED:
        trial.of_published += 1
    elif state in REFUSED:
        trial.of_refused += 1
    elif state == State.PENDING:
        trial.of_waiting += 1


def _keep(trial):
    cache.set(_key(trial.kind, trial.pattern), asdict(trial), KEPT_FOR)


def _key(kind, pattern):
    return f"rule trial {kind} {hashlib.sha256(pattern.encode()).hexdigest()}".replace(" ", "-")
