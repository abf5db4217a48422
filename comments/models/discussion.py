"""The discussion under an article: whether it is open, and how much of it is public."""

from django.db import models


class Discussion(models.Model):
    """What is known of an article's comments as a whole. An article without a row has an open, empty one."""

    class Mode(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    article = models.OneToOneField("articles.Article", models.CASCADE, primary_key=True)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.OPEN)
    closed_on = models.DateField(null=True, blank=True, help_text="Told to readers when it is closed.")
    public_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mode__in=["open", "closed"]), name="discussion_mode_known"
            )
        ]

    def __str__(self):
        return f"discussion of {self.article}"

    @property
    def is_open(self) -> bool:
        return self.mode == self.Mode.OPEN
