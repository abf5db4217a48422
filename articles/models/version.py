"""Versions: what readers saw, kept for ever."""

from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.db import models
from django.urls import reverse

from articles.snapshot import RelatedTitle, Snapshot, chained
from cms.fields import BodyField, LineField, PlainTextField

#: The columns a redaction empties.
PAYLOAD = (
    "title", "standfirst", "body", "lead_image", "lead_alt", "lead_caption", "lead_credit",
    "byline", "topic_name", "topic", "author", "tags", "related",
)  # fmt: skip

REASON_MAX_LENGTH = 300
WORDS_A_MINUTE = 220


class VersionQuerySet(models.QuerySet):
    def readable(self):
        return self.filter(redacted_at=None)

    def for_page(self):
        """With what the page of a version prints."""
        return self.select_related(
            "rendering", "author", "topic__became", "lead_image", "article__live__topic__became",
            "article__reviewer",
        )  # fmt: skip


class Version(models.Model):
    """One published state of an article: a snapshot of everything a reader saw.

    Rows are never updated and never deleted; the database refuses both (`articles.apps`). Names are kept as
    they read then (`topic_name`, `byline`); the keys beside them lead to what they are now. `chain_hash`
    binds the content, number and time to the version before, so that a rewritten past shows.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(help_text="1, 2, 3 … for each article.")
    title = LineField(max_length=300)
    standfirst = PlainTextField(max_length=1_000, blank=True)
    body = BodyField(blank=True, max_length=500_000)
    lead_image = models.ForeignKey("articles.Image", models.PROTECT, null=True, related_name="+")
    lead_alt = LineField(max_length=500, blank=True)
    lead_caption = LineField(max_length=1_000, blank=True)
    lead_credit = LineField(max_length=300, blank=True)
    byline = LineField(max_length=200, blank=True)
    author = models.ForeignKey("articles.Author", models.PROTECT, null=True, related_name="versions")
    topic_name = LineField(max_length=200, blank=True)
    topic = models.ForeignKey("articles.Topic", models.PROTECT, null=True, related_name="versions")
    tags = models.JSONField(default=list, help_text="The tags' names, in order.")
    related = models.JSONField(default=list, help_text="Related articles: id and title, in order.")
    restores = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    content_hash = models.CharField(max_length=64)
    chain_hash = models.CharField(max_length=64)
    redacted_at = models.DateTimeField(null=True)
    redaction_reason = LineField(max_length=REASON_MAX_LENGTH, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_number_from_one"),
        ]

    def __str__(self):
        return f"{self.title} (version {self.number})"

    def get_absolute_url(self):
        return reverse("version", args=[self.article.live_slug, self.number])

    @property
    def is_readable(self) -> bool:
        return self.redacted_at is None

    def snapshot(self) -> Snapshot:
        return Snapshot(
            title=self.title,
            standfirst=self.standfirst,
            body=str(self.body),
            image=self.lead_image_id,
            alt=self.lead_alt,
            caption=self.lead_caption,
            credit=self.lead_credit,
            byline=self.byline,
            topic=self.topic_name,
            tags=tuple(self.tags),
            related=tuple(RelatedTitle(**item) for item in self.related),
        )

    @property
    def shelf(self):
        """The topic as it is today: the one it was published on, or what that became; None without one."""
        return self.topic and self.topic.today

    def as_today(self, tag_names: Mapping[str, str]) -> Snapshot:
        """The content under the names that topic, byline and tags have now (`Tag.objects.names_today`)."""
        tags = dict.fromkeys(tag_names.get(name, name) for name in self.tags)
        return replace(
            self.snapshot(),
            topic=self.shelf.name if self.shelf else self.topic_name,
            byline=self.author.name if self.author else self.byline,
            tags=tuple(tags),
        )

    def expected_chain_hash(self, previous: str) -> str:
        """What `chain_hash` must be, after the version whose link is `previous` ("" for the first)."""
        return chained(
            previous,
            number=self.number,
            published_at=self.published_at.isoformat(),
            content=self.content_hash,
        )


class Rendering(models.Model):
    """A version's body as pages print it. Made when the version is stored; may be made again at any time."""

    version = models.OneToOneField(Version, models.CASCADE, primary_key=True, related_name="rendering")
    html = models.TextField()
    contents = models.JSONField(default=list, help_text="[[id, heading], …] of the second-level headings.")
    words = models.PositiveIntegerField(default=0)
    card = models.CharField(max_length=100, blank=True, help_text="The file with its title, drawn.")

    def __str__(self):
        return f"rendering of {self.version_id}"

    @property
    def reading_minutes(self) -> int:
        return max(1, -(-self.words // WORDS_A_MINUTE))
