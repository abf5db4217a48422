"""Forms that belong to neither articles nor comments."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm


class LengthsInWords:
    """For form classes: a text that is too long is refused in our words, with all of it still there.

    Browsers are given no `maxlength`: they cut what is pasted, and say nothing.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if getattr(field, "max_length", None):
                field.widget.attrs.pop("maxlength", None)
                field.error_messages.setdefault(
                    "max_length", "This is %(show_value)d characters. Shorten it to %(limit_value)d or fewer."
                )


class SignInForm(AuthenticationForm):
    username = forms.CharField(
        label="Email address",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Enter your email address"},
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )
    remember = forms.BooleanField(
        label="Keep me signed in for 30 days",
        required=False,
        help_text="This setting should only be used on your home or work computer.",
    )

    error_messages = {
        "invalid_login": "The email address or password is not right",
        "inactive": "The email address or password is not right",
    }
