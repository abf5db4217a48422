"""Fields of the article form that Django has none for."""

import re

from django import forms
from django.core.exceptions import ValidationError

from articles import uploads
from articles.models import Article, Image, Tag, Topic
from articles.widgets import PictureInput, RelatedInput, TagsInput, names_in
from cms.text import clean_line, has_visible

LONGEST_TAG = Tag._meta.get_field("name").max_length
_NUMBERED = re.compile(r"\(([0-9]{1,18})\)\s*$")


class TagsField(forms.CharField):
    """Names of tags, in order."""

    widget = TagsInput

    def clean(self, value):
        names = [name for name in names_in(super().clean(value)) if has_visible(clean_line(name))]
        longest = max(names, key=len, default="")
        if len(longest) > LONGEST_TAG:
            raise ValidationError(
                f"The tag “{longest[:30]}…” is {len(longest)} characters."
                f" Shorten it to {LONGEST_TAG} or fewer."
            )
        return names

    def has_changed(self, initial, data):
        return names_in(data or "") != [*(initial or [])]


class RelatedField(forms.Field):
    """Primary keys of articles, in order, from rows such as "Lower Back Pain (12)".

    The number may be left out where the title is enough.
    """

    widget = RelatedInput

    def clean(self, value):
        return [self._found(row) for row in value]

    @staticmethod
    def _found(row):
        numbered = _NUMBERED.search(row)
        by = {"pk": numbered[1]} if numbered else {"title__iexact": row.strip()}
        found = [*Article.objects.filter(**by).values_list("pk", flat=True)[:2]]
        if len(found) == 1:
            return found[0]
        how_many = "Several articles are" if found else "No article is"
        raise ValidationError(f"{how_many} called “{row.strip()}”. Choose one from the list.")


class TopicField(forms.ModelChoiceField):
    """A topic. One that was merged while the form was open means what it became."""

    default_error_messages = {"invalid_choice": "This topic was removed. Choose another one."}

    def __init__(self, **kwargs):
        super().__init__(queryset=Topic.objects.current(), **kwargs)

    def prepare_value(self, value):
        value = super().prepare_value(value)
        if not isinstance(value, str) or not value.isdecimal():
            return value
        former = Topic.objects.filter(pk=value, became__isnull=False).first()
        return str(former.became_id) if former else value

    def to_python(self, value):
        return super().to_python(self.prepare_value(value))


class PictureField(forms.ModelChoiceField):
    """A picture of the library, which holds more than a page could offer."""

    widget = PictureInput
    default_error_messages = {
        "invalid_choice": "This picture is not in the library any more. Choose another one."
    }

    def __init__(self, **kwargs):
        super().__init__(queryset=Image.objects.all(), **kwargs)


class UploadField(forms.FileField):
    """A new picture for the library, judged before anything is stored: a `Judged`."""

    def __init__(self, **kwargs):
        most = uploads.MAX_BYTES // uploads.MEGABYTE
        super().__init__(help_text=f"JPEG, PNG, WebP, GIF or AVIF, up to {most} MB.", **kwargs)
        self.widget.attrs["accept"] = "image/*"
        self.error_messages["empty"] = "This file is empty. Choose another one."

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        return uploads.judged(file) if file else None
