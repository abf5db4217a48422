"""What keeps the name and address of a tag or topic that was renamed or merged."""

from django.db import models


class BecomingQuerySet(models.QuerySet):
    def current(self):
        """Those that articles may stand on; the others are former ones."""
        return self.filter(became=None)


class Becoming(models.Model):
    """A tag or topic, or a *former* one: the old name and address of what it `became`.

    A former one holds no articles of the desk or of readers' lists. Its address leads on, its name means what
    it became, and since names and addresses are unique, nobody else can take either. What it became is never
    a former one itself (`articles.shelves`).
    """

    became = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        editable=False,
        related_name="formers",
        help_text="What it was renamed to or merged into.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(became=models.F("id")), name="%(class)s_became_another"
            ),
        ]

    @property
    def is_former(self) -> bool:
        return self.became_id is not None

    @property
    def today(self):
        """Itself, or what it became."""
        return self.became or self
