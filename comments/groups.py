"""Who may decide about comments: the group Moderator."""

from cms import groups

#: Moderators decide about comments and links, and see the articles they are about.
MODERATOR = [
    "comments.moderate_comment",
    "comments.view_comment",
    "comments.view_linktarget",
    "comments.view_linkuse",
    "comments.view_linkverdict",
    "comments.view_moderationevent",
    "articles.view_article",
    "articles.view_version",
    "articles.view_updatenote",
]

PERMISSIONS = {"Moderator": MODERATOR}


def make_groups() -> None:
    """Make the group; called from a migration, and harmless when called again."""
    groups.make_groups(PERMISSIONS)
