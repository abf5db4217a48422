"""Private addresses: whoever has the link may see one thing or do one thing, without an account or a cookie.

Each ends in a token signed with HMAC-SHA256 (256 bits) under a key of its purpose, so that a link for one
purpose opens nothing of another, and it ends after a while.
"""

import datetime
from dataclasses import dataclass

from django.core import signing


@dataclass(frozen=True)
class Opened:
    """What a token of ours is about (ids, in the order they were signed), and whether its time is over."""

    about: tuple[int, ...]
    has_ended: bool


@dataclass(frozen=True)
class PrivateLink:
    """A kind of private link: what it is for, and how long it lives."""

    purpose: str
    days: int

    def sign(self, *about: int) -> str:
        """The token for the things with these ids."""
        return signing.dumps(about, salt=f"comments.{self.purpose}")

    def open(self, token: str) -> Opened | None:
        """What the token is about; None when it is not ours."""
        life = datetime.timedelta(days=self.days)
        try:
            return Opened(self._about(token, max_age=life), has_ended=False)
        except signing.SignatureExpired:
            return Opened(self._about(token), has_ended=True)
        except signing.BadSignature:
            return None

    def _about(self, token, **limits):
        return tuple(signing.loads(token, salt=f"comments.{self.purpose}", **limits))


#: A comment's status page, with all its writer may do: about the comment.
STATUS = PrivateLink("status", days=400)
#: The button that proves an address: about the commenter and the comment that asked.
PROOF = PrivateLink("proof", days=7)
#: Stopping and starting mails: about the commenter and an article; 0 is all of them.
MAIL = PrivateLink("mail", days=400)
#: A moderator's switch for mails about what waits: about the account.
DESK_MAIL = PrivateLink("desk-mail", days=400)
