"""A day and a time to come, on the site's own clock."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.forms.publication import WordsForm
from articles.scheduling import FARTHEST, PAST, TOO_FAR
from cms.clock import moment_of


class MomentForm(forms.Form):
    """When a scheduled act is to be done; `cleaned_data["at"]` is the moment."""

    day = forms.DateField(
        label="Day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose the day.", "invalid": "Write the day like 2026-05-03."},
    )
    time = forms.TimeField(
        label="Time",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Choose the time.", "invalid": "Write the time like 09:00."},
    )

    def __init__(self, *args, at: datetime.datetime | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time"].help_text = f"In {timezone.get_default_timezone_name()} time."
        if at:
            local = timezone.localtime(at)
            self.initial |= {"day": local.date(), "time": local.time()}

    def clean_day(self):
        day, today = self.cleaned_data["day"], timezone.localdate()
        if day < today:
            raise ValidationError(PAST)
        if day > today + FARTHEST:
            raise ValidationError(TOO_FAR)
        return day

    def clean(self):
        cleaned = super().clean()
        if "day" in cleaned and "time" in cleaned:
            try:
                cleaned["at"] = moment_of(cleaned["day"], cleaned["time"])
            except ValidationError as refusal:
                self.add_error("time", refusal)
        return cleaned

    def explain(self, refusal: ValidationError) -> None:
        """Say at the day what a verb refused."""
        self.add_error("day", refusal.messages)


class WithdrawalForm(MomentForm, WordsForm):
    """Why and when an article is to be withdrawn."""

    field_order = ["words", "day", "time"]
