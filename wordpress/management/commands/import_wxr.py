"""`manage.py import_wxr FILE`: bring in the articles and comments of a WordPress site."""

from django.core.management.base import BaseCommand, CommandError

from wordpress.errors import WxrError
from wordpress.importer import Importer

PROGRESS_EVERY = 50


class Command(BaseCommand):
    help = (
        "Bring in the articles, images' records and comments of a WordPress export (WXR). Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="the export, as WordPress writes it: an XML file")

    def handle(self, *, file, **options):
        importer = Importer(file, say=self.stdout.write)
        try:
            posts = importer.survey()
        except (WxrError, OSError) as fault:
            raise CommandError(f"{fault} Nothing was brought in.") from fault
        self.stdout.write(f"{file}: {posts} posts and pages from {importer.source or 'an unnamed site'}")
        for number, _title in enumerate(importer.bring_in(), 1):
            if number % PROGRESS_EVERY == 0:
                self.stdout.write(f"  {number} of {posts}")
        self.stdout.write(importer.report.summary())
