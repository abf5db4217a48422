"""Telling commenters apart by their address, and forgetting them.

Who wants no mail stays unmailed also after everything else is forgotten: of the address a keyed hash is kept.
"""

import hashlib
import hmac

from django.conf import settings

from comments.models import Commenter, SilentAddress


def commenter_of(email: str) -> Commenter | None:
    """Whoever comments with this address, in lower case; nobody without one."""
    if not email:
        return None
    commenter, is_new = Commenter.objects.get_or_create(email=email)
    if is_new:
        _silence_again(commenter)
    return commenter


def forget(commenter: Commenter) -> None:
    """Delete what is known of an address that no comment came from any more."""
    if commenter.mail_off_at:
        since = {"since": commenter.mail_off_at}
        SilentAddress.objects.update_or_create(address=address_hash(commenter.email), defaults=since)
    commenter.delete()


def address_hash(email: str) -> str:
    """A hash of an address that only this site can make."""
    return hmac.digest(f"address:{settings.SECRET_KEY}".encode(), email.encode(), hashlib.sha256).hex()[:32]


def _silence_again(commenter):
    silent = SilentAddress.objects.filter(address=address_hash(commenter.email)).first()
    if silent:
        commenter.mail_off_at = silent.since
        commenter.save(update_fields=["mail_off_at"])
        silent.delete()
