"""The project's settings as the tests read them: without `.env`, so that a developer's own changes no test.

DATABASE_URL is taken from outside: the same tests run on SQLite and on PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

import environ

SCRATCH = Path(tempfile.mkdtemp(prefix="palimpsest-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

os.environ.update(
    DEBUG="true",
    SECRET_KEY="known-to-every-reader-of-the-tests",
    ALLOWED_HOSTS="testserver,localhost",
    DATABASE_URL=os.environ.get("DATABASE_URL") or f"sqlite:///{SCRATCH}/site.sqlite3",
    MEDIA_ROOT=str(SCRATCH / "media"),
    COMMENT_LIMITS="on",
    # Few tests are about it, and the mails of others are counted.
    COMMENT_MAIL_LINKS="off",
    # Playwright keeps an event loop running in the thread that the tests use the database from.
    DJANGO_ALLOW_ASYNC_UNSAFE="true",
)

with patch.object(environ.Env, "read_env"):
    from cms.settings import *  # noqa: F403
    from cms.settings import DATABASES

# A file, not memory: the browser's requests come in on threads with connections of their own.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}

# Signing in happens in many tests and is slow by design.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
