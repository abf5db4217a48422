"""Verdicts on their way between sites: written out here, and proposed to the moderators there.

What comes in decides nothing. A proposal stands on its site's record until a moderator decides about the
target or ignores it.
"""

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils import timezone

from cms.refusals import Conflict, Refused
from comments.links.addresses import places
from comments.links.record import target_of
from comments.models import Action, LinkProposal, LinkTarget, LinkVerdict, ModerationEvent, Scope, Treatment
from comments.moves import UNDO_DAYS, is_recent

NOTE_LENGTH = 500


def verdicts_in_force() -> Iterator[dict[str, str]]:
    """Every verdict in force as plain words: scope, value, treatment, note, and when it was given."""
    verdicts = LinkVerdict.objects.filter(in_force_on__isnull=False).select_related("target")
    for verdict in verdicts.order_by("target__value", "target__scope").iterator():
        yield {
            "scope": verdict.target.scope,
            "value": verdict.target.value,
            "treatment": verdict.treatment,
            "note": verdict.note,
            "at": verdict.at.isoformat(),
        }


@transaction.atomic
def propose(given: Mapping[str, object], *, source: str) -> LinkProposal | None:
    """Store a verdict of another site, as `verdicts_in_force` gives it, as a proposal.

    Returns None when it says nothing new: it is in force here, or the same source proposed it before. Raises
    Refused for what is no verdict.
    """
    treatment, note = given.get("treatment"), given.get("note", "")
    if treatment not in Treatment.values:
        raise Refused(f"“{treatment}” is no treatment")
    if not isinstance(note, str) or len(note) > NOTE_LENGTH:
        raise Refused(f"The note is longer than {NOTE_LENGTH} characters, or no text")
    target = _target(given.get("scope"), given.get("value"))
    if target.verdict and target.verdict.treatment == treatment:
        return None
    told = {"treatment": treatment, "note": note}
    proposal, is_new = LinkProposal.objects.get_or_create(target=target, source=source, defaults=told)
    if is_new:
        return proposal
    if proposal.treatment == treatment:
        return None
    fresh = {**told, "at": timezone.now(), "ignored_by": None, "ignored_at": None}
    LinkProposal.objects.filter(pk=proposal.pk).update(**fresh)
    proposal.refresh_from_db()
    return proposal


@transaction.atomic
def ignore(proposal: LinkProposal, *, by) -> LinkProposal:
    """Set a proposal aside. Raises Conflict when somebody answered it before."""
    proposal = LinkProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not LinkProposal.objects.open().filter(pk=proposal.pk).exists():
        raise Conflict("Somebody answered this proposal since.")
    proposal.ignored_by, proposal.ignored_at = by, timezone.now()
    proposal.save(update_fields=["ignored_by", "ignored_at"])
    ModerationEvent.objects.create(
        target_id=proposal.target_id, action=Action.IGNORE_PROPOSAL, actor=by,
        note=f"{proposal.get_treatment_display()}, from {proposal.source}",
        after={"proposal_id": proposal.pk},
    )  # fmt: skip
    return proposal


@transaction.atomic
def undo_ignoring(event: ModerationEvent, *, by) -> LinkProposal:
    """Take up again a proposal that was set aside.

    Raises Conflict when it is open already, and Refused when that was too long ago.
    """
    proposals = LinkProposal.objects.select_for_update(of=("self",))
    proposal = proposals.get(pk=event.after["proposal_id"])
    if proposal.ignored_at is None or hasattr(event, "undone_by"):
        raise Conflict("This proposal stands open already.")
    if not is_recent(event):
        raise Refused(f"Decisions can be undone for {UNDO_DAYS} days.")
    proposal.ignored_by = proposal.ignored_at = None
    proposal.save(update_fields=["ignored_by", "ignored_at"])
    ModerationEvent.objects.create(
        target_id=event.target_id, action=Action.UNDO, actor=by, undo_of=event,
    )  # fmt: skip
    return proposal


def _target(scope, value) -> LinkTarget:
    if scope not in Scope.values or not isinstance(value, str):
        raise Refused(f"“{scope} {value}” is no target")
    narrowest = places(f"https://{value}")[-1:]
    if [(one.scope, one.value) for one in narrowest] != [(scope, value)]:
        raise Refused(f"“{value}” is no {scope}")
    return target_of(f"https://{value}")
