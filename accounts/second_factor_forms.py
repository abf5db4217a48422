"""allauth's forms for second factors in our words."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from accounts.forms import OurWords

#: What the libraries raise over an answer that no passkey gives.
NOT_AN_ANSWER = (ValueError, TypeError, KeyError, AttributeError, IndexError)
PASSKEY_FAULT = "This did not work. Try again"

APP_CODE = ("Code", "From your authenticator app, or one of your recovery codes.", "Enter the code")
PASSKEY_NAME = ("Name", "So that you can tell it from others: “Phone”, for example.", "Enter a name")


class Step(OurWords, base.AuthenticateForm):
    words = {"code": APP_CODE}


class StepAgain(OurWords, base.ReauthenticateForm):
    words = {"code": APP_CODE}


class TurnOnApp(OurWords, totp.ActivateTOTPForm):
    words = {"code": ("Code from the app", "Six digits.", "Enter the code from the app")}


class _Answer(OurWords):
    """A passkey's answer comes from a browser, so it may be anything."""

    def full_clean(self):
        try:
            super().full_clean()
        except NOT_AN_ANSWER:
            self.add_error(None, PASSKEY_FAULT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "credential" in self.fields:
            self.fields["credential"].error_messages = {"required": PASSKEY_FAULT, "invalid": PASSKEY_FAULT}


class AddPasskey(_Answer, webauthn.AddWebAuthnForm):
    name = forms.CharField(max_length=80, required=False)
    words = {
        "name": PASSKEY_NAME,
        "passwordless": ("Sign in with this passkey alone", "Without a password.", ""),
    }
    field_order = ["name", "passwordless", "credential"]


class RenamePasskey(OurWords, webauthn.EditWebAuthnForm):
    name = forms.CharField(max_length=80)
    words = {"name": PASSKEY_NAME}


class PasskeyStep(_Answer, webauthn.AuthenticateWebAuthnForm):
    pass


class PasskeyAgain(_Answer, webauthn.ReauthenticateWebAuthnForm):
    pass


class PasskeySignIn(_Answer, webauthn.LoginWebAuthnForm):
    pass
