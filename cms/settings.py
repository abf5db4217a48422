"""Every setting, read from the environment; .env.example names the usual ones.

A file `.env` beside `manage.py` is read when there is one; the environment wins over it. `DEBUG=true` means
"a machine of one's own": keys and host names get local values and trial switches are allowed. Anything else
is production, and production does not start half configured.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from cms import csp

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# --- Where we are: a machine of one's own, or production ---

LOCAL = env.bool("DEBUG", default=False)
#: Django's own error pages show settings and source, and hide ours: they have a switch of their own.
DEBUG = LOCAL and env.bool("DEBUG_PAGES", default=False)

SECRET_KEY = env("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
#: False lifts the limits on how often one reader may comment, for trials and load tests.
COMMENT_LIMITS = env.bool("COMMENT_LIMITS", default=True)

LOCAL_KEY = "for-one-machine-only-and-known-to-everyone-who-reads-this-file"

if LOCAL:
    SECRET_KEY = SECRET_KEY or LOCAL_KEY
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", ".localhost", "127.0.0.1", "[::1]"]
elif not SECRET_KEY or SECRET_KEY == LOCAL_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY, or DEBUG=true on a machine of your own.")
elif not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS, or DEBUG=true on a machine of your own.")
elif not COMMENT_LIMITS:
    raise ImproperlyConfigured("COMMENT_LIMITS=off is for trials. It needs DEBUG=true.")

# --- The site ---

#: Where readers find it: the beginning of the addresses in mails, which no request tells.
SITE_URL = env("SITE_URL", default="").rstrip("/")
if not SITE_URL and LOCAL:
    SITE_URL = f"http://{env('HOST', default='127.0.0.1')}:{env('PORT', default='8000')}"
elif not SITE_URL and ALLOWED_HOSTS[0].strip("*."):
    SITE_URL = f"https://{ALLOWED_HOSTS[0].lstrip('*.')}"
elif not SITE_URL:
    raise ImproperlyConfigured("Set SITE_URL, the site's own address: ALLOWED_HOSTS names no host.")
SITE_NAME = env("SITE_NAME", default="Plain Health")
SITE_DESCRIPTION = env("SITE_DESCRIPTION", default="Plain answers about health, kept up to date in the open.")
LANGUAGE_CODE = env("LANGUAGE_CODE", default="en-gb")
TIME_ZONE = env("TIME_ZONE", default="Europe/London")
USE_I18N = True
USE_TZ = True

# --- What it is made of ---

INSTALLED_APPS = [
    "accounts",
    "articles",
    "comments",
    "wordpress",
    "demo",
    "worker",
    "cms.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "js_asset",
    "taggit",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    csp.MIDDLEWARE,
    "cms.middleware.PrivateUnlessSaid",
    "cms.middleware.NoNulls",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.middleware.OldAddresses",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context_processors.site",
            ],
            "builtins": ["django.templatetags.static"],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "site"
CRISPY_TEMPLATE_PACK = "site"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Where things are kept ---

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'palimpsest.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # FULL: a comment we said thank you for survives a power cut. IMMEDIATE: a writer waits for its turn
        # at the start of its transaction instead of failing in the middle of it.
        # recursive_triggers: INSERT OR REPLACE deletes what it replaces, and append-only tables refuse that.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))
MEDIA_URL = "/media/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_AUTOREFRESH = LOCAL

# In the database: how often somebody tried to sign in counts for every worker and outlives a restart.
# There is more room than a flood fills, because a full cache forgets at random.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Who may come in ---

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "home"

#: True keeps staff out of the admin until they have set up a second factor and used it in this session.
REQUIRE_STAFF_SECOND_FACTOR = env.bool("REQUIRE_STAFF_SECOND_FACTOR", default=False)

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
#: Seconds: mail may take its time.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SITE_NAME}: "
ACCOUNT_USER_DISPLAY = "accounts.names.shown_name"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignIn",
    "signup": "accounts.forms.SignUp",
    "request_login_code": "accounts.forms.AskForCode",
    "confirm_login_code": "accounts.forms.EnterCode",
    "reset_password": "accounts.forms.ForgottenPassword",
    "reset_password_from_key": "accounts.forms.NewPassword",
    "change_password": "accounts.forms.ChangePassword",
    "set_password": "accounts.forms.FirstPassword",
    "reauthenticate": "accounts.forms.PasswordAgain",
    "add_email": "accounts.forms.AddAddress",
}

MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
#: Browsers take passkeys on http://localhost; everywhere else they want https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_FORMS = {
    "authenticate": "accounts.second_factor_forms.Step",
    "reauthenticate": "accounts.second_factor_forms.StepAgain",
    "activate_totp": "accounts.second_factor_forms.TurnOnApp",
    "add_webauthn": "accounts.second_factor_forms.AddPasskey",
    "edit_webauthn": "accounts.second_factor_forms.RenamePasskey",
    "authenticate_webauthn": "accounts.second_factor_forms.PasskeyStep",
    "reauthenticate_webauthn": "accounts.second_factor_forms.PasskeyAgain",
    "login_webauthn": "accounts.second_factor_forms.PasskeySignIn",
}

# --- Headers and cookies ---

CONTENT_SECURITY_POLICY = csp.POLICY
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
#: Being signed in ends with the browser, unless "Keep me signed in" was ticked: then after these seconds.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cms.views.csrf_failure"

HTTPS = env.bool("HTTPS", default=not LOCAL)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = (
        ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
    )
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=60 * 60 * 24 * 365)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

#: Larger than any form of ours, small enough to answer at once.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

# --- Comments ---

COMMENT_MAX_LENGTH = 5_000
#: True asks commenters for a website too; names then link there, as far as moderators allow it.
COMMENT_WEBSITE_FIELD = env.bool("COMMENT_WEBSITE_FIELD", default=False)
COMMENT_MAX_LINKS = env.int("COMMENT_MAX_LINKS", default=2)
#: Comments one network may send in ten minutes.
COMMENT_FLOOD_LIMIT = env.int("COMMENT_FLOOD_LIMIT", default=5)
#: Comments one person (an account, else an address) may send in ten minutes, from whatever networks.
COMMENT_FLOOD_PERSON = env.int("COMMENT_FLOOD_PERSON", default=5)
#: Comments the whole site takes in one minute.
COMMENT_FLOOD_SITE = env.int("COMMENT_FLOOD_SITE", default=60)
#: Days after an article's last update until its comments close; 0: never. A discussion may differ.
COMMENTS_CLOSE_AFTER_DAYS = env.int("COMMENTS_CLOSE_AFTER_DAYS", default=0)
#: False mails the link to a comment only to those who ask for emails, instead of every guest.
COMMENT_MAIL_LINKS = env.bool("COMMENT_MAIL_LINKS", default=True)
#: Pauses comments on the whole site, whatever the switch in the admin says.
COMMENTS_PAUSED = env.bool("COMMENTS_PAUSED", default=False)
#: Leading zero bits of the puzzle that a browser under suspicion solves: 13 take about half a second.
COMMENT_PUZZLE_BITS = env.int("COMMENT_PUZZLE_BITS", default=13)
#: Reports, weighted by how often their reporters were right, that put a comment back to waiting.
REPORTS_TO_HOLD = env.float("REPORTS_TO_HOLD", default=3)
#: Reports one person may send in an hour; a network may send three times as many.
REPORT_LIMIT = env.int("REPORT_LIMIT", default=10)
#: Days until the words of a comment in this state, and its writer's details, are erased; 0: never.
COMMENT_KEPT_DAYS = {
    "pending": env.int("COMMENT_KEPT_DAYS_PENDING", default=365),
    "rejected": env.int("COMMENT_KEPT_DAYS_REJECTED", default=90),
    "removed": env.int("COMMENT_KEPT_DAYS_REMOVED", default=365),
    "withdrawn": env.int("COMMENT_KEPT_DAYS_WITHDRAWN", default=30),
}
#: Days until a report that was answered is forgotten; until then it tells how often its reporter is right.
REPORT_KEPT_DAYS = env.int("REPORT_KEPT_DAYS", default=365)
#: Days until the hash of a network is dropped from what it sent.
NETWORK_KEPT_DAYS = env.int("NETWORK_KEPT_DAYS", default=30)
#: True publishes comments of known readers at once, unless something was noticed or a link is unknown.
PUBLISH_KNOWN_READERS = env.bool("PUBLISH_KNOWN_READERS", default=False)
#: Published comments, with a proven address, that make a reader a known one.
KNOWN_READER_COMMENTS = env.int("KNOWN_READER_COMMENTS", default=3)
#: A moderators' rule is suspended when less than this part of what it held was refused in the end …
RULE_FLOOR = env.float("RULE_FLOOR", default=0.7)
#: … of so many decided comments at least.
RULE_FEWEST_DECISIONS = env.int("RULE_FEWEST_DECISIONS", default=20)
#: Decisions that are judged again each week by somebody who does not see them.
SECOND_LOOKS_A_WEEK = env.int("SECOND_LOOKS_A_WEEK", default=20)
#: How many proxies in front of the application may be believed about the reader's network address.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# --- Articles ---

TAGGIT_CASE_INSENSITIVE = True
#: Months until an article that was fully reviewed is due again, unless the editor says otherwise.
REVIEW_EVERY_MONTHS = env.int("REVIEW_EVERY_MONTHS", default=24)
#: The language whose endings and plurals search knows: on SQLite english or none, on PostgreSQL any that it
#: knows. `manage.py migrate` makes the index anew after a change.
SEARCH_LANGUAGE = env("SEARCH_LANGUAGE", default="english")
#: A WebSub hub that feeds name. One that looks for news itself: we tell it nothing. None without it.
WEBSUB_HUB = env("WEBSUB_HUB", default="")
#: Whether the worker asks the pages that articles link to whether they are still there.
CHECK_LINKS = env.bool("CHECK_LINKS", default=True)
#: Days after the due date until readers are told that a review is overdue.
REVIEW_GRACE_DAYS = env.int("REVIEW_GRACE_DAYS", default=30)

# --- Mail and logs ---

# On a machine of one's own, each mail is a file in var/mail.
vars().update(env.email("EMAIL_URL", default="filemail://" if LOCAL else "consolemail://"))
EMAIL_FILE_PATH = vars()["EMAIL_FILE_PATH"] or VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"{SITE_NAME} <no-reply@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # It has three lines for every task that goes well; those that fail are errors.
    "loggers": {"django_tasks": {"level": "WARNING"}},
}
