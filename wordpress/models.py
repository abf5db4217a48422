"""What has come in already, so that an import can be run again."""

from django.db import models
from django.db.models import Q


class ImportedItem(models.Model):
    """One thing of an export and what it became here. `source` is the old site's address."""

    class Kind(models.TextChoices):
        POST = "post", "post"
        IMAGE = "image", "image"
        COMMENT = "comment", "comment"

    source = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind)
    wordpress_id = models.BigIntegerField()
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, related_name="+")
    image = models.ForeignKey("articles.Image", models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey("comments.Comment", models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "wordpress_id"], name="imported_once"),
            models.CheckConstraint(
                condition=Q(kind="post", article__isnull=False, image=None, comment=None)
                | Q(kind="image", article=None, image__isnull=False, comment=None)
                | Q(kind="comment", article=None, image=None, comment__isnull=False),
                name="imported_item_is_one_thing",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.wordpress_id} of {self.source}"
