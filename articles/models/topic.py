"""Topics: the few shelves of the site."""

from django.db import models
from django.urls import reverse

from cms.fields import LineField
from cms.slugs import SlugField


class TopicQuerySet(models.QuerySet):
    def in_use(self):
        """Topics of at least one published article."""
        versions = self.model._meta.get_field("versions").related_model.objects
        is_live = versions.filter(topic=models.OuterRef("pk"), live_for__isnull=False)
        return self.filter(models.Exists(is_live))


class Topic(models.Model):
    """One shelf; every article stands on one."""

    name = LineField(max_length=200, unique=True)
    slug = SlugField(unique=True)
    description = LineField(max_length=300, blank=True, help_text="One line under the topic's name.")

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])
