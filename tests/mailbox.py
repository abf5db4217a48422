"""A mailbox of real files, and the queue worked off on the spot."""

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from comments import proof
from comments.models import Comment, Commenter
from comments.private_links import STATUS


class Mailbox:
    """Reads what was mailed, oldest first, as a mail program would."""

    def __init__(self, folder: Path):
        self.folder = folder

    def all(self, to: str = "") -> list[EmailMessage]:
        files = sorted(self.folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        mails = [mail for file in files for mail in _mails(file)]
        return [mail for mail in mails if to in ("", mail["To"])]

    def subjects(self, to: str = "") -> list[str]:
        return [mail["Subject"] for mail in self.all(to)]

    def text(self) -> str:
        """Everything in it, headers too."""
        return "\n".join(str(mail) + mail.get_content() for mail in self.all())


def _mails(file):
    for part in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
        if part.strip():
            mail = email.message_from_bytes(part, policy=email.policy.default)
            for name in ("Subject", "List-Unsubscribe"):
                # A long one begins on a line of its own, after a space that means nothing.
                mail.replace_header(name, mail[name].strip())
            yield mail


@pytest.fixture
def mailbox(tmp_path, settings) -> Mailbox:
    """Where all mail of this test goes, from a site at https://health.example."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.SITE_URL = "https://health.example"
    return Mailbox(tmp_path / "mail")


def work() -> None:
    """Do what is queued, and what that queues."""
    while result := DBTaskResult.objects.ready().first():
        result.task.func(*result.args_kwargs["args"])
        result.delete()


def prove(comment: Comment) -> Commenter:
    """The comment's writer has proven the address before."""
    return proof.prove(comment.commenter)


def comments_linked(text: str, page: str = "") -> set[int]:
    """The comments whose private pages (or `page` of them, "edit/" say) the text has links to."""
    tokens = re.findall(rf"/comments/status/([^/\s\"]+)/{page}(?=[\s\"]|$)", text)
    return {STATUS.open(token).about[0] for token in tokens}


def words_of(mail: EmailMessage) -> str:
    return mail.get_content()
