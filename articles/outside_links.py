"""Pages elsewhere that articles link to: kept, looked at politely by the worker, and judged over days."""

import datetime
import time
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from articles.internal_links import own_path
from articles.models import CheckedLink
from articles.models.link import ADDRESS_MAX_LENGTH
from cms.outside import Answer, Guard, ask, is_public
from cms.schedule import every
from cms.tasks import enqueue_on_commit, task

#: How many pages of one host are looked at in one go, so that other work gets its turn.
AT_ONCE = 5
#: Seconds between two questions to one host.
PAUSE = 1
#: These say that somebody is there, who does not answer machines.
ANSWERED = frozenset({401, 403, 405, 429, 999})


def address_elsewhere(href: str) -> str:
    """The address that is asked, in ASCII and without the part after a #; "" where nobody elsewhere is."""
    if not href.startswith(("http://", "https://")) or own_path(href):
        return ""
    address = iri_to_uri(href.partition("#")[0])
    return address if len(address) <= ADDRESS_MAX_LENGTH and urlsplit(address).hostname else ""


def known(hrefs: Iterable[str]) -> dict[str, CheckedLink]:
    """What is known of the pages elsewhere among these addresses, by address as it was given."""
    asked = {href: address for href in hrefs if (address := address_elsewhere(href))}
    found = {link.address: link for link in CheckedLink.objects.filter(address__in={*asked.values()})}
    return {href: found[address] for href, address in asked.items() if address in found}


def watch(hrefs: Iterable[str]) -> None:
    """Have the pages elsewhere among these addresses looked at soon, unless they are known."""
    wanted = {address for href in hrefs if (address := address_elsewhere(href))}
    if not wanted:
        return
    there = {*CheckedLink.objects.filter(address__in=wanted).values_list("address", flat=True)}
    new = [CheckedLink(address=one, host=urlsplit(one).hostname[:255]) for one in sorted(wanted - there)]
    CheckedLink.objects.bulk_create(new, ignore_conflicts=True)
    if new and settings.CHECK_LINKS:
        enqueue_on_commit(look_at_links)


@every(datetime.timedelta(hours=6))
@task(priority=-10)
def look_at_links() -> None:
    """Look at some pages that are due, all of one host; what else is due waits for the next run."""
    if not settings.CHECK_LINKS:
        return
    now = timezone.now()
    first = CheckedLink.objects.due(now).first()
    if first is None:
        return
    for turn, link in enumerate(CheckedLink.objects.due(now).filter(host=first.host)[:AT_ONCE]):
        time.sleep(PAUSE if turn else 0)
        look_at(link)
    if CheckedLink.objects.due(now).exists():
        look_at_links.enqueue()


def look_at(link: CheckedLink, *, allows: Guard = is_public) -> None:
    """Ask for the page and keep the answer, unless another worker has asked meanwhile."""
    now = timezone.now()
    seen = CheckedLink.objects.filter(pk=link.pk, checked_at=link.checked_at)
    if seen.update(checked_at=now):
        answer = ask(link.address, allows=allows)
        CheckedLink.objects.filter(pk=link.pk).update(**judged(link, answer, timezone.localdate(now)))


def judged(link: CheckedLink, answer: Answer, today: datetime.date) -> dict:
    """The columns that an answer moves.

    Dead is what was gone on two different days. An answer from somebody who is there clears that; no answer
    at all says nothing, one way or the other.
    """
    moved = {"status": answer.status, "trouble": answer.trouble}
    if answer.is_gone:
        since = link.gone_since or today
        moved |= {"gone_since": since, "is_dead": link.is_dead or since < today}
    elif answer.status and (answer.status < 400 or answer.status in ANSWERED):
        moved |= {"gone_since": None, "is_dead": False}
    return moved
