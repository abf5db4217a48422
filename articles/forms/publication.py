"""What a publication is about, in the editor's words."""

from django import forms

from articles.doubted import DOUBTED
from articles.models import Article, Author, Kind
from articles.models.note import NOTE_MAX_LENGTH, NOTE_MIN_LENGTH, UPDATE_KINDS
from articles.publishing import Review
from cms.forms import LengthsInWords

HINTS = {
    Kind.SMALL_FIX: "Spelling, layout or a broken link. Not listed; dates stay the same.",
    Kind.UPDATE: "Listed in the history. Moves “last updated”.",
    Kind.CLARIFICATION: "The same meaning in clearer words. Listed.",
    Kind.CORRECTION: "Something was wrong. Listed and marked.",
    Kind.FULL_REVIEW: "The whole page was checked. Also sets the next review date.",
}
TOO_SHORT = f"Say why, for readers, in {NOTE_MIN_LENGTH} characters or more."
#: A redaction's reason is kept in 300 characters, with the name of who did it.
LONGEST_REASON = 140
NO_REASON = f"Say why in {NOTE_MIN_LENGTH} characters or more."


class PublishForm(LengthsInWords, forms.Form):
    """What kind of change it is, and the words about it. A first publication needs neither."""

    kind = forms.ChoiceField(
        label="What kind of change is this?",
        choices=[(kind.value, kind.label) for kind in UPDATE_KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of change this is."},
    )
    note = forms.CharField(
        label="What changed, for readers",
        required=False,
        max_length=NOTE_MAX_LENGTH,
        widget=forms.Textarea(attrs={"class": "input short", "rows": 3}),
    )
    despite_doubts = forms.BooleanField(label="It is a small fix all the same", required=False)
    reviewer = forms.ModelChoiceField(
        label="Reviewed by", queryset=Author.objects.all(), required=False, empty_label="Choose a person"
    )
    review_due_on = forms.DateField(
        label="Next review due",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Left empty, after the usual time.",
    )

    def __init__(self, *args, article: Article, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_first = not (article.pk and article.versions.exists())
        if self.is_first:
            self.fields.clear()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Kind.FULL_REVIEW and not cleaned.get("reviewer"):
            self.add_error("reviewer", "Choose who reviewed it.")
        if cleaned.get("kind") and Kind(cleaned["kind"]).needs_note and not cleaned.get("note", "x"):
            self.add_error("note", "Say what changed, for readers.")
        return cleaned

    def suggest(self, note: str) -> None:
        """Offer words for the note; "" offers none."""
        if note and not self.is_first:
            self["note"].help_text = f"You could write: “{note}”"

    @property
    def is_doubted(self) -> bool:
        """Whether to ask if it is a small fix all the same: it was doubted, or that was answered already."""
        return self.has_error("kind", code=DOUBTED) or bool(
            not self.is_first and self["despite_doubts"].value()
        )

    def kinds(self):
        """Each kind's radio button with its hint."""
        return [(option, HINTS[option.data["value"]]) for option in self["kind"]]

    def act(self) -> dict:
        """The arguments of `publishing.publish` that this form is about."""
        if self.is_first:
            return {"kind": Kind.FIRST}
        data = self.cleaned_data
        review = Review(reviewer=data["reviewer"], due_on=data["review_due_on"])
        return {
            "kind": data["kind"],
            "note": data["note"],
            "review": review,
            "despite_doubts": data["despite_doubts"],
        }


class WordsForm(LengthsInWords, forms.Form):
    """Words for readers about an act: why an article is withdrawn, or a note in better words."""

    words = forms.CharField(
        min_length=NOTE_MIN_LENGTH,
        max_length=NOTE_MAX_LENGTH,
        widget=forms.Textarea(attrs={"class": "input short", "rows": 3}),
        error_messages={"required": TOO_SHORT, "min_length": TOO_SHORT},
    )

    def __init__(self, *args, label: str, hint: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint


class ReasonForm(WordsForm):
    """Why a version is redacted: words for the desk alone."""

    words = forms.CharField(
        min_length=NOTE_MIN_LENGTH,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"class": "input short", "rows": 3}),
        error_messages={"required": NO_REASON, "min_length": NO_REASON},
    )
