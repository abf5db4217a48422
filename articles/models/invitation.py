"""Reviewers without an account: the link each was sent, and the remarks they left."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.fields import LineField, PlainTextField

QUOTE_MAX_LENGTH = 500
WORDS_MAX_LENGTH = 2_000
#: A link works so long, unless somebody ends it before.
LASTS = datetime.timedelta(days=14)


class InvitationQuerySet(models.QuerySet):
    def valid(self):
        """Links that work."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A link to an article's draft for one reviewer. The link itself is known to whoever has it: only the
    SHA-256 of its secret is kept."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="invitations")
    name = LineField("reviewer", max_length=100)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.name

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class RemarkQuerySet(models.QuerySet):
    def unresolved(self):
        return self.filter(resolved_at=None)


class Remark(models.Model):
    """What a reviewer says about a draft. `quote` is the passage it is about, as it read then; empty when it
    is about the whole."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="remarks")
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="remarks")
    quote = PlainTextField(max_length=QUOTE_MAX_LENGTH, blank=True)
    words = PlainTextField(max_length=WORDS_MAX_LENGTH)
    name = LineField(max_length=100)
    at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = RemarkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["article", "resolved_at"], name="remark_by_article")]

    def __str__(self):
        return self.words[:60]
