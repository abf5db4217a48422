"""A mailbox of files: what a reader really gets."""

import pytest

from tests.accounts.mailbox import Mailbox


@pytest.fixture
def mailbox(settings, tmp_path):
    """Every mail sent in this test, as files of Django's own file backend."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return Mailbox(tmp_path / "mail")
