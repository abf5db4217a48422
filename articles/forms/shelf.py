"""A tag or a topic, as editors fill it in."""

from django import forms

from articles.forms.names import SeenName
from articles.shelves import refusals
from cms.forms import LengthsInWords
from cms.slugs import slug_of


class ShelfForm(SeenName, LengthsInWords, forms.ModelForm):
    """The admin names the model. Left empty, the address is made from the name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Somebody who may only look gets the form without fields.
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].label = "Address"
            self.fields[
                "slug"
            ].help_text = (
                "The end of its web address. Left empty, it is made from the name. The old one leads here."
            )

    def clean(self):
        cleaned = super().clean()
        name = cleaned.get("name", "")
        if name and "slug" in cleaned:
            longest = self._meta.model._meta.get_field("slug").max_length
            cleaned["slug"] = cleaned["slug"] or slug_of(name, longest=longest)
        for field, sentence in refusals(self.instance, name, cleaned.get("slug", "")).items():
            self.add_error(field, sentence)
        if name and "slug" in cleaned and not cleaned["slug"]:
            self.add_error("slug", "Give it an address of letters, digits and hyphens.")
        return cleaned
