"""Why a verb did not do what it was asked, in words for the person who asked."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """Something is missing or wrong: a sentence, or a sentence for each field."""


class Conflict(Exception):
    """Somebody else was quicker. Nothing was changed; the sentence says what happened."""
