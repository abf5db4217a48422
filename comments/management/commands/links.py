"""Looking up and deciding about sites that comments link to, from a shell or a script."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cms.refusals import Conflict, Refused
from comments.links import verdicts
from comments.links.addresses import places
from comments.links.record import target_of
from comments.links.sites import counts_of
from comments.models import LinkTarget, Scope, Treatment

SCOPES = {"site": Scope.DOMAIN, "host": Scope.HOST, "account": Scope.ACCOUNT, "page": Scope.PATH}


class Command(BaseCommand):
    help = "Show what is known of a site, or decide about it. Leaves with 1 and a sentence when it cannot."

    def add_arguments(self, parser):
        commands = parser.add_subparsers(dest="command", required=True)
        show = commands.add_parser("show", help="what is known of an address and what was decided")
        show.add_argument("address", help="such as spa.example or https://spa.example/salt")
        decide = commands.add_parser("decide", help="lay down what happens to links")
        decide.add_argument("address")
        decide.add_argument("treatment", choices=Treatment.values)
        decide.add_argument(
            "--scope", choices=SCOPES, default="site", help="how much of it; the site unless told"
        )
        decide.add_argument("--with-waiting", action="store_true", help="settle the comments that wait, too")
        decide.add_argument("--note", default="", help="for the other moderators")
        decide.add_argument("--by", default="", help="the username of the moderator who decides")
        decide.add_argument("--dry-run", action="store_true", help="only say what it would do")

    def handle(self, *, command, address, **options):
        getattr(self, command)(_narrowest(address), **options)

    def show(self, address, **options):
        for place in places(address):
            target = LinkTarget.objects.filter(scope=place.scope, value=place.value).first()
            self.stdout.write(f"{place.scope:8} {place.value}: {_told(target)}")

    @transaction.atomic
    def decide(self, address, *, treatment, scope, with_waiting, note, by, dry_run, **options):
        target, moderator = _target(address, SCOPES[scope]), _moderator(by)
        told = verdicts.preview(target, treatment, with_waiting=with_waiting)
        if dry_run:
            # A site that no comment linked to was written down to look at it.
            transaction.set_rollback(True)
        else:
            _decide(target, treatment, by=moderator, note=note, with_waiting=with_waiting)
        would = "Would be" if dry_run else "Is now"
        self.stdout.write(f"{target.value} {would.lower()}: {Treatment(treatment).label.lower()}.")
        self.stdout.write(
            f"Published comments that look different: {told.shown_differently}. Of those that waited:"
            f" {told.published + told.published_without_link} published, {told.rejected} rejected,"
            f" {told.left_waiting} still waiting."
        )


def _decide(target, treatment, **given):
    try:
        verdicts.decide(target, treatment, **given)
    except Refused as why:
        raise CommandError(" ".join(why.messages)) from why
    except Conflict as why:
        raise CommandError(str(why)) from why


def _narrowest(address):
    address = address if "://" in address else f"https://{address}"
    if not places(address):
        raise CommandError(f"“{address}” is not the address of a site.")
    return address


def _target(address, scope):
    target = target_of(address)
    for one in target.chain():
        if one.scope == scope:
            return one
    raise CommandError(f"There is no {scope} in that address. Give --scope as it has one.")


def _moderator(username):
    if not username:
        return None
    user = get_user_model().objects.filter(username=username).first()
    if user is None or not user.has_perm("comments.moderate_comment"):
        raise CommandError(f"“{username}” is not a moderator.")
    return user


def _told(target):
    if target is None:
        return "never linked to"
    counts = counts_of(target)
    verdict = target.verdict_in_force
    decided = verdict.get_treatment_display().lower() if verdict else "not decided"
    noun = "comment" if counts.comments == 1 else "comments"
    return f"{decided}; {counts.comments} {noun}, {counts.waiting} waiting, {counts.spam} spam"
