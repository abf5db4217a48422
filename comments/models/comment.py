"""Comments: what readers answered."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from cms.fields import LineField
from cms.text import initials
from comments.models.credit import Credit
from comments.models.link import LinkUse

#: A thread's path: so many digits for each primary key, and so many levels.
SEGMENT = 10
PATH_DEPTH = 40


class State(models.TextChoices):
    """Where a comment stands. Moved by `comments.moderation` only, along its table."""

    PENDING = "pending", "Waiting"
    PUBLISHED = "published", "Published"
    REJECTED = "rejected", "Rejected"
    REMOVED = "removed", "Removed"
    WITHDRAWN = "withdrawn", "Withdrawn by its writer"
    ERASED = "erased", "Erased"


class Reason(models.TextChoices):
    """Why a moderator rejected or removed a comment."""

    SPAM = "spam", "Advertising or spam"
    ABUSIVE = "abusive", "Abusive"
    HARMFUL_ADVICE = "harmful_advice", "Health advice that could hurt someone"
    PRIVATE_DETAILS = "private_details", "Private details"
    OFF_TOPIC = "off_topic", "Off topic"
    OTHER = "other", "Another reason"

    @property
    def words(self) -> str:
        """The end of the sentence "A moderator removed this comment because …"."""
        return {
            Reason.SPAM: "it was advertising",
            Reason.ABUSIVE: "it was abusive",
            Reason.HARMFUL_ADVICE: "its health advice could hurt someone",
            Reason.PRIVATE_DETAILS: "it shared private details",
            Reason.OFF_TOPIC: "it was off topic",
            Reason.OTHER: "it did not follow the comment rules",
        }[self]


class Lane(models.TextChoices):
    """What a comment is for."""

    REMARK = "remark", "Remark"
    QUESTION = "question", "Question"
    CORRECTION = "correction", "Correction"


class LinkTreatment(models.TextChoices):
    """What approval decided about the comment's own links; verdicts on their sites come on top."""

    UNDECIDED = "undecided", "Not decided"
    ALLOW = "allow", "Shown as links"
    STRIP = "strip", "Dropped, the words kept"


class SeenVersion(models.TextChoices):
    """How we know which version the writer saw."""

    SIGNED = "signed", "Told by the page"
    FORGED = "forged", "The page's token was not ours; the live version is assumed"
    MISSING = "missing", "Not told; the live version is assumed"
    IMPORTED = "imported", "Imported; judged by the dates"


REFUSED = (State.REJECTED, State.REMOVED)


class CommentQuerySet(models.QuerySet):
    def published(self):
        """What everyone may read."""
        return self.filter(state=State.PUBLISHED)

    def with_a_place(self):
        """What a page of the discussion has a place for: public ones, and those gone that others answered."""
        public = Comment.objects.published().filter(article=OuterRef("article"))
        answers = public.filter(Q(parent=OuterRef("pk")) | Q(thread=OuterRef("pk")))
        once = Q(published_at__isnull=False) | Q(state=State.ERASED)
        return self.filter(Q(state=State.PUBLISHED) | once & Exists(answers))

    def pending(self):
        """What waits for a moderator."""
        return self.filter(state=State.PENDING)

    def by(self, user):
        """What this account wrote, its writer's earlier comments as a guest included."""
        return self.filter(user=user)

    def by_guest(self, email):
        """What was sent with this address and belongs to no account."""
        return self.filter(user=None, email=email.lower())

    def newest_first(self):
        return self.order_by("-created_at", "-pk")

    def before(self, comment):
        """What stands after this one, newest first."""
        return self.filter(
            Q(created_at__lt=comment.created_at) | Q(created_at=comment.created_at, pk__lt=comment.pk)
        )

    def with_waiting_edit(self):
        """Public ones whose writer has changed the words since; readers see those from before."""
        return self.published().exclude(current=F("approved"))

    def to_decide(self):
        """What a moderator has something to say about: new words, or changed ones."""
        edited = Q(state=State.PUBLISHED) & ~Q(current=F("approved"))
        return self.filter(Q(state=State.PENDING) | edited)

    def with_updates(self):
        """With the number (`led_to`) and time (`led_at`) of the latest version that each one led to."""
        latest = Credit.objects.filter(comment=OuterRef("pk")).order_by("-version__number")
        return self.annotate(
            led_to=Subquery(latest.values("version__number")[:1]),
            led_at=Subquery(latest.values("version__published_at")[:1]),
        )

    def with_links(self):
        """Those whose latest words hold a link."""
        return self.filter(current__link_count__gt=0)

    def linking_to(self, target):
        """Those whose latest words, or website field, link to the target or to what it covers."""
        return self.filter(current__in=LinkUse.objects.of(target).values("revision"))

    def for_desk(self):
        """With what the desk shows of one."""
        return self.select_related(
            "article__live", "current", "approved", "parent__current", "commenter", "seen_version"
        )

    def oldest_first(self):
        return self.order_by("created_at", "pk")

    def refused(self):
        """What a moderator or a verdict rejected or removed."""
        return self.filter(state__in=REFUSED)

    def spam(self):
        """What was refused as advertising."""
        return self.refused().filter(reason=Reason.SPAM)

    def decided(self):
        """What is published, or was refused."""
        return self.filter(state__in=[State.PUBLISHED, *REFUSED])

    def likeliest_spam_first(self):
        return self.order_by(models.F("score").desc(nulls_last=True), "pk")

    def on(self, article):
        return self.filter(article=article)

    def on_readable(self):
        """Those under an article that readers can open."""
        return self.filter(article__live__isnull=False).select_related("article__live")

    def reported(self):
        """Those with a report that nobody answered."""
        return self.filter(reports__outcome="open").distinct()

    def untouched_since(self, moment):
        """Those that nothing was done to since."""
        return self.exclude(events__stored_at__gte=moment)

    def in_thread_order(self):
        return self.order_by("path")


class Comment(models.Model):
    """One comment: who, about which version of which article, in which state.

    `path` is the way from the thread's first comment to this one, a segment of ten digits for each primary
    key, so that a thread reads in order by sorting it. The words are in revisions: `current` is the latest as
    written, `approved` the one readers see. `is_stale` is kept by `comments.versions_seen`.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    path = models.CharField(max_length=SEGMENT * PATH_DEPTH, editable=False)
    thread = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="The id of the comment its thread begins with."
    )
    state = models.CharField(max_length=10, choices=State, default=State.PENDING, editable=False)
    reason = models.CharField(max_length=20, choices=Reason, blank=True, editable=False)
    lane = models.CharField(max_length=10, choices=Lane, default=Lane.REMARK)
    link_treatment = models.CharField(
        max_length=10, choices=LinkTreatment, default=LinkTreatment.UNDECIDED, editable=False
    )
    is_featured = models.BooleanField(default=False)
    name = LineField(max_length=245)
    email = models.EmailField(max_length=254, blank=True)
    commenter = models.ForeignKey(
        "comments.Commenter", models.PROTECT, null=True, editable=False, related_name="comments"
    )
    website = models.CharField(max_length=500, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    current = models.ForeignKey(
        "comments.CommentRevision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved = models.ForeignKey(
        "comments.CommentRevision", models.PROTECT, null=True, editable=False, related_name="+"
    )
    seen_version = models.ForeignKey(
        "articles.Version", models.PROTECT, null=True, editable=False, related_name="comments"
    )
    seen_version_by = models.CharField(
        max_length=10, choices=SeenVersion, default=SeenVersion.MISSING, editable=False
    )
    is_stale = models.BooleanField(
        default=False, editable=False, help_text="What it is about has changed since its writer saw it."
    )
    wants_replies = models.BooleanField(
        default=False, help_text="Its writer asked for an email when someone replies."
    )
    submission_key = models.CharField(max_length=64, unique=True, editable=False)
    score = models.FloatField(
        null=True,
        editable=False,
        help_text="How likely it is spam, from 0 to 1. Orders the queue, decides nothing.",
    )
    network = models.CharField(
        max_length=64, blank=True, editable=False, help_text="A keyed hash of the sender's network."
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        permissions = [("moderate_comment", "Can decide about comments and links")]
        indexes = [
            models.Index(fields=["article", "path"], name="comment_thread"),
            models.Index(fields=["article", "state", "thread"], name="comment_article_state"),
            models.Index(fields=["state", "created_at", "id"], name="comment_queue"),
            models.Index(
                fields=["created_at"],
                name="comment_edit_waits",
                condition=Q(state=State.PUBLISHED) & ~Q(current=F("approved")),
            ),
            models.Index(fields=["lane", "state", "created_at"], name="comment_lane"),
            models.Index(fields=["state", "-score", "id"], name="comment_by_score"),
            models.Index(fields=["created_at"], name="comment_arrivals"),
            models.Index(fields=["commenter", "state"], name="comment_standing"),
            models.Index(fields=["network", "created_at"], name="comment_network"),
            models.Index(fields=["email", "created_at"], name="comment_email"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="comment_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(approved__isnull=False, published_at__isnull=False),
                name="comment_published_has_approved_words",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.REJECTED, State.REMOVED]) | ~Q(reason=""),
                name="comment_refused_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.created_at:%d.%m.%Y}"

    def get_absolute_url(self):
        """Its permalink, which leads to its place on the page it is on now."""
        return reverse("comment", args=[self.article.live_slug, self.pk])

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_pending(self) -> bool:
        return self.state == State.PENDING

    @property
    def has_waiting_edit(self) -> bool:
        return self.is_published and self.current_id != self.approved_id

    @property
    def is_refused(self) -> bool:
        return self.state in REFUSED

    @property
    def is_spam(self) -> bool:
        return self.is_refused and self.reason == Reason.SPAM

    @property
    def is_decided(self) -> bool:
        return self.is_published or self.is_refused

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name else ""

    @property
    def reason_words(self) -> str:
        return Reason(self.reason).words if self.reason else ""
