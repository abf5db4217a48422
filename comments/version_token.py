"""The signed token that tells which version of an article a page showed.

It is the same for all visitors, so that the page can be kept by any cache.
"""

from dataclasses import dataclass

from django.core import signing

from articles.models import Article, Version
from comments.models.comment import SeenVersion

SALT = "comments.version"


@dataclass(frozen=True)
class Seen:
    """The version a comment's writer saw, and how we know."""

    version: Version | None
    by: SeenVersion


def sign(version: Version) -> str:
    # No time in it: the same page has to stay the same byte for byte.
    return signing.Signer(salt=SALT).sign_object([version.article_id, version.number])


def seen_version(token: str, article: Article) -> Seen:
    """The version the token names; the live one when the token is missing, forged or another article's."""
    if not token:
        return Seen(article.live, SeenVersion.MISSING)
    try:
        article_id, number = signing.Signer(salt=SALT).unsign_object(token)
        version = article.versions.get(number=number) if article_id == article.pk else None
    except (signing.BadSignature, ValueError, TypeError, Version.DoesNotExist):
        version = None
    return Seen(version, SeenVersion.SIGNED) if version else Seen(article.live, SeenVersion.FORGED)
