"""The last part of an address: words of any script."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models

from cms.fields import CleanedField

MAX_LENGTH = 200

#: As much of a text as can matter for a slug.
READ = 1_000

RULE = "Use letters, digits, hyphens and underscores."
_GAPS = re.compile(r"[-\s]+")


def is_slug(value: str) -> bool:
    """Whether it is made of letters of any script with their marks, digits, hyphens and underscores."""
    return 0 < len(value) <= MAX_LENGTH and all(map(_may_stand, value))


def slug_of(words: str, *, longest: int = MAX_LENGTH) -> str:
    """A slug made of the letters, marks and digits of some words; empty where they have none."""
    # Lower case for the Turkish "İ" is an i with a dot of its own; the plain one is meant.
    lower = unicodedata.normalize("NFKC", words[:READ]).lower().replace("i\u0307", "i")
    kept = "".join(filter(_may_stand, _GAPS.sub("-", lower)))
    return _GAPS.sub("-", kept)[:longest].strip("-_")


def validate_slug(value: str) -> None:
    """Raises ValidationError for what is no slug."""
    if not is_slug(value):
        raise ValidationError(RULE, code="slug")


def _may_stand(character):
    # Marks are not alphanumeric to Python, yet the vowels of many scripts are written with them.
    return character in "-_" or character.isalnum() or unicodedata.category(character).startswith("M")


class SlugField(CleanedField, models.CharField):
    """A slug; nothing else is ever stored, on any write path (Django's own knows no combining marks)."""

    default_validators = [validate_slug]

    def __init__(self, *args, max_length=MAX_LENGTH, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)

    @staticmethod
    def clean_stored(value):
        value = unicodedata.normalize("NFC", value)
        validate_slug(value)
        return value
