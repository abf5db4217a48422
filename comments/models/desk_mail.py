"""What moderators are told by mail."""

from django.conf import settings
from django.db import models


class DeskMail(models.Model):
    """A moderator's mails about what waits: whether they are off, and what the last one told.

    A moderator without a row has had none yet and gets them. `told_until` is the id of the latest moderation
    event when the last one was made: only what came after it is news.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True)
    is_off = models.BooleanField(default=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    told_until = models.BigIntegerField(default=0, editable=False)

    def __str__(self):
        return f"desk mail of {self.user}"
