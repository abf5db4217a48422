"""A picture of the library and what is known about it."""

from django import forms
from django.core.exceptions import ValidationError

from articles import images
from articles.forms.fields import UploadField
from articles.forms.names import SeenName
from articles.images import FOCAL_POINT, WORDS
from articles.models import Image
from cms.forms import LengthsInWords


class PerCentField(forms.IntegerField):
    """How far into a picture a point is."""

    def __init__(self, **kwargs):
        words = "Choose a whole number from 0 to 100."
        messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)
        super().__init__(min_value=0, max_value=100, error_messages=messages, **kwargs)


class ImageForm(SeenName, LengthsInWords, forms.ModelForm):
    """A record of the library. A file is taken where there is none; one that is there stays."""

    upload = UploadField(label="Picture", error_messages={"required": "Choose a picture to upload."})
    focal_x = PerCentField(label="Per cent from the left")
    focal_y = PerCentField(label="Per cent from the top")

    class Meta:
        model = Image
        fields = [*WORDS, *FOCAL_POINT]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.file:
            del self.fields["upload"]
            # What this form leaves alone stays as another window stored it meanwhile.
            for field in self.fields.values():
                field.show_hidden_initial = True
            return
        for name in FOCAL_POINT:
            del self.fields[name]
        if self.instance.pk:
            self.fields["upload"].required = False
        else:
            self.fields["name"].required = False
            self.fields["name"].help_text += " Left empty, the name of the file."

    def clean_upload(self):
        judged = self.cleaned_data["upload"]
        known = images.known(judged) if judged else None
        if known:
            raise ValidationError(f"The library has this picture already. It is called “{known.name}”.")
        return judged

    def store(self, *, by) -> Image:
        """Store the record, with its file if one was sent."""
        judged, image = self.cleaned_data.get("upload"), self.instance
        if judged and image.pk:
            return images.fill(image, judged)
        if judged:
            return images.keep(judged, by=by, **{name: self.cleaned_data[name] for name in WORDS})
        images.change(image, self.changed_data)
        return image
