"""Articles: the stable thing with an address, and the editors' working copy of it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import ExtractYear, TruncMonth
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager

from articles.models.handover import Turn
from articles.models.scheduled import Outcome
from articles.models.tag import Tag, TaggedArticle
from articles.models.topic import Topic
from articles.snapshot import RelatedTitle, Snapshot
from cms.fields import BodyField, LineField, PlainTextField
from cms.slugs import SlugField

#: The columns editors change. The others are what readers see, and only `articles.publishing` moves those.
WORKING_COPY = (
    "title", "slug", "standfirst", "body", "topic", "author", "lead_image", "lead_alt", "lead_is_decorative",
    "lead_caption", "lead_credit", "edit_number", "edited_at", "edited_by",
)  # fmt: skip


class State(models.TextChoices):
    """Where an article stands with its readers."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", "day"
    MONTH = "month", "month"
    YEAR = "year", "year"


class ArticleQuerySet(models.QuerySet):
    def published(self):
        """What readers may see. Every public page starts here."""
        return self.filter(state=State.PUBLISHED)

    def withdrawn(self):
        return self.filter(state=State.WITHDRAWN)

    def titled(self, words: str):
        """Articles whose title has all of these words, those readers may see first; none without a word."""
        found = self if words.split() else self.none()
        for word in words.split():
            found = found.filter(title__icontains=word)
        is_seen = Case(When(state=State.PUBLISHED, then=0), default=1)
        return found.order_by(is_seen, "-edited_at", "-pk")

    def due_for_review(self, on: datetime.date | None = None):
        """Published articles whose review date has come."""
        return self.published().filter(review_due_on__lte=on or timezone.localdate())

    def in_review(self):
        """Drafts that an editor is asked to look at."""
        return self.filter(handover__turn=Turn.EDITOR)

    def scheduled(self):
        """Articles that something is to happen to at a set time."""
        return self.filter(scheduled_acts__outcome=Outcome.WAITING)

    def owned_by(self, user):
        return self.filter(owner=user)

    def tagged(self, tag):
        """Articles that carry the tag in the version readers see."""
        return self.filter(published_tags__tag=tag)

    def on_topic(self, topic):
        """Articles that readers find on the topic, those published on one that became it too."""
        return self.filter(live__topic__in=Topic.objects.filter(Q(pk=topic.pk) | Q(became=topic)))

    def latest(self):
        """Newest first, by first publication."""
        return self.order_by(F("first_published").desc(), "-pk")

    def recently_updated(self):
        return self.order_by(F("updated_at").desc(), "-pk")

    def months(self):
        """How many were first published in each month, newest first: `{"year", "month", "count"}`.

        The month is None where only the year is known.
        """
        known = Case(
            When(first_published_precision=Precision.YEAR, then=None), default=TruncMonth("first_published")
        )
        months = self.annotate(year=ExtractYear("first_published"), month=known).values("year", "month")
        return months.annotate(count=models.Count("pk")).order_by("-year", F("month").desc(nulls_last=True))

    def for_page(self):
        """Articles readers know, with what the page of one prints; withdrawn ones answer with their
        reason."""
        return self.filter(state__in=[State.PUBLISHED, State.WITHDRAWN]).select_related(
            "live__rendering", "live__author", "live__topic__became", "live__lead_image", "reviewer"
        )

    def for_rows(self):
        """With what a row of a list prints."""
        return self.select_related("live", "live__topic__became").defer("body", "live__body")


class Article(models.Model):
    """An article. What editors change here is the working copy; what readers see is `live`, a Version.

    Four dates with four uses: `first_published` (may be old and imprecise), `updated_at` (the last
    substantive change: what readers are told), `content_changed_at` (any change: for sitemaps),
    `last_reviewed_on` with `review_due_on` (the review line only).
    """

    # The working copy.
    title = LineField(max_length=300)
    slug = SlugField("address", unique=True, help_text="The end of its web address.")
    standfirst = PlainTextField(
        max_length=1_000,
        blank=True,
        help_text="One or two sentences under the title. Also used in search results.",
    )
    body = BodyField(blank=True, max_length=500_000)
    topic = models.ForeignKey(
        "articles.Topic", models.PROTECT, null=True, blank=True, related_name="articles"
    )
    author = models.ForeignKey(
        "articles.Author", models.PROTECT, null=True, blank=True, related_name="articles"
    )
    lead_image = models.ForeignKey(
        "articles.Image", models.PROTECT, null=True, blank=True, related_name="articles"
    )
    lead_alt = LineField("description of the lead image", max_length=500, blank=True)
    lead_is_decorative = models.BooleanField("the lead image is decoration", default=False)
    lead_caption = LineField("caption", max_length=1_000, blank=True)
    lead_credit = LineField("credit", max_length=300, blank=True)
    tags = TaggableManager(through=TaggedArticle, blank=True)
    related = models.ManyToManyField(
        "self", through="RelatedArticle", symmetrical=False, blank=True, related_name="related_from"
    )
    based_on = models.PositiveIntegerField(
        default=0, editable=False, help_text="The number of the version the working copy started from."
    )
    edit_number = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="Counts saves of the working copy, so that no one overwrites another.",
    )
    edited_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="owned_articles",
        help_text="Who looks after it.",
    )  # fmt: skip

    # What readers see.
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    live = models.OneToOneField(
        "articles.Version", models.PROTECT, null=True, editable=False, related_name="live_for"
    )
    live_slug = SlugField(unique=True, null=True, editable=False)
    first_published = models.DateField(null=True, editable=False)
    first_published_precision = models.CharField(
        max_length=5, choices=Precision, default=Precision.DAY, editable=False
    )
    history_complete = models.BooleanField(
        default=True, editable=False, help_text="False: versions from before it came here were not kept."
    )
    updated_at = models.DateTimeField(null=True, editable=False)
    content_changed_at = models.DateTimeField(null=True, editable=False)
    last_reviewed_on = models.DateField(null=True, editable=False)
    reviewer = models.ForeignKey(
        "articles.Author", models.PROTECT, null=True, editable=False, related_name="+"
    )
    review_due_on = models.DateField(null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-edited_at"]
        permissions = [
            ("edit_html", "Can edit the HTML of an article's body"),
            ("publish_article", "Can publish and withdraw articles"),
            ("redact_version", "Can redact a published version"),
        ]
        indexes = [
            models.Index(fields=["state", "-first_published", "-id"], name="article_latest"),
            models.Index(fields=["state", "-updated_at", "-id"], name="article_updated"),
            models.Index(fields=["review_due_on"], name="article_review_due"),
            models.Index(fields=["-edited_at", "-id"], name="article_edited"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="article_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.PUBLISHED, live__isnull=False)
                | (~Q(state=State.PUBLISHED) & Q(live__isnull=True)),
                name="article_published_means_live",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT)
                | Q(live_slug__isnull=False, first_published__isnull=False, updated_at__isnull=False),
                name="article_known_to_readers_has_dates",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("article", args=[self.live_slug or self.slug])

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == State.WITHDRAWN

    @property
    def is_due_for_review(self) -> bool:
        return (
            self.is_published
            and self.review_due_on is not None
            and self.review_due_on <= timezone.localdate()
        )

    @property
    def is_review_overdue(self) -> bool:
        """Whether readers are told that the review is late: some days of grace after it was due."""
        grace = datetime.timedelta(days=settings.REVIEW_GRACE_DAYS)
        return self.is_due_for_review and self.review_due_on + grace < timezone.localdate()

    @property
    def open_act(self):
        """The act that is scheduled for it, or could not be done; None without one."""
        return self.scheduled_acts.open().select_related("by", "reviewer").first()

    @property
    def has_unpublished_changes(self) -> bool:
        """Whether the working copy differs from what readers see; new names of old things do not count."""
        if self.live is None:
            return False
        return self.differs(self.live.as_today(Tag.objects.names_today(self.live.tags)), self.snapshot())

    def differs(self, seen: Snapshot, written: Snapshot) -> bool:
        """Whether publishing what is written would change anything for readers who see the other."""
        return self.slug != self.live_slug or written != seen

    def snapshot(self, *, tags=None, related=None) -> Snapshot:
        """The working copy as readers would see it.

        `tags` (names) and `related` (`RelatedTitle`s) are looked up unless they are given.
        """
        if tags is None:
            tags = [tag.name for tag in self.tags_in_order()]
        if related is None:
            related = [RelatedTitle(a.pk, a.live.title) for a in self.related_in_order().published()]
        return Snapshot(
            title=self.title,
            standfirst=self.standfirst,
            body=str(self.body),
            image=self.lead_image_id,
            alt="" if self.lead_is_decorative else self.lead_alt,
            caption=self.lead_caption,
            credit=self.lead_credit,
            byline=self.author.name if self.author else "",
            topic=self.topic.name if self.topic else "",
            tags=tuple(tags),
            related=tuple(related),
        )

    def tags_in_order(self):
        """The tags of the working copy, as the editor ordered them."""
        return Tag.objects.filter(tagged__content_object=self.pk).order_by("tagged__pk")

    def related_in_order(self):
        """The related articles of the working copy, as the editor ordered them."""
        return (
            Article.objects.filter(recommended__article=self.pk)
            .select_related("live")
            .order_by("recommended__position", "recommended__pk")
        )


class RelatedArticle(models.Model):
    """A recommendation for further reading, in the working copy."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="recommendations")
    related = models.ForeignKey(Article, models.CASCADE, related_name="recommended")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "related"], name="related_article_once"),
            models.CheckConstraint(condition=~Q(article=F("related")), name="related_article_is_another"),
        ]

    def __str__(self):
        return str(self.related)
