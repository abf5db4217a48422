"""Where a request comes from, kept as a keyed hash of the network and never as an address."""

import datetime
import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

#: How many months before this one a hash may still have to be compared with.
EARLIER_MONTHS = 2
#: People behind one router or provider share these many leading bits.
PREFIX_LENGTHS = {4: 24, 6: 48}
#: One address, or what a provider gives to one household.
HOUSEHOLD_LENGTHS = {4: 32, 6: 64}


def network_hash(request: HttpRequest, on: datetime.date | None = None) -> str:
    """A hash (hexadecimal, 32 characters) of the sender's network, under a key that changes every month.

    Senders whose address is not known share one hash.
    """
    return _hash("network", _network(request, PREFIX_LENGTHS), on)


def sender_hash(request: HttpRequest) -> str:
    """The same of the sender's own address, as far as it tells one household from the next."""
    return _hash("sender", _network(request, HOUSEHOLD_LENGTHS))


def earlier_hashes(request: HttpRequest) -> tuple[str, ...]:
    """The hashes that the sender's network had in the months before, under their keys."""
    month, hashes = timezone.localdate().replace(day=1), []
    for _ in range(EARLIER_MONTHS):
        month = (month - datetime.timedelta(days=1)).replace(day=1)
        hashes.append(network_hash(request, month))
    return tuple(hashes)


def _hash(name, network, on=None):
    month = (on or timezone.localdate()).strftime("%Y-%m")
    key = f"{name}:{month}:{settings.SECRET_KEY}".encode()
    return hmac.digest(key, str(network).encode(), hashlib.sha256).hex()[:32]


def _network(request, lengths):
    address = client_address(request)
    if address is None:
        return "unknown"
    return ipaddress.ip_network(f"{address}/{lengths[address.version]}", strict=False)


def client_address(request: HttpRequest):
    """The sender's IP address, or None.

    `X-Forwarded-For` is believed only as far as TRUSTED_PROXIES proxies of ours wrote it; anything further
    left in that header is the sender's own invention.
    """
    hops = [request.META.get("REMOTE_ADDR", "")]
    if settings.TRUSTED_PROXIES:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        hops = [hop.strip() for hop in forwarded][-settings.TRUSTED_PROXIES :] or hops
    try:
        address = ipaddress.ip_address(hops[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
