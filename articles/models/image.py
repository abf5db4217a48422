"""The image library."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cms.fields import LineField

#: The columns whose words find a picture.
SEARCHED = ("name", "alt", "caption", "credit", "licence", "source")
#: Where the column is not called what it holds.
COLUMNS = {"description": "alt"}
MIDDLE = 50


def storage_name(image, filename):
    """Where an uploaded file is kept: under a name of ours, never the sender's."""
    return f"images/{timezone.now():%Y/%m}/{image.file_hash[:20]}.{filename.rsplit('.', 1)[-1]}"


class ImageQuerySet(models.QuerySet):
    def with_words(self, words: str):
        """Pictures about which every one of these words is said somewhere; all of them without a word."""
        found = self
        for word in words.split():
            found = found.filter(Q(*((f"{name}__icontains", word) for name in SEARCHED), _connector=Q.OR))
        return found

    def without(self, what: str):
        """Pictures that lack their "credit", "description", "licence" or "file"."""
        return self.filter(**{COLUMNS.get(what, what): ""})

    def used(self):
        """Pictures that a draft or a version shows."""
        return self.filter(_is_used())

    def unused(self):
        return self.exclude(_is_used())

    def with_use(self):
        """Each with `is_used`."""
        return self.annotate(is_used=_is_used())


class Image(models.Model):
    """A picture and what is known about it.

    The record can outlive or precede its file: an export names pictures that it does not carry. Readers then
    see an empty frame with the description.

    `renditions` are smaller copies, made by the worker (`articles.renditions`), those that browsers should
    take first before the others, and of each format the narrowest first:
    `[{"shape": "whole", "format": "avif", "width": 480, "height": 224, "name": "images/…-480.avif"}, …]`.
    The focal point, in per cent from the left and the top, is what a copy of another shape keeps in sight.
    """

    file = models.ImageField(
        upload_to=storage_name, width_field="width", height_field="height", max_length=200, blank=True
    )
    file_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    name = LineField(max_length=200, help_text="How editors find it. Readers never see this.")
    alt = LineField("description", max_length=500, blank=True, help_text="For people who cannot see it.")
    caption = LineField(max_length=1_000, blank=True)
    credit = LineField(max_length=300, blank=True, help_text="Whose it is, as readers are told.")
    licence = LineField(
        max_length=200,
        blank=True,
        help_text="On what terms we may show it, such as “CC BY 4.0”. Readers see the credit alone: name a"
        " licence there that asks for it.",
    )
    source = models.CharField(
        max_length=500, blank=True, db_index=True, help_text="The address it came from."
    )
    focal_x = models.PositiveSmallIntegerField("per cent from the left", default=MIDDLE)
    focal_y = models.PositiveSmallIntegerField("per cent from the top", default=MIDDLE)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        indexes = [models.Index(fields=["-added_at", "-id"], name="image_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__range=(0, 100), focal_y__range=(0, 100)), name="image_focal_point_inside"
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("image", args=[self.pk])

    def copies(self, shape: str) -> list[dict]:
        """The renditions of that shape that are there."""
        return [copy for copy in self.renditions if copy["shape"] == shape]

    @property
    def thumbnail_url(self) -> str:
        """A small square of it; the file itself until that is made, and "" without a file."""
        name = next((copy["name"] for copy in self.copies("square")), self.file.name)
        return self.file.storage.url(name) if name else ""


class ImageUse(models.Model):
    """An article shows a picture, as its lead image or in its text: in the working copy (`version` is None)
    or in a version. Written with what it is about (`articles.image_uses`)."""

    image = models.ForeignKey(Image, models.PROTECT, related_name="uses")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="image_uses")
    version = models.ForeignKey("articles.Version", models.CASCADE, null=True, related_name="image_uses")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.image} in {self.version or self.article}"


def _is_used():
    return models.Exists(ImageUse.objects.filter(image=models.OuterRef("pk")))
