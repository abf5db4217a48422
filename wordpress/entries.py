"""What an export holds, one frozen dataclass for each kind of thing.

Shapes shared by all of them: missing text is "", a missing or zero number is None, a moment is an aware
datetime in UTC or None when the export does not know it. Titles, names and image descriptions are plain text;
bodies, excerpts, captions, descriptions and comments are HTML as the site kept it, still to be cleaned. Slugs
are readable ("más", not "m%C3%A1s").
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Term(NamedTuple):
    """A category or tag as a post names it. `slug` is "" in the oldest exports."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Site:
    """`exported` is when the file was made."""

    title: str
    base_url: str
    language: str
    exported: datetime | None


@dataclass(frozen=True, slots=True)
class Author:
    login: str
    email: str
    display_name: str


@dataclass(frozen=True, slots=True)
class Category:
    """`parent` is the slug of the category above, or ""."""

    slug: str
    name: str
    parent: str
    description: str


@dataclass(frozen=True, slots=True)
class Tag:
    slug: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark under a post.

    `approved` is "1", "0", "spam", "trash" or "post-trashed"; whatever else an export says is read as "0", so
    that nothing becomes public by mistake. `kind` is "comment", "pingback", "trackback" or a plugin's word.
    `parent_id` is the `wp_id` of the comment it answers.
    """

    wp_id: int | None
    author: str
    email: str
    url: str
    at: datetime | None
    content: str
    approved: str
    kind: str
    parent_id: int | None
    user_id: int | None


@dataclass(frozen=True, slots=True)
class Attachment:
    """An uploaded file. `description` often holds the credit; `parent` is the post it was uploaded to."""

    wp_id: int | None
    title: str
    url: str
    alt: str
    caption: str
    description: str
    parent: int | None
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A post, a page, or anything else with a `kind` of its own (menus, blocks, a plugin's records).

    `kind` is "post" when missing. `status` is WordPress's word ("publish", "future", "draft", "pending",
    "private", "trash" …), or "" when missing. A password is not kept, only that there was one.
    """

    wp_id: int | None
    kind: str
    status: str
    title: str
    slug: str
    link: str
    creator: str
    content: str
    excerpt: str
    published: datetime | None
    modified: datetime | None
    comment_status: str
    password_protected: bool
    is_sticky: bool
    categories: tuple[Term, ...]
    tags: tuple[Term, ...]
    thumbnail_id: int | None
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """Something the file got wrong that was mended while reading. `line` is where it first happened."""

    line: int
    sentence: str


Entry = Site | Author | Category | Tag | Attachment | Post | Repair
