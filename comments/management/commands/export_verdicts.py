"""Writing out the verdicts in force, for another site to propose to its moderators."""

import json

from django.core.management.base import BaseCommand

from comments.links.proposals import verdicts_in_force


class Command(BaseCommand):
    help = "Write every verdict in force to standard output, one JSON object a line."

    def handle(self, **options):
        for verdict in verdicts_in_force():
            self.stdout.write(json.dumps(verdict, ensure_ascii=False))
