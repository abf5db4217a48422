from django.apps import AppConfig
from django.db.models.signals import post_migrate

from cms import triggers


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self):
        from articles.models.version import PAYLOAD

        triggers.append_only(self.get_model("Version"), redaction="redacted_at", payload=PAYLOAD)
        triggers.append_only(self.get_model("UpdateNote"))
        post_migrate.connect(triggers.put_up, sender=self)
