"""Findings: what the checks noticed about a comment."""

from django.db import models


class Finding(models.Model):
    """One reason a check gave, in words a moderator can act on."""

    revision = models.ForeignKey("comments.CommentRevision", models.CASCADE, related_name="findings")
    check_name = models.CharField(max_length=40, help_text="The check that says so.")
    words = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.words
