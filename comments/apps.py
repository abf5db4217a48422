from django.apps import AppConfig
from django.db.models.signals import post_migrate

from cms import triggers


class CommentsConfig(AppConfig):
    name = "comments"

    def ready(self):
        from articles import list_columns, publication_parts
        from articles.signals import version_published

        # They put their tasks on the clock, or listen.
        from comments import (  # noqa: F401
            corrections,
            desk_mail,
            flood,
            joining,
            leaving,
            notifications,
            records,
            retention,
            second_looks,
            waiting,
        )
        from comments.spam import following, learning  # noqa: F401
        from comments.versions_seen import on_version_published

        # An erasure wipes the notes, and the writer's account where the writer acted.
        triggers.append_only(self.get_model("ModerationEvent"), payload=("note",), unlinks=("actor",))
        triggers.append_only(self.get_model("LinkVerdict"))
        # The words as written; only an erasure wipes them.
        triggers.append_only(
            self.get_model("CommentRevision"), payload=("text", "html", "digest", "link_count")
        )
        version_published.connect(on_version_published)
        publication_parts.add(corrections.PART)
        list_columns.add(waiting.COLUMN)
        post_migrate.connect(triggers.put_up, sender=self)
