"""Update notes: the public words for what was done to an article."""

import unicodedata

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.fields import LineField
from cms.text import clean_line


class Kind(models.TextChoices):
    """What was done. The table in docs/architecture.md says what each kind does."""

    FIRST = "first", "First version"
    SMALL_FIX = "small_fix", "Small fix"
    UPDATE = "update", "Update"
    CLARIFICATION = "clarification", "Clarification"
    CORRECTION = "correction", "Correction"
    FULL_REVIEW = "full_review", "Full review"
    RESTORED = "restored", "Restored"
    WITHDRAWN = "withdrawn", "Withdrawn"

    @property
    def needs_note(self) -> bool:
        return self not in (Kind.FIRST, Kind.SMALL_FIX)

    @property
    def is_listed(self) -> bool:
        """Shown as a row of its own; small fixes are listed together, folded."""
        return self is not Kind.SMALL_FIX

    @property
    def is_substantive(self) -> bool:
        """Moves "last updated". A full review does so only when it changed the text."""
        return self not in (Kind.SMALL_FIX, Kind.FULL_REVIEW)


#: What an editor may choose when publishing an article that readers already know.
UPDATE_KINDS = (Kind.SMALL_FIX, Kind.UPDATE, Kind.CLARIFICATION, Kind.CORRECTION, Kind.FULL_REVIEW)

NOTE_MIN_LENGTH = 10
NOTE_MAX_LENGTH = 200

#: The columns a redaction empties.
PAYLOAD = ("text", "doubts")
#: Those that quote the article's words, and go with the version that had them.
QUOTING = ("doubts",)


def note_length(text: str) -> int:
    """How many characters of a note readers can see, once it is stored."""
    return sum(unicodedata.category(character) != "Cf" for character in clean_line(text))


class UpdateNoteQuerySet(models.QuerySet):
    def current(self):
        """Notes in their latest wording."""
        rewordings = UpdateNote.objects.filter(replaces=models.OuterRef("pk"))
        return self.exclude(models.Exists(rewordings))

    def listed(self):
        return self.exclude(kind=Kind.SMALL_FIX)

    def published(self):
        """One note for each publication, in its first wording."""
        return self.filter(replaces=None).exclude(kind=Kind.WITHDRAWN)

    def updates(self):
        """What readers are told as "updated": what moved that date since the first version."""
        return self.filter(is_update=True).exclude(kind=Kind.FIRST)


class UpdateNote(models.Model):
    """One wording of the public note about a version. Append-only.

    `at` is when the thing was done, `worded_at` when these words were written. A note of kind `withdrawn`
    names the version that was withdrawn. A new wording is a new row that points at the one it replaces. A
    redaction empties the words and leaves the row.
    """

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="notes")
    version = models.ForeignKey("articles.Version", models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20, choices=Kind)
    text = LineField("note", max_length=NOTE_MAX_LENGTH, blank=True)
    at = models.DateTimeField(default=timezone.now)
    worded_at = models.DateTimeField(default=timezone.now)
    is_update = models.BooleanField(
        default=True, help_text="Whether it moved “last updated”: a full review does only with the text."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    doubts = models.JSONField(
        default=list, help_text="What spoke against a small fix that was published as one all the same."
    )
    redacted_at = models.DateTimeField(null=True, editable=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reworded_by")

    objects = UpdateNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["article", "-at"], name="note_by_article"),
            models.Index(fields=["at"], name="note_by_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="note_kind_known"),
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(replaces=None) & ~models.Q(kind="withdrawn"),
                name="note_once_a_version",
            ),
        ]

    def __str__(self):
        return self.text or self.get_kind_display()

    @property
    def is_current(self) -> bool:
        return not UpdateNote.objects.filter(replaces=self).exists()

    @property
    def is_listed(self) -> bool:
        return Kind(self.kind).is_listed
