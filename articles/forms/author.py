"""An author, as editors fill it in."""

from django import forms

from articles.forms.names import SeenName
from cms.forms import LengthsInWords


class AuthorForm(SeenName, LengthsInWords, forms.ModelForm):
    """The admin names the model."""
