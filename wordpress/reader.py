"""Reads a WordPress export (WXR 1.0 to 1.2) as a stream of entries.

The XML is split into records (records.py), each record becomes an entry (entries.py). Nothing is kept that
has been yielded, so memory stays flat however large the file is.
"""

from collections.abc import Iterable, Iterator
from os import PathLike
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from wordpress.characters import ExportText
from wordpress.entries import Attachment, Author, Category, Comment, Entry, Post, Site, Tag, Term
from wordpress.fields import Fields, content, number
from wordpress.moments import Clock
from wordpress.plaintext import plain_text
from wordpress.records import records

ABOUT_SITE = {"title", "link", "language", "pubDate", "wp:base_blog_url", "wp:base_site_url"}
APPROVED = {"1", "0", "spam", "trash", "post-trashed"}
CATEGORY, TAG = ("category",), ("post_tag", "tag")  # WXR 1.0 said "tag"


def read(path: str | PathLike) -> Iterator[Entry]:
    """The entries of the export at `path`, in the order of the file.

    The Site comes first and the Repairs, if the file had to be mended, last. Attachments stand wherever the
    export put them, often after the posts that use them: read the file twice, or resolve pictures at the end.
    Raises, while iterated, OSError when the file cannot be read and WxrError when it is not, or no longer, a
    sound export; everything complete before the fault has been yielded by then.
    """
    with open(path, "rb") as file:
        text = ExportText(file)
        yield from _entries(records(text))
        yield from text.repairs()


def _entries(elements: Iterable[Element]) -> Iterator[Entry]:
    clock = Clock()
    about: dict[str, str] = {}
    announced = False
    for element in elements:
        if element.tag in ABOUT_SITE:
            about.setdefault(element.tag, content(element).strip())
        if element.tag not in ENTRIES:
            continue
        if not announced:
            yield _site(about)
            announced = True
        yield ENTRIES[element.tag](Fields(element), clock)
    if not announced:
        yield _site(about)


def _site(about: dict[str, str]) -> Site:
    # On a network the "site" is the whole network; the blog is the one exported.
    addresses = (about.get(name, "") for name in ("wp:base_blog_url", "link", "wp:base_site_url"))
    return Site(
        title=plain_text(about.get("title", "")),
        base_url=next(filter(None, addresses), ""),
        language=about.get("language", ""),
        exported=Clock().moment("", "", about.get("pubDate", "")),
    )


def _author(fields: Fields, clock: Clock) -> Author:
    full_name = f"{fields.words('wp:author_first_name')} {fields.words('wp:author_last_name')}".strip()
    login = fields.text("wp:author_login")
    return Author(
        login=login,
        email=fields.text("wp:author_email"),
        display_name=fields.words("wp:author_display_name") or full_name or login,
    )


def _category(fields: Fields, clock: Clock) -> Category:
    return Category(
        slug=_slug(fields.text("wp:category_nicename")),
        name=fields.words("wp:cat_name"),
        parent=_slug(fields.text("wp:category_parent")),
        description=fields.text("wp:category_description"),
    )


def _tag(fields: Fields, clock: Clock) -> Tag:
    return Tag(
        slug=_slug(fields.text("wp:tag_slug")),
        name=fields.words("wp:tag_name"),
        description=fields.text("wp:tag_description"),
    )


def _item(fields: Fields, clock: Clock) -> Attachment | Post:
    make = _attachment if fields.text("wp:post_type") == "attachment" else _post
    return make(fields, clock)


def _attachment(fields: Fields, clock: Clock) -> Attachment:
    return Attachment(
        wp_id=fields.number("wp:post_id"),
        title=fields.words("title"),
        url=fields.text("wp:attachment_url") or fields.text("guid"),
        alt=plain_text(fields.meta("_wp_attachment_image_alt")),
        caption=fields.text("excerpt:encoded"),
        description=fields.text("content:encoded"),
        parent=fields.number("wp:post_parent"),
        comments=_comments(fields, clock),
    )


def _post(fields: Fields, clock: Clock) -> Post:
    # The modified pair goes first: it may teach the clock the offset that an unpublished draft needs.
    modified = clock.moment(fields.text("wp:post_modified_gmt"), fields.text("wp:post_modified"))
    published = clock.moment(
        fields.text("wp:post_date_gmt"), fields.text("wp:post_date"), fields.text("pubDate")
    )
    return Post(
        wp_id=fields.number("wp:post_id"),
        kind=fields.text("wp:post_type") or "post",
        status=fields.text("wp:status"),
        title=fields.words("title"),
        slug=_slug(fields.text("wp:post_name")),
        link=fields.text("link"),
        creator=fields.text("dc:creator"),
        content=fields.raw("content:encoded"),
        excerpt=fields.text("excerpt:encoded"),
        published=published,
        modified=modified,
        comment_status=fields.text("wp:comment_status"),
        password_protected=fields.text("wp:post_password") != "",
        is_sticky=fields.text("wp:is_sticky") == "1",
        categories=_terms(fields, CATEGORY),
        tags=_terms(fields, TAG),
        thumbnail_id=number(fields.meta("_thumbnail_id")),
        comments=_comments(fields, clock),
    )


def _terms(fields: Fields, domains: tuple[str, ...]) -> tuple[Term, ...]:
    """A post's terms, each once: WXR 1.0 writes every term twice, once without its slug."""
    marked = [mark for mark in fields.all("category") if mark.get("domain", "category") in domains]
    terms = [Term(_slug(mark.get("nicename", "").strip()), plain_text(content(mark))) for mark in marked]
    named = {term.name for term in terms if term.slug}
    return tuple(dict.fromkeys(term for term in terms if term.slug or term.name not in named))


def _comments(fields: Fields, clock: Clock) -> tuple[Comment, ...]:
    return tuple(_comment(Fields(part), clock) for part in fields.all("wp:comment"))


def _comment(fields: Fields, clock: Clock) -> Comment:
    approved = fields.text("wp:comment_approved")
    return Comment(
        wp_id=fields.number("wp:comment_id"),
        author=fields.words("wp:comment_author"),
        email=fields.text("wp:comment_author_email"),
        url=fields.text("wp:comment_author_url"),
        at=clock.moment(fields.text("wp:comment_date_gmt"), fields.text("wp:comment_date")),
        content=fields.text("wp:comment_content"),
        approved=approved if approved in APPROVED else "0",
        kind=fields.text("wp:comment_type") or "comment",
        parent_id=fields.number("wp:comment_parent"),
        user_id=fields.number("wp:comment_user_id"),
    )


def _slug(text: str) -> str:
    """WordPress keeps slugs as they stand in an address: "m%c3%a1s" is "más"."""
    return unquote(text)


ENTRIES = {"wp:author": _author, "wp:category": _category, "wp:tag": _tag, "item": _item}
