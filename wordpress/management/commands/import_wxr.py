"""`manage.py import_wxr FILE`: bring in the articles and comments of a WordPress site."""

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from wordpress.errors import WxrError
from wordpress.importer import Importer
from wordpress.lock import ImportRunning, only_import
from wordpress.report import counted

PROGRESS_EVERY = 50
DATABASE_FAULTS = (OperationalError, InterfaceError)
STOPPED = "The import stopped here. What came in stays; start it again to bring in the rest."


class Command(BaseCommand):
    help = (
        "Bring in the articles, images' records and comments of a WordPress export (WXR). Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the export, as WordPress writes it: an XML file")

    def handle(self, *, file, **options):
        try:
            with only_import():
                self._import(file)
        except ImportRunning as running:
            raise CommandError(f"{running} Nothing was brought in.") from running

    def _import(self, file):
        importer = Importer(file, say=self.stdout.write)
        try:
            posts = importer.survey()
        except (WxrError, OSError, *DATABASE_FAULTS) as fault:
            raise CommandError(f"{str(fault).strip()} Nothing was brought in.") from fault
        site = importer.site.address or "an unnamed site"
        self.stdout.write(f"{file}: {counted(posts, 'posts')}, pages included, from {site}")
        try:
            self._bring_in(importer, posts)
        except (WxrError, OSError, *DATABASE_FAULTS) as fault:
            raise CommandError(f"{str(fault).strip()} {STOPPED}") from fault
        finally:
            self.stdout.write(importer.report.summary())

    def _bring_in(self, importer, posts):
        for number, _title in enumerate(importer.bring_in(), 1):
            if number % PROGRESS_EVERY == 0:
                self.stdout.write(f"  {number} of {posts}")
