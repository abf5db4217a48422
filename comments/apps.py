from django.apps import AppConfig
from django.db.models.signals import post_migrate

from cms import triggers


class CommentsConfig(AppConfig):
    name = "comments"

    def ready(self):
        triggers.append_only(self.get_model("ModerationEvent"))
        triggers.append_only(self.get_model("LinkVerdict"))
        post_migrate.connect(triggers.put_up, sender=self)
