"""`manage.py demo`: a site that shows what Palimpsest does, for a first look."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article
from demo import content_files
from demo.articles import ArticleLoader
from demo.comments import CommentLoader
from demo.people import ADMINISTRATOR, PASSWORD, PEOPLE, make_people


class Command(BaseCommand):
    help = "Prepare the database, fill an empty one with demo content, and print the demo sign-ins."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the site will answer")

    def handle(self, *, address, **options):
        if not settings.LOCAL:
            raise CommandError("The demo has known passwords. It needs DEBUG=true.")
        self._migrate()
        if not Article.objects.exists():
            self._fill()
        self._welcome(address)

    def _migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0)

    @transaction.atomic
    def _fill(self):
        self.stdout.write("Filling it with demo content …")
        people = make_people()
        data = content_files.articles()
        for title in ArticleLoader(people).load(data):
            self.stdout.write(f"  {title}")
        self.stdout.write(f"  {CommentLoader(people).load(data)} comments")

    def _welcome(self, address):
        self.stdout.write(f"\n{settings.SITE_NAME}  {address}/")
        self.stdout.write(f"The desk      {address}/admin/\n\n")
        if (
            not get_user_model()
            .objects.filter(username=ADMINISTRATOR.username, email=ADMINISTRATOR.email)
            .exists()
        ):
            return
        for person in (*PEOPLE, ADMINISTRATOR):
            self.stdout.write(f"  {person.role:14} {person.email:30} {PASSWORD}")
        self.stdout.write("\nCtrl-C stops the site and its worker.\n")
