"""What every test can count on. Fixtures for a real browser are in browser.py, for mail in mailbox.py."""

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

import articles.groups
import comments.groups
from cms import triggers

pytest_plugins = ["tests.browser", "tests.mailbox"]

# How long an example takes says more about the machine than about the code.
hypothesis_settings.register_profile("palimpsest", deadline=None)
hypothesis_settings.load_profile("palimpsest")


@pytest.fixture(scope="session", autouse=True)
def database_can_be_emptied():
    """Emptying the database after a test that commits deletes rows that nobody else may delete.

    What migrations put there, the groups, comes back. The cache has a table of its own that Django forgets.
    """
    empty = TransactionTestCase._fixture_teardown

    def lift_and_empty(test_case):
        with triggers.lifted():
            empty(test_case)
        cache.clear()
        articles.groups.make_groups()
        comments.groups.make_groups()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_and_empty)
        yield
