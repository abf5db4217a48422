"""Makes the suggestions of related reading for every published article; for use after an import."""

from django.core.management.base import BaseCommand

from articles import related
from articles.models import Article


class Command(BaseCommand):
    help = "Make the suggestions of related reading anew, for every published article."

    def handle(self, **options):
        made = 0
        for pk in Article.objects.published().order_by("pk").values_list("pk", flat=True).iterator():
            made += len(related.store(pk))
        self.stdout.write(f"Suggestions made: {made:,}.")
