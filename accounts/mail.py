"""Mails about accounts, sent by the worker.

The answer to a form is the same whether a mail server is quick, slow or away, so nothing tells who has an
account. Some of these mails hold keys to one: the queue and its backups keep them sealed.
"""

import base64
import datetime
import hashlib
import hmac
import json

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage

from cms.tasks import enqueue_on_commit, task

DAY = datetime.timedelta(days=1)
#: Mails a day to one address that say there is, or is no, account: anybody may have typed the address.
UNASKED_A_DAY = 3


def send(message: EmailMessage, *, unasked: bool = False) -> None:
    """Hand a mail to one address to the worker; `unasked` ones are sent so many times a day."""
    words = {"subject": message.subject, "body": message.body, "from_email": message.from_email}
    words |= {"to": message.to, "headers": message.extra_headers}
    enqueue_on_commit(deliver, _box().encrypt(json.dumps([words, unasked]).encode()).decode())


@task()
def deliver(sealed: str) -> None:
    """Send one mail. Sent twice, after a worker was killed, it has one Message-ID and is shown once."""
    words, unasked = json.loads(_box().decrypt(sealed.encode()))
    if not unasked or _may_go(words["to"][0]):
        EmailMessage(**words).send()


def _may_go(address):
    key = f"unasked:{_keyed(address.lower()).hex()[:32]}"
    sent = cache.get(key, 0)
    if sent < UNASKED_A_DAY:
        cache.set(key, sent + 1, DAY.total_seconds())
    return sent < UNASKED_A_DAY


def _box():
    return Fernet(base64.urlsafe_b64encode(_keyed("sealed mails")))


def _keyed(name):
    return hmac.digest(f"accounts.mail:{settings.SECRET_KEY}".encode(), name.encode(), hashlib.sha256)
