"""Links in comments: what they point at, every use, and what was decided about them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.fields import LineField

#: A target's lineage: so many digits for each primary key, and at most so many targets around each other.
SEGMENT = 10
LINEAGE_DEPTH = 7


class Scope(models.TextChoices):
    """How much of the web a target covers, widest first."""

    DOMAIN = "domain", "The whole site"
    HOST = "host", "This host"
    ACCOUNT = "account", "This account"
    PATH = "path", "This page and those below it"


class Treatment(models.TextChoices):
    """What a verdict does with the links it covers."""

    ALLOW = "allow", "Allow"
    ALLOW_KNOWN = "allow_known", "Allow for known readers"
    TEXT = "text", "Show as text"
    STRIP = "strip", "Remove the link"
    HOLD = "hold", "Hold"
    REJECT = "reject", "Reject"


def ancestry(lineage: str) -> tuple[int, ...]:
    """The primary keys a lineage is made of, narrowest first."""
    return tuple(int(lineage[end - SEGMENT : end]) for end in range(len(lineage), 0, -SEGMENT))


class LinkTargetQuerySet(models.QuerySet):
    def unused(self):
        """Those that no link leads to or into, and nobody ever decided about or proposed to."""
        return self.filter(uses=None, parts=None, verdicts=None, events=None, proposals=None)

    def inside(self, target: "LinkTarget"):
        """A target and everything it covers."""
        return self.filter(lineage__gte=target.lineage, lineage__lt=target.lineage_after)

    def sites(self):
        """Registrable domains."""
        return self.filter(scope=Scope.DOMAIN)


class LinkTarget(models.Model):
    """Something links point at. `parent` is the next wider target, up to the registrable domain.

    `lineage` is the way from that domain to this target, a segment of ten digits for each primary key: what
    a target covers has a lineage that begins with its own.
    """

    scope = models.CharField(max_length=10, choices=Scope)
    value = models.CharField(max_length=500)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    verdict = models.ForeignKey(
        "comments.LinkVerdict",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="in_force_on",
    )
    lineage = models.CharField(max_length=SEGMENT * LINEAGE_DEPTH, editable=False)
    readable = models.CharField(max_length=500, editable=False, help_text="The value in its own script.")
    skeleton = models.CharField(
        max_length=500, blank=True, editable=False, help_text="Sites that look the same have the same."
    )
    first_seen_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = LinkTargetQuerySet.as_manager()

    class Meta:
        ordering = ["value"]
        indexes = [
            models.Index(fields=["lineage"], name="link_target_lineage"),
            models.Index(fields=["skeleton"], name="link_target_looks", condition=~Q(skeleton="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["scope", "value"], name="link_target_once"),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="link_target_scope_known"),
            models.CheckConstraint(
                condition=Q(scope=Scope.DOMAIN, parent=None)
                | (~Q(scope=Scope.DOMAIN) & Q(parent__isnull=False)),
                name="link_target_ends_in_a_domain",
            ),
        ]

    def __str__(self):
        return self.value

    @property
    def lineage_after(self) -> str:
        """Where the lineages end that begin with this one.

        As a range both databases find them by the index, which "begins with" would not use everywhere.
        """
        return f"{int(self.lineage) + 1:0{len(self.lineage)}d}"

    @property
    def ancestry(self) -> tuple[int, ...]:
        """The primary keys of this target and the wider ones around it, narrowest first."""
        return ancestry(self.lineage)

    def place_below(self, parent: "LinkTarget | None") -> "LinkTarget":
        """Give a target that was just stored its lineage."""
        self.lineage = (parent.lineage if parent else "") + f"{self.pk:0{SEGMENT}d}"
        self.save(update_fields=["lineage"])
        return self

    def chain(self) -> list["LinkTarget"]:
        """This target and the wider ones around it, narrowest first."""
        return [self, *(self.parent.chain() if self.parent else [])]

    @property
    def verdict_in_force(self) -> "LinkVerdict | None":
        """The most specific verdict that covers this target."""
        return next((target.verdict for target in self.chain() if target.verdict), None)

    @property
    def site(self) -> str:
        """The registrable domain it belongs to."""
        return self.chain()[-1].value


class LinkUseQuerySet(models.QuerySet):
    def of(self, target: LinkTarget):
        """Uses of a target or of anything it covers."""
        return self.filter(target__lineage__gte=target.lineage, target__lineage__lt=target.lineage_after)

    def with_verdicts(self):
        """With every verdict that may cover them, in one query."""
        steps = ["target" + "__parent" * depth for depth in range(LINEAGE_DEPTH)]
        return self.select_related(*(f"{step}__verdict" for step in steps))


class LinkUse(models.Model):
    """A link as it stands in a comment: in its words, or in the writer's website field.

    An address that leads on to another one is a use for each step of the way.
    """

    class Place(models.TextChoices):
        TEXT = "text", "In the comment"
        WEBSITE = "website", "In the website field"

    class Written(models.TextChoices):
        ADDRESS = "address", "As an address"
        WORDS = "words", "Behind words"
        DISGUISED = "disguised", "Disguised"

    revision = models.ForeignKey("comments.CommentRevision", models.CASCADE, related_name="links")
    place = models.CharField(max_length=10, choices=Place, default=Place.TEXT)
    position = models.PositiveIntegerField(help_text="Its slot in the revision, from 0.")
    step = models.PositiveSmallIntegerField(
        default=0, help_text="How many redirectors stand before it; 0 is the address as written."
    )
    written = models.CharField(max_length=10, choices=Written, default=Written.ADDRESS)
    url = models.CharField(max_length=2_000)
    words = LineField(
        max_length=3_000,
        blank=True,
        help_text="What stands for it: its words, or a disguised address as typed.",
    )
    target = models.ForeignKey(LinkTarget, models.PROTECT, related_name="uses")
    #: The widest target around it. Uses of a site are many: its latest ones are found without looking at all.
    site = models.ForeignKey(LinkTarget, models.PROTECT, related_name="+", db_index=False, editable=False)

    objects = LinkUseQuerySet.as_manager()

    class Meta:
        ordering = ["revision", "place", "position", "step"]
        indexes = [models.Index(fields=["site", "-id"], name="link_use_latest_of_site")]
        constraints = [
            models.UniqueConstraint(fields=["revision", "place", "position", "step"], name="link_use_once"),
            models.CheckConstraint(
                condition=Q(written__in=["address", "words", "disguised"]), name="link_use_written_known"
            ),
        ]

    def __str__(self):
        return self.url


class LinkVerdict(models.Model):
    """What a moderator decided about a target. Append-only; the target points at the one in force."""

    target = models.ForeignKey(LinkTarget, models.PROTECT, related_name="verdicts")
    treatment = models.CharField(max_length=12, choices=Treatment)
    note = LineField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(treatment__in=Treatment.values), name="link_verdict_treatment_known"
            )
        ]

    def __str__(self):
        return f"{self.get_treatment_display()}: {self.target}"


class LinkProposalQuerySet(models.QuerySet):
    def open(self):
        """Those no moderator ignored, about targets nobody decided about since."""
        since = LinkVerdict.objects.filter(target=models.OuterRef("target"), at__gte=models.OuterRef("at"))
        return self.filter(~models.Exists(since), ignored_at=None)


class LinkProposal(models.Model):
    """A verdict that another site's moderators gave and ours may take over. It does nothing by itself."""

    target = models.ForeignKey(LinkTarget, models.PROTECT, related_name="proposals")
    treatment = models.CharField(max_length=12, choices=Treatment)
    note = LineField(max_length=500, blank=True)
    source = LineField(max_length=200, help_text="Where it comes from.")
    at = models.DateTimeField(default=timezone.now)
    ignored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ignored_at = models.DateTimeField(null=True)

    objects = LinkProposalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["target", "source"], name="link_proposal_once"),
            models.CheckConstraint(
                condition=Q(treatment__in=Treatment.values), name="link_proposal_treatment_known"
            ),
        ]

    def __str__(self):
        return f"{self.get_treatment_display()}: {self.target}"
