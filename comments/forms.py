"""The form readers comment with."""

from django import forms
from django.conf import settings

from cms.text import clean_line, clean_text, has_visible
from comments.links.addresses import find_links, has_too_long_link
from comments.models import Comment
from comments.submission import Submission, new_key

NAME_LENGTH = 80


class CommentForm(forms.Form):
    """A comment as its writer types it.

    `version`, `key` and `parent` come with the page; `subject` is a trap that people do not see. Limits are
    told in words and nothing is cut.
    """

    text = forms.CharField(
        label="Your comment",
        help_text="Plain text. Do not share details that could identify you or someone else.",
        error_messages={"required": "Write your comment before you send it"},
        widget=forms.Textarea(attrs={"rows": 6, "data-limit": settings.COMMENT_MAX_LENGTH}),
        strip=False,
    )
    name = forms.CharField(
        label="Name",
        help_text="Shown with your comment.",
        error_messages={"required": "Enter your name"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="We never show this.",
        error_messages={
            "required": "Enter your email address",
            "invalid": "Enter an email address like name@example.org",
            "max_length": "Enter an email address of 254 characters or fewer",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    subject = forms.CharField(
        label="Leave this field empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    parent = forms.CharField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *args, article=None, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.article = article
        self.user = user if user is not None and user.is_authenticated else None
        if self.user:
            self.fields["name"].required = self.fields["email"].required = False

    def clean_text(self):
        text = clean_text(self.cleaned_data["text"])
        limit = settings.COMMENT_MAX_LENGTH
        if not has_visible(text):
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        if len(text) > limit:
            raise forms.ValidationError(
                f"Your comment is {len(text):,} characters. Shorten it to {limit:,} or fewer"
            )
        if has_too_long_link(text):
            raise forms.ValidationError("This link is too long")
        count = len(find_links(text))
        if count > settings.COMMENT_MAX_LINKS:
            raise forms.ValidationError(f"Use {settings.COMMENT_MAX_LINKS} links or fewer. Yours has {count}")
        return text

    def clean_name(self):
        name = clean_line(self.cleaned_data["name"])
        if self.user:
            # Beside a name may stand "Editor": it is the account's, not whatever was typed.
            name = self.user.get_full_name() or name or self.user.get_username()
        if not has_visible(name):
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        if len(name) > NAME_LENGTH:
            raise forms.ValidationError(
                f"Your name is {len(name):,} characters. Shorten it to {NAME_LENGTH} or fewer"
            )
        return name

    def clean_email(self):
        return (self.user.email if self.user else "") or self.cleaned_data["email"]

    def clean_parent(self):
        """The comment that is answered, which has to be public still."""
        given = self.cleaned_data["parent"]
        if not given:
            return None
        parents = Comment.objects.on(self.article).published()
        parent = parents.filter(pk=given).first() if given.isdecimal() and len(given) < 18 else None
        if parent is None:
            raise forms.ValidationError(
                "The comment you are answering is no longer public. Send yours again to post it on its own"
            )
        return parent

    def submission(self, *, network: str) -> Submission:
        """What a valid form says, for `comments.submission.submit`."""
        data = self.cleaned_data
        return Submission(
            text=data["text"],
            name=data["name"],
            email=data["email"],
            parent=data["parent"],
            user=self.user,
            key=data["key"],
            version_token=data["version"],
            network=network,
            trap_filled=bool(data["subject"]),
        )

    def again(self) -> "CommentForm":
        """The same form to be sent once more, with a fresh one-use key; nothing typed is lost."""
        self.data = self.data.copy()
        self.data["key"] = new_key()
        if "parent" in self.errors:
            self.data["parent"] = ""
        return self
