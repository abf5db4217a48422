from django.apps import AppConfig
from django.db.models.signals import post_migrate

from cms import triggers


class CommentsConfig(AppConfig):
    name = "comments"

    def ready(self):
        # They put their tasks on the clock.
        from comments import flood, records, second_looks  # noqa: F401
        from comments.spam import following, learning  # noqa: F401

        triggers.append_only(self.get_model("ModerationEvent"))
        triggers.append_only(self.get_model("LinkVerdict"))
        # The words as written; only an erasure wipes them.
        triggers.append_only(
            self.get_model("CommentRevision"), payload=("text", "html", "digest", "link_count")
        )
        post_migrate.connect(triggers.put_up, sender=self)
