"""What the settings refuse, seen from outside as an operator meets it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {"DEBUG": "false", "SECRET_KEY": "k" * 60 + "0123456789", "ALLOWED_HOSTS": "www.example.org"}


def manage(*arguments, **environment):
    """Run manage.py with this environment and nothing of the developer's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, "DEBUG": "false", "SECRET_KEY": "", "ALLOWED_HOSTS": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "Set SECRET_KEY"),
        ({"SECRET_KEY": "secret"}, "Set ALLOWED_HOSTS"),
        ({**PRODUCTION, "COMMENT_LIMITS": "off"}, "COMMENT_LIMITS=off is for trials"),
    ],
)
def test_production_does_not_start_half_configured(environment, told):
    done = manage("check", **environment)
    assert done.returncode != 0
    assert told in done.stderr


def test_the_deployment_check_has_nothing_to_say_in_production_settings():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_machine_of_ones_own_needs_no_settings():
    done = manage("check", DEBUG="true")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_demo_is_refused_in_production():
    done = manage("demo", **PRODUCTION)
    assert "The demo has known passwords" in done.stderr


@pytest.mark.django_db
def test_the_database_driver_is_the_one_we_pinned():
    if connection.vendor == "postgresql":
        from django.db.backends.postgresql.psycopg_any import is_psycopg3

        assert not is_psycopg3
    else:
        assert connection.vendor == "sqlite"


@pytest.mark.django_db(transaction=True)
def test_sqlite_keeps_what_we_thanked_for():
    if connection.vendor != "sqlite":
        assert connection.vendor == "postgresql"
        return
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, "https://www.example.org"),
        ({"ALLOWED_HOSTS": ".example.org"}, "https://example.org"),
        ({"SITE_URL": "https://articles.example.org/"}, "https://articles.example.org"),
        ({"DEBUG": "true", "PORT": "9000"}, "http://127.0.0.1:9000"),
    ],
)
def test_mails_know_the_sites_own_address(environment, address):
    asked = "from django.conf import settings; print(settings.SITE_URL)"
    assert (
        manage("shell", "--no-imports", "-c", asked, **{**PRODUCTION, **environment}).stdout.strip()
        == address
    )
