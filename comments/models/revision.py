"""The words of a comment, as written."""

import hashlib

from django.db import models
from django.utils import timezone

from cms.fields import PlainTextField


def text_digest(text: str) -> str:
    """SHA-256 of the words, whatever their case and the white space between them."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


class CommentRevision(models.Model):
    """One wording of a comment. Approval is of a revision and its links.

    `html` is made when the text is stored: paragraphs with a numbered slot for each link, filled in when
    shown (`comments.markup`), so that a verdict on a site changes every comment at once.
    """

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(default=1)
    text = PlainTextField(blank=True, max_length=100_000)
    digest = models.CharField(max_length=64, blank=True, editable=False, help_text="Equal for equal words.")
    html = models.TextField(blank=True, editable=False)
    link_count = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["digest"], name="revision_same_words")]
        constraints = [models.UniqueConstraint(fields=["comment", "number"], name="revision_number_once")]

    def __str__(self):
        return self.text[:60]

    def save(self, *args, **kwargs):
        self.digest = text_digest(self.text)
        super().save(*args, **kwargs)
