from django.apps import AppConfig
from django.db.models.signals import post_migrate

from cms import triggers


class CommentsConfig(AppConfig):
    name = "comments"

    def ready(self):
        from articles.signals import version_published

        # They put their tasks on the clock.
        from comments import (  # noqa: F401
            desk_mail,
            joining,
            notifications,
        )
        from comments.versions_seen import on_version_published

        triggers.append_only(self.get_model("ModerationEvent"))
        triggers.append_only(self.get_model("LinkVerdict"))
        # The words as written; only an erasure wipes them.
        triggers.append_only(
            self.get_model("CommentRevision"), payload=("text", "html", "digest", "link_count")
        )
        version_published.connect(on_version_published)
        post_migrate.connect(triggers.put_up, sender=self)
