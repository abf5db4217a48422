"""A reader's own comments, remembered by the reader's browser.

A signed cookie lists the comments that this browser sent. It is set by the answer to a sent comment and read
only by private addresses, so that shared pages stay the same for everyone.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from articles.models import Article
from cms.sharing import mark_personal
from comments.models import Comment
from comments.private_links import STATUS

COOKIE = "own_comments"
SALT = "comments.own"
REMEMBERED = 30
MAX_AGE = 30 * 24 * 60 * 60


def is_known(request: HttpRequest) -> bool:
    """Whether pages may have something in them for this reader alone. Anonymous readers without comments of
    their own get shared ones."""
    return COOKIE in request.COOKIES or settings.SESSION_COOKIE_NAME in request.COOKIES


def own_ids(request: HttpRequest) -> list[int]:
    """The ids of the comments this browser sent, oldest first; empty when the cookie is missing or forged."""
    try:
        ids = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return []
    return [pk for pk in ids if isinstance(pk, int)]


def own_on(request: HttpRequest, article: Article) -> tuple[int, ...]:
    """The ids of this reader's comments on an article as far as they may wait: what this browser sent and,
    for somebody signed in, what the account wrote in whatever browser."""
    ids = own_ids(request)
    if request.user.is_authenticated:
        theirs = Comment.objects.on(article).pending().by(request.user).newest_first()
        ids += theirs.values_list("pk", flat=True)[:REMEMBERED]
    return tuple(ids)


def remember(request: HttpRequest, response: HttpResponse, comment: Comment) -> None:
    """Add a comment to the ones this browser sent."""
    ids = [*(pk for pk in own_ids(request) if pk != comment.pk), comment.pk][-REMEMBERED:]
    response.set_cookie(
        COOKIE,
        signing.dumps(ids, salt=SALT),
        max_age=MAX_AGE,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    mark_personal(request, response)


def status_token(comment: Comment) -> str:
    """The private address of a comment's status page ends in this."""
    return STATUS.sign(comment.pk)
