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
    first_seen_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self):
        return self.email

    @property
    def is_proven(self) -> bool:
        return self.proven_at is not None
