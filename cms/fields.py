"""Model fields that clean what is stored, on every write path: save, bulk_create, update(), import, shell.

Nothing is ever cut: text that is too long is refused in words, before it reaches the database.
"""

from django.core.exceptions import ValidationError
from django.db import models

from cms.html import CleanHTML, clean_body
from cms.text import clean_line, clean_text


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
        value = self.clean_stored(value)
        if self.max_length and len(value) > self.max_length:
            raise ValidationError(
                f"{self.verbose_name.capitalize()} is {len(value):,} characters."
                f" Shorten it to {self.max_length:,} or fewer.",
                code="max_length",
            )
        return value


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
