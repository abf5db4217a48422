"""What readers fill in on the pages around a discussion."""

from django import forms

from comments.forms import CommentForm
from comments.models import REPORT_REASONS

NOTE_LENGTH = 500


class ReportForm(forms.Form):
    """What is wrong with a comment."""

    reason = forms.ChoiceField(
        label="What is wrong with it?",
        choices=[(reason.value, reason.label) for reason in REPORT_REASONS],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what is wrong with the comment",
            "invalid_choice": "Choose what is wrong with the comment",
        },
    )
    note = forms.CharField(
        label="What a moderator should know",
        required=False,
        max_length=NOTE_LENGTH,
        help_text="Only moderators read this.",
        widget=forms.Textarea(attrs={"rows": 3, "class": "short"}),
        error_messages={"max_length": f"Shorten this to {NOTE_LENGTH} characters or fewer"},
    )

    use_required_attribute = False


class AddressForm(forms.Form):
    """The address somebody commented with."""

    email = CommentForm.base_fields["email"]

    use_required_attribute = False

    def clean_email(self):
        return self.cleaned_data["email"].lower()
