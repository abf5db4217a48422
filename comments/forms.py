"""The form readers comment with."""

from django import forms
from django.conf import settings

from cms.text import clean_line, clean_text, count_characters, has_visible
from comments import puzzle
from comments.links.addresses import find_links, has_too_long_link
from comments.models import Comment, Lane
from comments.submission import Submission, new_key

NAME_LENGTH = 80
#: Times the limit that a text may have in code points to be looked at: what people see as one may be twelve.
READ_AT_MOST = 20


def _website_field():
    return forms.CharField(
        label="Website",
        required=False,
        max_length=500,
        help_text="Your name links there if a moderator allows it.",
        error_messages={"max_length": "Enter a web address of 500 characters or fewer"},
        widget=forms.TextInput(attrs={"autocomplete": "url", "inputmode": "url"}),
    )


def _is_address(website):
    """Whether it is one web address and nothing beside."""
    links = find_links(website)
    return len(links) == 1 and (links[0].start, links[0].end) == (0, len(website))


def _too_long(length):
    limit = settings.COMMENT_MAX_LENGTH
    return forms.ValidationError(f"Your comment is {length:,} characters. Shorten it to {limit:,} or fewer")


class CommentForm(forms.Form):
    """A comment as its writer types it.

    `version`, `key` and `parent` come with the page; `subject` is a trap that people do not see; `spent`,
    `challenge` and `answer` are a script's. Limits are told in words and nothing is cut.
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
    wants_replies = forms.BooleanField(
        label="Email me when someone replies (optional)",
        required=False,
        help_text="And when a moderator has decided about your comment.",
    )
    subject = forms.CharField(
        label="Leave this field empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    parent = forms.CharField(required=False, widget=forms.HiddenInput)
    lane = forms.BooleanField(
        label="This is about an error in the article",
        required=False,
        help_text="Editors look into it. If it leads to an update, the update thanks you.",
        widget=forms.CheckboxInput(attrs={"value": Lane.CORRECTION.value}),
    )
    #: Seconds since the page was opened, told by a script; whoever tells can be asked to solve a puzzle.
    spent = forms.CharField(required=False, widget=forms.HiddenInput)
    challenge = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    answer = forms.CharField(required=False, max_length=puzzle.ANSWER_LENGTH, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *args, article=None, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.article = article
        self.user = user if user is not None and user.is_authenticated else None
        if settings.COMMENT_WEBSITE_FIELD:
            self.fields["website"] = _website_field()
        if self.user:
            self.fields["name"].required = self.fields["email"].required = False

    def clean_text(self):
        typed = self.cleaned_data["text"]
        if len(typed) > READ_AT_MOST * settings.COMMENT_MAX_LENGTH:
            raise _too_long(len(typed))
        text = clean_text(typed)
        if not has_visible(text):
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        length = count_characters(text)
        if length > settings.COMMENT_MAX_LENGTH:
            raise _too_long(length)
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

    def clean_website(self):
        website = clean_line(self.cleaned_data["website"])
        if website and not _is_address(website):
            raise forms.ValidationError("Enter a web address like www.example.org")
        return website

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

    def submission(self, **request) -> Submission:
        """What a valid form says, with what the `request` says beside it."""
        data = self.cleaned_data
        is_asked = puzzle.is_ours(data["challenge"])
        return Submission(
            text=data["text"],
            name=data["name"],
            email=data["email"],
            website=data.get("website", ""),
            wants_replies=data["wants_replies"],
            parent=data["parent"],
            user=self.user,
            key=data["challenge"] if is_asked else data["key"],
            version_token=data["version"],
            trap_filled=bool(data["subject"]),
            lane=Lane.CORRECTION if data["lane"] else Lane.REMARK,
            seconds_spent=int(data["spent"])
            if data["spent"].isdecimal() and len(data["spent"]) < 9
            else None,
            puzzle_solved=is_asked and puzzle.is_solved(data["challenge"], data["answer"]),
            **request,
        )

    @property
    def can_be_asked(self) -> bool:
        """Whether a script can solve a puzzle, and was set none yet."""
        return bool(self.cleaned_data["spent"]) and not puzzle.is_ours(self.cleaned_data["challenge"])

    def ask(self) -> "CommentForm":
        """The same form with a puzzle to solve before it is sent once more."""
        self.again()
        self.data["challenge"] = puzzle.new_challenge()
        self.puzzle_bits = settings.COMMENT_PUZZLE_BITS
        return self

    def again(self) -> "CommentForm":
        """The same form to be sent once more, with a fresh one-use key; nothing typed is lost."""
        self.data = self.data.copy()
        self.data["key"] = new_key()
        self.data["challenge"] = self.data["answer"] = ""
        if "parent" in self.errors:
            self.data["parent"] = ""
        return self


class EditForm(CommentForm):
    """The words of a comment that was sent, to be changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {"text": self.fields["text"]}
