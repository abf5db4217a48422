"""What every test can count on. Fixtures for a real browser are in browser.py, for mail in mailbox.py."""

import pytest
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from tests.emptying import empty_database

pytest_plugins = ["tests.browser", "tests.mailbox"]

# How long an example takes says more about the machine than about the code.
hypothesis_settings.register_profile("palimpsest", deadline=None)
hypothesis_settings.load_profile("palimpsest")


@pytest.fixture(scope="session", autouse=True)
def database_can_be_emptied():
    """After a test that commits the database is emptied in our way, append-only tables included."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test_case: empty_database())
        yield
