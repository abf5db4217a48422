"""A puzzle that costs a browser a moment and a machine that sends thousands a lot (after Hashcash).

The challenge is signed and holds the time. Its answer is a number that makes SHA-256 of
"challenge:number" begin with so many zero bits. The challenge takes the place of the form's one-use key, so
one answer is good for one comment.
"""

import datetime
import hashlib
import secrets

from django.conf import settings
from django.core import signing

SALT = "comments.puzzle"
GOOD_FOR = datetime.timedelta(hours=6)
ANSWER_LENGTH = 20


def new_challenge() -> str:
    return signing.TimestampSigner(salt=SALT).sign(secrets.token_urlsafe(12))


def is_ours(challenge: str) -> bool:
    """Whether we set this challenge, not too long ago."""
    try:
        signing.TimestampSigner(salt=SALT).unsign(challenge, max_age=GOOD_FOR)
    except signing.BadSignature:
        return False
    return True


def is_solved(challenge: str, answer: str) -> bool:
    """Whether this is an answer to a challenge of ours."""
    if not (answer and len(answer) <= ANSWER_LENGTH and is_ours(challenge)):
        return False
    digest = hashlib.sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(digest) >> (256 - settings.COMMENT_PUZZLE_BITS) == 0
