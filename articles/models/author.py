"""Authors: the people under the headlines."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from cms.fields import LineField, PlainTextField
from cms.slugs import SlugField
from cms.text import initials


class Author(models.Model):
    """Somebody who writes or reviews articles, with or without an account here."""

    name = LineField(max_length=200)
    slug = SlugField(unique=True)
    role = LineField(max_length=200, blank=True, help_text="Such as “spine physician”.")
    bio = PlainTextField(max_length=2_000, blank=True)
    reviews_as = LineField(
        max_length=300, blank=True, help_text="What readers may trust this person to check."
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="author"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])

    @property
    def initials(self) -> str:
        return initials(self.name)
