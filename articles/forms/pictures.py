"""A picture of the library and what is known about it."""

from django import forms

from articles import images
from articles.forms.fields import UploadField
from articles.models import Image
from cms.forms import LengthsInWords

FIELDS = ["name", "alt", "caption", "credit", "source"]


class ImageForm(LengthsInWords, forms.ModelForm):
    """A record of the library. A file is taken where there is none; one that is there stays."""

    upload = UploadField(label="Picture", error_messages={"required": "Choose a picture to upload."})

    class Meta:
        model = Image
        fields = FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.file:
            del self.fields["upload"]
        elif self.instance.pk:
            self.fields["upload"].required = False
        else:
            self.fields["name"].required = False
            self.fields["name"].help_text += " Left empty, the name of the file."

    def store(self, *, by) -> Image:
        """Store the record, with its file if one was sent; a picture the library has already is returned."""
        judged, image = self.cleaned_data.get("upload"), self.instance
        if judged is None:
            image.save()
        elif image.pk:
            images.fill(image, judged)
        else:
            image = images.keep(judged, by=by, **{name: self.cleaned_data[name] for name in FIELDS})
        return image
