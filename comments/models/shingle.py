"""The index that finds comments with almost the same words."""

from django.db import models


class ShingleQuerySet(models.QuerySet):
    def of(self, revision):
        return self.filter(revision=revision)


class Shingle(models.Model):
    """One hash of a revision's words (`comments.spam.pairs.sketch`): of comments that wait or were spam."""

    hash = models.BigIntegerField()
    revision = models.ForeignKey("comments.CommentRevision", models.CASCADE, related_name="shingles")

    objects = ShingleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hash", "revision"], name="shingle_once")]

    def __str__(self):
        return f"{self.hash:x}"
