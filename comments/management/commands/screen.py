"""`manage.py screen`: run the checks again over comments that are here already."""

from collections import Counter

from django.core.management.base import BaseCommand

from comments.models import Comment, State
from comments.rescreening import look_again, rescreen
from comments.spam.lookalikes import follow

CHUNK = 200


class Command(BaseCommand):
    help = (
        "Run every check and rule again over stored comments and say what would be noticed that was not, and"
        " the other way round. Changes nothing without --apply. No comment changes its state either way."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--apply", action="store_true", help="Put what is noticed today in place of what was."
        )
        parser.add_argument(
            "--state",
            choices=[*State.values, "all"],
            default=State.PENDING.value,
            help="Waiting ones by default.",
        )
        parser.add_argument("--quiet", action="store_true", help="Only the counts.")

    def handle(self, *, apply, state, quiet, **options):
        comments = Comment.objects.exclude(state=State.ERASED).select_related("current__comment__article")
        comments = comments.order_by("pk") if state == "all" else comments.filter(state=state).order_by("pk")
        looked, changed, new, gone = 0, 0, Counter(), Counter()
        for comment in comments.iterator(chunk_size=CHUNK):
            if apply:
                follow(comment)
            difference = rescreen(comment.current) if apply else look_again(comment.current)[0]
            looked += 1
            changed += bool(difference)
            new.update(difference.new)
            gone.update(difference.gone)
            if difference and not quiet:
                self.stdout.write(_line(comment, difference))
        self.stdout.write(
            f"{looked} looked at, {changed} {'changed' if apply else 'would change'}:"
            f" new findings {sum(new.values())}, gone {sum(gone.values())}."
        )
        if changed and not apply:
            self.stdout.write("Nothing was changed. Add --apply to do it.")


def _line(comment, difference):
    told = [f"+ {words}" for words in difference.new] + [f"- {words}" for words in difference.gone]
    return "\n".join(
        [f"Comment {comment.pk} by {comment.name}, {comment.get_state_display().lower()}", *told]
    )
