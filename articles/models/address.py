"""Addresses that articles once had, here or on the site they came from."""

from django.db import models


class OldAddress(models.Model):
    """A path that leads to an article for ever; no other article can take it."""

    path = models.CharField(
        max_length=500, unique=True, help_text="From the first slash, such as /daily/pain/."
    )
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="old_addresses")

    class Meta:
        verbose_name_plural = "old addresses"

    def __str__(self):
        return self.path
