"""Topics: the few shelves of the site."""

from django.db import models
from django.urls import reverse

from articles.models.former import Becoming, BecomingQuerySet
from articles.models.version import Version
from cms.fields import LineField
from cms.slugs import SlugField


class TopicQuerySet(BecomingQuerySet):
    def in_use(self):
        """Topics of at least one published article."""
        live = Version.objects.filter(live_for__isnull=False)
        return self.current().filter(_stand_on(live))

    def unused(self):
        """Topics that no article stands on, and no version ever did."""
        return self.current().filter(~_stand_on(Version.objects.all()), articles=None)


def _stand_on(versions):
    """Whether any of these versions is on the topic, or on one that became it."""
    topic = models.OuterRef("pk")
    return models.Exists(versions.filter(topic=topic)) | models.Exists(versions.filter(topic__became=topic))


class Topic(Becoming):
    """One shelf; every article stands on one.

    Versions are never changed, so those on a topic that was merged stay with the former one, and readers are
    shown what it became.
    """

    name = LineField(max_length=200, unique=True)
    slug = SlugField(unique=True)
    description = LineField(max_length=300, blank=True, help_text="One line under the topic's name.")

    objects = TopicQuerySet.as_manager()

    class Meta(Becoming.Meta):
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])
