"""Reading the mails that were sent, from the files they were written to."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.mailbox import work


@dataclass(frozen=True)
class Mailbox:
    folder: Path

    @property
    def mails(self) -> list[EmailMessage]:
        """All mails, the oldest first, once the worker has done what is queued."""
        work()
        files = sorted(self.folder.glob("*"), key=lambda file: (file.stat().st_mtime_ns, file.name))
        letters = [letter for file in files for letter in file.read_bytes().split(b"-" * 79 + b"\n")]
        return [message_from_bytes(letter, policy=policy.default) for letter in letters if letter.strip()]

    @property
    def last(self) -> EmailMessage:
        return self.mails[-1]

    def subjects(self) -> list[tuple[str, str]]:
        """To whom, and about what."""
        return [(mail["To"], mail["Subject"]) for mail in self.mails]

    def link(self) -> str:
        """The path of the first link in the last mail, as a reader would follow it."""
        return re.search(r"https?://[^/\s]+(/\S+)", self.last.get_content())[1]

    def code(self) -> str:
        return re.search(r"^[A-Z]{4}-[A-Z]{4}$", self.last.get_content(), re.MULTILINE)[0]
