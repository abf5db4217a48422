"""The addresses of accounts: every page of allauth that we want, and no other."""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import path, register_converter
from django.utils.cache import patch_cache_control

from accounts import views


def personal(view):
    """Kept by no cache, and 422 where allauth answers 200 to a form that has something wrong."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 200 and _has_faults(response):
            response.status_code = 422
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answered


def _has_faults(response):
    context = getattr(response, "context_data", None) or {}
    forms = [context.get(name) for name in ("form", "webauthn_form")]
    return any(form.errors for form in forms if form)


class Base36:
    """How allauth writes an account's number into an address."""

    regex = "[0-9A-Za-z]+"

    def to_python(self, value):
        return value

    to_url = to_python


register_converter(Base36, "base36")
sign_out = views.SignOut.as_view()

ADDRESSES = [
    ("sign-in/", account.login, "sign-in"),
    ("sign-in/code/", account.request_login_code, "account_request_login_code"),
    ("sign-in/code/enter/", account.confirm_login_code, "account_confirm_login_code"),
    ("sign-in/second-step/", second_factor.authenticate, "mfa_authenticate"),
    ("sign-in/passkey/", passkey.login_webauthn, "mfa_login_webauthn"),
    ("sign-out/", sign_out, "sign-out"),
    ("sign-up/", account.signup, "account_signup"),
    ("sign-up/check-your-mail/", account.email_verification_sent, "account_email_verification_sent"),
    ("confirm-address/<str:key>/", account.confirm_email, "account_confirm_email"),
    ("password/forgotten/", account.password_reset, "account_reset_password"),
    ("password/forgotten/sent/", account.password_reset_done, "account_reset_password_done"),
    (
        "password/new/<base36:uidb36>-<str:key>/",
        account.password_reset_from_key,
        "account_reset_password_from_key",
    ),
    ("password/new/done/", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    ("account/", views.account, "account"),
    ("account/name/", views.name, "account_name"),
    ("account/delete/", views.delete, "account_delete"),
    ("account/addresses/", account.email, "account_email"),
    ("account/password/", account.password_change, "account_change_password"),
    ("account/password/first/", account.password_set, "account_set_password"),
    ("account/confirm/", account.reauthenticate, "account_reauthenticate"),
    ("account/confirm/second-factor/", second_factor.reauthenticate, "mfa_reauthenticate"),
    ("account/confirm/passkey/", passkey.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    ("account/second-factor/", second_factor.index, "mfa_index"),
    ("account/second-factor/app/on/", app.activate_totp, "mfa_activate_totp"),
    ("account/second-factor/app/off/", app.deactivate_totp, "mfa_deactivate_totp"),
    ("account/second-factor/codes/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    ("account/second-factor/codes/new/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
    ("account/second-factor/codes/file/", recovery.download_recovery_codes, "mfa_download_recovery_codes"),
    ("account/second-factor/passkeys/", passkey.list_webauthn, "mfa_list_webauthn"),
    ("account/second-factor/passkeys/add/", passkey.add_webauthn, "mfa_add_webauthn"),
    ("account/second-factor/passkeys/<int:pk>/", passkey.edit_webauthn, "mfa_edit_webauthn"),
    ("account/second-factor/passkeys/<int:pk>/remove/", passkey.remove_webauthn, "mfa_remove_webauthn"),
    # The names that allauth itself asks for.
    ("sign-in/", account.login, "account_login"),
    ("sign-out/", sign_out, "account_logout"),
]

urlpatterns = [path(address, personal(view), name=name) for address, view, name in ADDRESSES]
