"""allauth's forms in our words."""

from allauth.account import forms as stock
from django import forms
from django.contrib.auth.hashers import make_password

from accounts.names import name_fault, rename
from cms.forms import LengthsInWords
from cms.text import clean_line

ADDRESS_FAULT = "Enter an email address like name@example.org"
LONGEST_LOGIN = 254
PASSWORD_HINT = "At least 8 characters, not only numbers, and not a password that many people use."

#: Field → label, hint, and what is said when it is left empty.
WORDS = {
    "login": ("Email address", "", "Enter your email address"),
    "email": ("Email address", "", "Enter your email address"),
    "password": ("Password", "", "Enter your password"),
    "oldpassword": ("Your password now", "", "Enter your password"),
    "password1": ("Password", PASSWORD_HINT, "Choose a password"),
    "remember": (
        "Keep me signed in for 30 days",
        "This setting should only be used on your home or work computer.",
        "",
    ),
    "code": ("Code", "", "Enter the code"),
    "name": ("Name", "", "Enter your name"),
}


class OurWords(LengthsInWords):
    """Put before one of allauth's forms: labels, hints and errors of ours, and no text inside empty fields.

    One field for a new password is enough: a browser shows it, and a forgotten one can be replaced.
    """

    use_required_attribute = False
    words: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words or name in WORDS:
                field.label, field.help_text, missing = self.words.get(name) or WORDS[name]
                field.error_messages |= {"required": missing, "invalid": ADDRESS_FAULT}


class SignIn(OurWords, stock.LoginForm):
    """Email address or, for staff, username; and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def clean_login(self):
        """Longer ones are nobody's, and databases refuse to look for the longest."""
        login = super().clean_login()
        if len(login) > LONGEST_LOGIN:
            raise forms.ValidationError(ADDRESS_FAULT)
        return login

    def user_credentials(self):
        """Either an address or a username. Asked for both, allauth would check the password of a known
        address twice, and the time would tell it from an unknown one."""
        credentials = super().user_credentials()
        if "email" in credentials:
            credentials.pop("username", None)
        return credentials


class SignUp(OurWords, stock.SignupForm):
    name = forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "email", "password1"]
    words = {
        "name": ("Name", "Shown with your comments.", "Enter your name"),
        "email": (
            "Email address",
            "We never show this. Confirm it by mail.",
            "Enter your email address",
        ),
    }

    def clean_name(self):
        name = clean_line(self.cleaned_data["name"])
        if fault := name_fault(name):
            raise forms.ValidationError(fault)
        return name

    def try_save(self, request):
        """For an address that has an account a password is made too, so that it takes the same time."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def signup(self, request, user):
        rename(user, self.cleaned_data["name"])


class AskForCode(OurWords, stock.RequestLoginCodeForm):
    pass


class EnterCode(OurWords, stock.ConfirmLoginCodeForm):
    words = {"code": ("Code from the mail", "", "Enter the code from the mail")}


class ForgottenPassword(OurWords, stock.ResetPasswordForm):
    pass


class NewPassword(OurWords, stock.ResetPasswordKeyForm):
    words = {"password1": ("New password", PASSWORD_HINT, "Choose a password")}


class ChangePassword(OurWords, stock.ChangePasswordForm):
    words = {"password1": ("New password", PASSWORD_HINT, "Choose a password")}


class FirstPassword(OurWords, stock.SetPasswordForm):
    pass


class PasswordAgain(OurWords, stock.ReauthenticateForm):
    pass


class AddAddress(OurWords, stock.AddEmailForm):
    words = {
        "email": (
            "Another email address",
            "Confirm it by mail. Comments you sent with it as a guest then join your account.",
            "Enter an email address",
        )
    }


class Name(OurWords, forms.Form):
    """What a signed-in reader's next comments are signed with."""

    name = forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "name"}))
    words = {"name": ("Name", "Shown with what you write from now on.", "Enter your name")}
    clean_name = SignUp.clean_name
