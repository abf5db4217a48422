"""The image library."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from cms.fields import LineField


def storage_name(image, filename):
    """Where an uploaded file is kept: under a name of ours, never the sender's."""
    return f"images/{timezone.now():%Y/%m}/{image.file_hash[:20]}.{filename.rsplit('.', 1)[-1]}"


class Image(models.Model):
    """A picture and what is known about it.

    The record can outlive or precede its file: an export names pictures that it does not carry. Readers then
    see an empty frame with the description. `renditions` are smaller copies, made by the worker:
    `[{"width": 480, "name": "images/…/480.webp"}, …]`, narrowest first.
    """

    file = models.ImageField(
        upload_to=storage_name, width_field="width", height_field="height", max_length=200, blank=True
    )
    file_hash = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    name = LineField(max_length=200, help_text="How editors find it. Readers never see this.")
    alt = LineField("description", max_length=500, blank=True, help_text="For people who cannot see it.")
    caption = LineField(max_length=1_000, blank=True)
    credit = LineField(max_length=300, blank=True)
    source = models.CharField(
        max_length=500, blank=True, db_index=True, help_text="The address it came from."
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("image", args=[self.pk])

    @property
    def srcset(self) -> str:
        """The renditions and the file itself, for an `img` element; empty when there is only the file."""
        if not self.renditions:
            return ""
        url = self.file.storage.url
        return ", ".join(f"{url(item['name'])} {item['width']}w" for item in self.renditions)
