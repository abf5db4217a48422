"""Histories longer than anybody would publish one by one."""

import datetime

from articles.models import Article, Kind, UpdateNote, Version

MOMENT = datetime.datetime(2025, 3, 4, 10, tzinfo=datetime.UTC)


def make_long_history(article: Article, last: int) -> None:
    """Versions up to `last`, each with its note, stored at once; their hashes are not looked at."""
    numbers = range(article.live.number + 1, last + 1)
    versions = [
        Version(
            article=article,
            number=number,
            title="Backs",
            published_at=MOMENT,
            content_hash="",
            chain_hash="",
        )
        for number in numbers
    ]
    notes = [
        UpdateNote(article=article, version=version, text="Added a line about walking.", kind=Kind.UPDATE)
        for version in Version.objects.bulk_create(versions)
    ]
    UpdateNote.objects.bulk_create(notes)
