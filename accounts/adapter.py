"""What the site wants done differently from allauth's own ways."""

import re
from email.utils import make_msgid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.sites.shortcuts import get_current_site
from django.shortcuts import redirect
from django.urls import reverse

from accounts import mail
from cms.mail import domain
from cms.network import sender_hash

NOT_RIGHT = "The email address or password is not right"
WRONG_CODE = "This code is not right. Check it, or ask for a new one"
#: Mails to an address that somebody typed, about an account that is not there or is there already.
UNASKED = ("account/email/unknown_account", "account/email/account_already_exists")
TOO_OFTEN = "You tried too often. Wait 5 minutes and try again"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: one answer to every failed sign-in, staff whom an administrator vouches for, our words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NOT_RIGHT,
        "username_password_mismatch": NOT_RIGHT,
        "invalid_login": NOT_RIGHT,
        "incorrect_password": "The password is not right",
        "enter_current_password": "The password is not right",
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "duplicate_email": "This address belongs to your account already",
        "email_taken": "This address belongs to another account",
        "max_email_addresses": "An account has %d email addresses at most. Remove one first",
        "invalid_password_reset": "This link was used already or is too old",
    }

    def authenticate(self, request, **credentials):
        """A closed account fails like a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def respond_user_inactive(self, request, user):
        self.add_message(request, messages.ERROR, message="This account is closed")
        return redirect("sign-in")

    def get_login_stages(self):
        """Staff were made by an administrator and need not prove an address before their first sign-in."""
        stock = "allauth.account.stages.EmailVerificationStage"
        ours = "accounts.stages.ProveAddress"
        return [ours if stage == stock else stage for stage in super().get_login_stages()]

    def can_delete_email(self, email_address):
        """The main address stays: without one, a reader could not get back in."""
        return not email_address.primary

    def get_password_change_redirect_url(self, request):
        return reverse("account")

    def get_client_ip(self, request):
        """Whom the limits count: a hash, since they count in a table. Senders whose address is not known
        share one."""
        return sender_hash(request)

    def send_mail(self, template_prefix, email, context):
        """Leaves the sending to the worker."""
        request = current.request
        known = {"request": request, "email": email, "current_site": get_current_site(request)}
        message = self.render_mail(template_prefix, email, {**known, **context})
        mail.send(message, unasked=template_prefix in UNASKED)

    def render_mail(self, template_prefix, email, context, headers=None):
        """Says that a machine wrote it, so that no machine answers (RFC 3834)."""
        own = {"Auto-Submitted": "auto-generated", "Message-ID": make_msgid(domain=domain())}
        return super().render_mail(template_prefix, email, context, {**own, **(headers or {})})


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors under the site's own name, with a QR code that our content security policy allows."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "unverified_email": "Confirm your email address first, or remove the one that is not confirmed",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first",
    }

    def build_totp_svg(self, url):
        """An SVG element to stand in the page: images from data: addresses are blocked."""
        return re.sub(r"<\?xml.*?\?>", "", super().build_totp_svg(url))

    def get_public_key_credential_rp_entity(self):
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_NAME}

    def generate_authenticator_name(self, user, type):
        return "My passkey"
