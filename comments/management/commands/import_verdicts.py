"""Taking in another site's verdicts. They decide nothing: moderators see them as proposals."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.refusals import Refused
from comments.links.proposals import propose


class Command(BaseCommand):
    help = (
        "Propose the verdicts in a file that export_verdicts wrote. Lines that are no verdict are named and"
        " left out; then it leaves with 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="", help="where they come from; the file's name unless told")

    def handle(self, *, file, source, **options):
        proposed = same = refused = 0
        for number, line in enumerate(_lines(file), 1):
            try:
                proposal = propose(_read(line), source=source or file.name)
            except Refused as why:
                refused += 1
                self.stderr.write(f"Line {number} was left out: {' '.join(why.messages)}.")
                continue
            proposed += proposal is not None
            same += proposal is None
        self.stdout.write(f"{proposed} proposed, {same} known already, {refused} left out.")
        if refused:
            raise CommandError("Some lines are no verdicts.")


def _lines(file):
    try:
        return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as why:
        raise CommandError(f"{file} cannot be read: {why}") from why


def _read(line):
    try:
        given = json.loads(line)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Refused("It is no JSON object")
    return given
