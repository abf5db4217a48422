"""The working copy of an article, as editors fill it in."""

from django import forms
from django.core.exceptions import ValidationError

from articles import images
from articles.addresses import free_address, taken_words
from articles.editor import BodyEditor
from articles.forms.fields import PictureField, RelatedField, TagsField, TopicField, UploadField
from articles.markup import image_ids
from articles.models import Article
from cms.forms import LengthsInWords
from cms.text import clean_line, has_visible

#: What a picture of the library brings along, unless the editor wrote something else.
WORDS = {"lead_alt": "alt", "lead_caption": "caption", "lead_credit": "credit"}

NO_TITLE = "Give the article a title."


class ArticleForm(LengthsInWords, forms.ModelForm):
    """The working copy. `edit_number` and `based_on` say what the editor saw when the form was opened."""

    body = forms.CharField(
        widget=BodyEditor,
        required=False,
        strip=False,
        help_text="Headings in the text start at heading 2. Pictures come from the library.",
    )
    topic = TopicField(required=False, empty_label="No topic")
    lead_image = PictureField(label="Picture from the library", required=False)
    lead_upload = UploadField(label="Or upload a new one", required=False)
    tags = TagsField(required=False, max_length=20_000, help_text="Commas between them. A new tag is made.")
    related = RelatedField(
        label="Related reading",
        required=False,
        help_text="Titles of articles, in the order readers see them.",
    )
    edit_number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Article
        fields = [
            "title", "standfirst", "topic", "author", "lead_image", "lead_alt", "lead_is_decorative",
            "lead_caption", "lead_credit", "body", "slug",
        ]  # fmt: skip
        labels = {
            "author": "Byline",
            "lead_alt": "Describe the image for people who cannot see it",
            "lead_is_decorative": "It is decoration: it says nothing the text does not",
        }
        help_texts = {"slug": "The end of its web address. Left empty, it is made from the title."}
        widgets = {
            "title": forms.TextInput(attrs={"class": "input title-input"}),
            "standfirst": forms.Textarea(attrs={"class": "input short", "rows": 2}),
        }
        error_messages = {
            "title": {"required": NO_TITLE},
            "author": {"invalid_choice": "This author was removed. Choose another one."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        article = self.instance
        self.fields["slug"].required = False
        self.fields["author"].empty_label = "No byline"
        self.fields["body"].widget.image_ids = image_ids(str(article.body))
        self.initial |= {"edit_number": article.edit_number, "based_on": article.based_on}
        if article.pk:
            self.initial["tags"] = [tag.name for tag in article.tags_in_order()]
            self.initial["related"] = [*article.related_in_order()]

    def clean_title(self):
        title = clean_line(self.cleaned_data["title"])
        if not has_visible(title):
            raise ValidationError(NO_TITLE)
        return title

    def clean_body(self):
        # As the column will have it, so that what it refuses is told at the field.
        return Article._meta.get_field("body").get_stored(self.cleaned_data["body"])

    def clean_slug(self):
        slug = self.cleaned_data["slug"] or free_address(self.cleaned_data.get("title", ""), self.instance)
        if not slug and "title" in self.cleaned_data:
            raise ValidationError("Give the article an address of letters, digits and hyphens.")
        if taken := taken_words(slug, self.instance):
            raise ValidationError(taken)
        return slug

    def clean_related(self):
        if self.instance.pk in self.cleaned_data["related"]:
            raise ValidationError("An article cannot recommend itself.")
        return self.cleaned_data["related"]

    def clean(self):
        cleaned = super().clean()
        picture = cleaned.get("lead_image")
        if picture and "lead_image" in self.changed_data:
            for name, word in WORDS.items():
                if not cleaned.get(name) or name not in self.changed_data:
                    cleaned[name] = getattr(picture, word) or cleaned.get(name, "")
        return cleaned

    @property
    def keeps_words_of_old_picture(self) -> bool:
        """Whether a picture was uploaded in place of another, whose description was left as it was."""
        replaced = self.initial.get("lead_image") and self.cleaned_data.get("lead_upload")
        return bool(replaced and self.instance.lead_alt and "lead_alt" not in self.changed_data)

    def take_upload(self, *, by) -> None:
        """Put a picture that was sent along into the library and make it the lead image.

        Done even when the rest of the form has to come back: a browser cannot be made to send a file again.
        """
        judged = self.cleaned_data.get("lead_upload")
        if judged:
            words = {word: self.cleaned_data.get(name, "") for name, word in WORDS.items()}
            self.instance.lead_image = images.keep(judged, by=by, **words)
            self.put("lead_image", self.instance.lead_image_id)

    def as_opened(self) -> "ArticleForm":
        """A form that shows what was sent as if it had not been: nothing in it is judged yet."""
        form = ArticleForm(instance=self.instance)
        form.initial |= {name: self[name].data for name in form.fields if name != "lead_upload"}
        return form

    def put(self, name: str, value) -> None:
        """Change what was sent, for the page that shows the form again."""
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = str(value)
