"""The verbs that keep a writer from commenting for a while, and the rule that asks them.

A network is known by its hash under the key of a month (`cms.network`), so a comment's sender is compared
under the keys of the months in which a block may have been laid.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from cms.refusals import Conflict, Refused
from comments.models import Block

#: A network is blocked for no longer than its hash may be kept anywhere.
NETWORK_AT_MOST = datetime.timedelta(days=30)


class Blocked(Refused):
    """The writer may not comment now; the words say until when."""


@transaction.atomic
def block(*, by, reason: str, user=None, email: str = "", network: str = "", until=None) -> Block:
    """Keep one account, address or network from commenting until then; None is until it is lifted.

    Refused without a reason, for an end in the past, for staff, and for a network without an end in 30 days.
    """
    if not reason.strip():
        raise Refused({"reason": "Say why, for colleagues."})
    if user is not None and user.is_staff:
        raise Refused("Colleagues cannot be blocked. Take their rights away instead.")
    _refuse_end(until, network)
    return Block.objects.create(
        user=user, email=email.strip().lower(), network=network, until=until, reason=reason, by=by
    )


@transaction.atomic
def lift(block: Block, *, by) -> Block:
    """Let the writer comment again."""
    block = Block.objects.select_for_update(of=("self",)).get(pk=block.pk)
    if not block.is_in_force:
        raise Conflict("This block has ended already.")
    block.lifted_at, block.lifted_by = timezone.now(), by
    block.save(update_fields=["lifted_at", "lifted_by"])
    return block


def refuse_blocked(*, user=None, email: str = "", networks: tuple[str, ...] = ()) -> None:
    """Raise Blocked for a writer who may not comment now. `networks` are the sender's hashes, any month's."""
    if user is not None and user.is_staff:
        return
    whom = Q(user=user) if user else Q(pk=None)
    if email:
        whom |= Q(email=email.strip().lower())
    if any(networks):
        whom |= Q(network__in=[network for network in networks if network])
    found = Block.objects.in_force().filter(whom).first()
    if found:
        raise Blocked(_told(found))


def _refuse_end(until, network):
    now = timezone.now()
    if until is not None and until <= now:
        raise Refused({"until": "Choose a day to come."})
    if network and (until is None or until > now + NETWORK_AT_MOST):
        raise Refused({"until": f"A network can be blocked for {NETWORK_AT_MOST.days} days or fewer."})


def _told(block):
    until = f" until {date_format(timezone.localtime(block.until), 'j F Y, H:i')}" if block.until else ""
    if block.network:
        return f"We take no comments from your network{until}"
    return f"You cannot comment here{until or ' at present'}"
