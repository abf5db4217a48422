"""Names of what links on the desk and on readers' pages are made of."""

from django.core.exceptions import ValidationError

from cms.text import clean_line, has_visible


class SeenName:
    """For forms: a name has something to see, or a link made of it could not be pressed."""

    def clean_name(self):
        name = clean_line(self.cleaned_data["name"])
        if self.cleaned_data["name"] and not has_visible(name):
            raise ValidationError("Give it a name that can be seen.")
        return name
