from django.apps import AppConfig
from django.db.models.signals import post_migrate

from cms import triggers


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self):
        from articles.models import note, version
        from articles.search import index

        redaction = {"redaction": "redacted_at"}
        triggers.append_only(
            version.Version, payload=version.PAYLOAD, words=("redaction_reason",), **redaction
        )
        triggers.append_only(note.UpdateNote, payload=note.PAYLOAD, quoting=note.QUOTING, **redaction)
        post_migrate.connect(triggers.put_up, sender=self)
        post_migrate.connect(index.put_up, sender=self)
