"""Handing drafts over, and links for reviewers."""

import datetime

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q

from articles.models import handover, invitation
from cms.forms import LengthsInWords
from cms.text import clean_line, clean_text, has_visible

DAYS = (3, 7, 14, 30)
RIGHT = "change_article"


class HandoverForm(LengthsInWords, forms.Form):
    """Words that go with a draft to whose turn it is."""

    words = forms.CharField(
        max_length=handover.WORDS_MAX_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 5}),
    )

    def __init__(self, *args, label: str, hint: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint


class OwnerForm(forms.Form):
    """Who looks after an article: somebody who may change articles."""

    to = forms.ModelChoiceField(
        label="Who looks after it", queryset=None, required=False, empty_label="Nobody"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = _editors()
        self.fields["to"].label_from_instance = lambda user: user.get_full_name() or user.get_username()


class InvitationForm(LengthsInWords, forms.Form):
    """For whom a link is, and how long it works."""

    name = forms.CharField(
        label="Reviewer’s name",
        max_length=100,
        help_text="Remarks made with the link carry it.",
        error_messages={"required": "Say for whom the link is."},
    )
    days = forms.TypedChoiceField(
        label="It works for",
        coerce=int,
        initial=14,
        choices=[(days, f"{days} days") for days in DAYS],
    )

    def clean_name(self):
        return clean_line(self.cleaned_data["name"])

    @property
    def lasts(self) -> datetime.timedelta:
        return datetime.timedelta(days=self.cleaned_data["days"])


class RemarkForm(LengthsInWords, forms.Form):
    """What a reviewer says about a passage, or about the whole without one."""

    quote = forms.CharField(
        label="About these words (optional)",
        required=False,
        max_length=invitation.QUOTE_MAX_LENGTH,
        widget=forms.Textarea(attrs={"class": "input short", "rows": 2}),
    )
    words = forms.CharField(
        label="Your remark",
        max_length=invitation.WORDS_MAX_LENGTH,
        widget=forms.Textarea(attrs={"class": "input", "rows": 5}),
        error_messages={"required": "Write your remark before you send it."},
    )
    name = forms.CharField(label="Your name", max_length=100, error_messages={"required": "Enter your name."})

    def clean_quote(self):
        return clean_text(self.cleaned_data["quote"])

    def clean_words(self):
        words = clean_text(self.cleaned_data["words"])
        if not has_visible(words):
            raise forms.ValidationError(self.fields["words"].error_messages["required"])
        return words


def _editors():
    """Accounts that may change articles, by their own right or by a group's."""
    right = Permission.objects.filter(content_type__app_label="articles", codename=RIGHT)
    users = get_user_model().objects.filter(is_active=True, is_staff=True)
    may = Q(is_superuser=True) | Q(user_permissions__in=right) | Q(groups__permissions__in=right)
    return users.filter(may).distinct().order_by("first_name", "last_name", "username")
