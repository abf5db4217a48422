"""`manage.py index_search`: write what search looks through anew."""

from django.core.management.base import BaseCommand

from articles.models import Article, SearchEntry, SearchWord
from articles.search import entries


class Command(BaseCommand):
    help = (
        "Write the search entries of all published articles anew, while readers go on searching. It says how"
        " far it is; after an interruption, --after goes on from there."
    )

    def add_arguments(self, parser):
        parser.add_argument("--after", type=int, metavar="NUMBER", help="go on after this article")

    def handle(self, *, after=None, **options):
        published = Article.objects.published().order_by("pk").values_list("pk", flat=True)
        if after is None:
            SearchEntry.objects.exclude(article__in=Article.objects.published()).delete()
            SearchWord.objects.all().delete()
        done, total = published.filter(pk__lte=after or 0).count(), published.count()
        while batch := [*published.filter(pk__gt=after or 0)[: entries.AT_ONCE]]:
            entries.record_all(batch)
            done, after = done + len(batch), batch[-1]
            self.stdout.write(f"{done:,} of {total:,}, up to article {after}")
        self.stdout.write(f"{SearchEntry.objects.count():,} articles can be found.")
