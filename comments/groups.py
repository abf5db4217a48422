"""Who may decide about comments: the group Moderator. Editors answer corrections."""

from cms import groups

#: Moderators decide about comments and links, and see the articles they are about.
MODERATOR = [
    "comments.moderate_comment",
    "comments.answer_correction",
    "comments.view_comment",
    "comments.view_linktarget",
    "comments.view_linkuse",
    "comments.view_linkverdict",
    "comments.view_moderationevent",
    "articles.view_article",
    "articles.view_version",
    "articles.view_updatenote",
]

EDITOR = ["comments.answer_correction"]

PERMISSIONS = {"Moderator": MODERATOR, "Editor": EDITOR}


def make_groups() -> None:
    """Make the groups; called from a migration, and harmless when called again."""
    groups.make_groups(PERMISSIONS)
