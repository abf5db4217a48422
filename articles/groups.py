"""Who may do what with articles: the groups Writer and Editor."""

from cms import groups
from cms.groups import every

ALL = ("add", "change", "delete", "view")

#: Writers prepare; nothing they do is seen by readers.
WRITER = [
    *every("articles", "article", "add", "change", "view"),
    *every("articles", "image", "add", "change", "view"),
    *(f"articles.view_{model}" for model in ("author", "tag", "topic", "version", "updatenote")),
]
#: Editors decide what readers see: publish, withdraw, reword a note.
EDITOR = [
    *WRITER,
    "articles.publish_article",
    "articles.edit_html",
    *every("articles", "article", "delete"),
    *every("articles", "image", "delete"),
    *(name for model in ("author", "tag", "topic") for name in every("articles", model, *ALL)),
]

PERMISSIONS = {"Writer": WRITER, "Editor": EDITOR}


def make_groups() -> None:
    """Make both groups; called from a migration, and harmless when called again."""
    groups.make_groups(PERMISSIONS)
