"""`manage.py train_spam`: have the score learn from this site's decisions now."""

from django.core.management.base import BaseCommand

from comments.records import keep_records
from comments.spam.learning import decisions, learn, measured


class Command(BaseCommand):
    help = (
        "Train the score on the decisions made here and score what waits anew, as the worker does when"
        " somebody decided. The score orders the queue; it decides nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say how well it would rank.")

    def handle(self, *, dry_run, **options):
        if dry_run:
            examples = decisions()
            spam, area = sum(is_spam for _, is_spam in examples), measured(examples)
            return self.stdout.write(_told(len(examples), spam, area))
        model = learn()
        keep_records.call()
        return self.stdout.write(_told(model.decisions, model.spam, model.area))


def _told(count, spam, area):
    begin = f"{count} decisions, {spam} of them spam."
    if area is None:
        return f"{begin} Too few to measure how well it ranks."
    return f"{begin} On the latest fifth, unseen, spam ranks above a genuine comment {area:.1%} of the time."
