"""Related reading that editors are offered."""

from django.db import models


class Suggestion(models.Model):
    """Another published article that readers of this one may want, and why, in words (`articles.related`).

    Made anew when a version is published. Readers never see it: what they see is pinned by an editor and
    kept with each version.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="suggestions")
    related = models.ForeignKey("articles.Article", models.CASCADE, related_name="suggested_for")
    score = models.FloatField()
    reasons = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "related"], name="suggestion_once")]

    def __str__(self):
        return str(self.related)
