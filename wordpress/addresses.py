"""Where an article lives, and where readers of the old site looked for it."""

import unicodedata
from urllib.parse import unquote, urlsplit

from articles.models import Article, OldAddress
from cms.turns import take_turns
from wordpress.entries import Post
from wordpress.report import Report
from wordpress.slugs import first_free, kept_or_made

PATH_LENGTH = OldAddress._meta.get_field("path").max_length
ARTICLES = "/articles/"


def free_slug(post: Post, report: Report) -> str:
    """The post's slug, or the nearest one that no article has or had."""
    wanted = kept_or_made(post.slug, post.title, otherwise=f"post-{post.wp_id}")
    slug = first_free(wanted, _is_taken)
    if slug != wanted:
        report.note(post, f"another article has the address {wanted}; this one is at {slug}")
    return slug


def keep_old_address(article: Article, post: Post, report: Report) -> None:
    """Send readers who come by the post's old address to the article, unless it is another's."""
    path = _path(post.link)
    if not path.strip("/") or path == f"{ARTICLES}{article.slug}/":
        return
    take_turns("addresses")
    obstacle = _obstacle(path, article)
    if obstacle:
        shown = path[:200].replace("\0", "")
        report.note(post, f"its old address {shown} {obstacle} and will not be redirected")
        return
    OldAddress.objects.create(path=path, article=article)


def _path(link):
    try:
        path = unquote(urlsplit(link).path)
    except ValueError:
        return ""
    if not path.startswith(ARTICLES):
        return path
    # Written as we write an article's address; otherwise it would not be seen to be taken.
    return f"{unicodedata.normalize('NFC', path).rstrip('/')}/"


def _obstacle(path, article):
    """Why the path cannot lead to the article, or ""."""
    if "\0" in path:
        return "is no address"
    if len(path) > PATH_LENGTH:
        return "is too long"
    if OldAddress.objects.filter(path=path).exists() or _is_anothers(path, article):
        return "is another article's"
    return ""


def _is_anothers(path, article):
    """Whether an article lives there: an old address would keep it from ever being published again."""
    if not path.startswith(ARTICLES):
        return False
    slug = path.removeprefix(ARTICLES).rstrip("/")
    others = Article.objects.exclude(pk=article.pk)
    return others.filter(slug=slug).exists() or others.filter(live_slug=slug).exists()


def _is_taken(slug):
    return (
        Article.objects.filter(slug=slug).exists()
        or Article.objects.filter(live_slug=slug).exists()
        or OldAddress.objects.filter(path=f"{ARTICLES}{slug}/").exists()
    )
