"""Model fields that clean what is stored, on every write path: save, bulk_create, update(), import, shell.

Nothing is ever cut: text that is too long is refused in words, before it reaches the database.
"""

from django.core.exceptions import ValidationError
from django.db import models

from cms.html import CleanHTML, clean_body
from cms.text import clean_line, clean_text

#: How many times its limit a text may be long before it is cleaned: markup from elsewhere is wordy.
RAW_ALLOWANCE = 3


class CleanedField:
    """A text field whose value passes `clean_stored` on its way into the database.

    Raises ValidationError when the cleaned value is longer than the field's `max_length`.
    """

    @staticmethod
    def clean_stored(value: str) -> str:
        raise NotImplementedError

    def pre_save(self, model_instance, add):
        value = self.get_stored(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(self.get_stored(value), connection)

    def get_stored(self, value):
        if not isinstance(value, str):
            return value
        # Cleaning takes time that grows with the text, so what is far too long is refused before it.
        self._refuse_too_long(value, RAW_ALLOWANCE * (self.max_length or 0))
        value = self.clean_stored(value)
        self._refuse_too_long(value, self.max_length)
        return value

    def _refuse_too_long(self, value, limit):
        if limit and len(value) > limit:
            raise ValidationError(
                f"{self.verbose_name.capitalize()} is {len(value):,} characters."
                f" Shorten it to {self.max_length:,} or fewer.",
                code="max_length",
            )


class LineField(CleanedField, models.CharField):
    """One line of plain text."""

    clean_stored = staticmethod(clean_line)


class PlainTextField(CleanedField, models.TextField):
    """Several lines of plain text, as a person typed them."""

    clean_stored = staticmethod(clean_text)


class BodyField(CleanedField, models.TextField):
    """The body of an article: canonical, cleaned HTML (see `cms.html.clean_body`)."""

    @staticmethod
    def clean_stored(value):
        return value if isinstance(value, CleanHTML) else clean_body(value)

    def from_db_value(self, value, expression, connection):
        # What is stored went through the cleaner, so saving it unchanged need not clean it again.
        return value if value is None else CleanHTML(value)
