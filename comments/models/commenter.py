"""Commenters: the people who comment, as far as an email address tells one from another."""

from django.db import models
from django.utils import timezone


class Commenter(models.Model):
    """Everybody who comments with one email address, which is in lower case here.

    Until `proven_at` anybody may have typed it, so no mail goes there but the one that asks; after
    `mail_off_at` not even that.
    """

    email = models.EmailField(max_length=254, unique=True)
    proven_at = models.DateTimeField(null=True, editable=False)
    mail_off_at = models.DateTimeField(null=True, editable=False)
    asked_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When a link to everything sent from this address was last mailed.",
    )
    first_seen_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self):
        return self.email

    @property
    def is_proven(self) -> bool:
        return self.proven_at is not None


class SilentAddress(models.Model):
    """An address that wants no mail, and of which nothing else is kept but this keyed hash."""

    address = models.CharField(max_length=32, primary_key=True)
    since = models.DateTimeField()

    def __str__(self):
        return self.address
