"""Findings: what checks and rules noticed about a comment, and how often they were right."""

from django.db import models


class Finding(models.Model):
    """One reason a check gave, in words a moderator can act on: the receipt of a comment that waits.

    `places` are the parts of the revision's text that it is about: [[start, end], …] in characters.
    """

    revision = models.ForeignKey("comments.CommentRevision", models.CASCADE, related_name="findings")
    check_name = models.CharField(max_length=40, help_text="The check that says so.")
    rule = models.ForeignKey(
        "comments.ScreeningRule", models.PROTECT, null=True, editable=False, related_name="findings"
    )
    words = models.CharField(max_length=500)
    places = models.JSONField(default=list, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.words

    @property
    def source(self) -> str:
        """The check or rule that says so, as its record is kept."""
        return f"rule {self.rule_id}" if self.rule_id else self.check_name


class CheckRecord(models.Model):
    """How often a check or rule spoke about a comment that was decided since, and was right.

    Right is: the comment ended up rejected or removed. Counted anew in the background.
    """

    source = models.CharField(max_length=60, primary_key=True)
    held = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["source"]

    def __str__(self):
        return f"held {self.held}, right {self.right}"

    @property
    def precision(self) -> float | None:
        """The part that was right, from 0 to 1; None while nothing was decided."""
        return self.right / self.held if self.held else None
