"""Links to a draft for reviewers without an account, and what they remark.

Whoever has the link may read the draft as it is now and leave remarks, until it expires or is ended. The
secret in it (256 bits) is kept as its SHA-256 alone, so that nobody can read a link out of the database.
"""

import datetime
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from articles.desk_log import record
from articles.models import Article, Invitation, Remark
from articles.models.invitation import LASTS
from cms.html import text_of
from cms.refusals import Refused

#: One link takes so many remarks, and an article has so many links that work.
MOST_REMARKS = 200
MOST_LINKS = 20
MANY_REMARKS = f"This link has taken {MOST_REMARKS} remarks, as many as it may. Write to whoever sent it."
MANY_LINKS = f"{MOST_LINKS} links to this draft work. End one of them first."
NOT_THERE = "These words are not in the article as it is now. Copy them from it, or leave this empty."


@transaction.atomic
def invite(article: Article, *, by, name: str, lasts: datetime.timedelta = LASTS) -> tuple[Invitation, str]:
    """Make a link for a reviewer of that name: the invitation, and its secret, told this once."""
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if article.invitations.valid().count() >= MOST_LINKS:
        raise Refused({"name": MANY_LINKS})
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        article=article, name=name, secret_hash=_hash(secret), made_by=by, expires_at=timezone.now() + lasts
    )
    record(article, by=by, sentence=f"Made a review link for {name}.")
    return invitation, secret


@transaction.atomic
def revoke(invitation: Invitation, *, by) -> None:
    """End a link; ending it again does nothing."""
    ended = Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now())
    if ended:
        record(invitation.article, by=by, sentence=f"Ended the review link for {invitation.name}.")


def found(secret: str) -> Invitation | None:
    """The invitation of that secret, whether or not its link works."""
    return Invitation.objects.select_related("article").filter(secret_hash=_hash(secret)).first()


def note_use(invitation: Invitation) -> None:
    """Remember that the link was used, to the minute: it is read more often than that."""
    now = timezone.now()
    before = invitation.last_used_at
    if before is None or now - before > datetime.timedelta(minutes=1):
        Invitation.objects.filter(pk=invitation.pk).update(last_used_at=now)


@transaction.atomic
def remark(invitation: Invitation, *, words: str, quote: str = "", name: str = "") -> Remark:
    """Keep a reviewer's remark; sent twice it is kept once. Refused when the quote is not in the draft."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("article").get(
        pk=invitation.pk
    )  # fmt: skip
    if quote and not stands_in(quote, invitation.article):
        raise Refused({"quote": NOT_THERE})
    same = invitation.remarks.filter(words=words, quote=quote).first()
    if same:
        return same
    if invitation.remarks.count() >= MOST_REMARKS:
        raise Refused(MANY_REMARKS)
    return invitation.remarks.create(
        article=invitation.article, words=words, quote=quote, name=name or invitation.name
    )


@transaction.atomic
def resolve(remark: Remark, *, by) -> None:
    """Put a remark away; doing so again does nothing."""
    Remark.objects.filter(pk=remark.pk, resolved_at=None).update(resolved_at=timezone.now(), resolved_by=by)


def stands_in(quote: str, article: Article) -> bool:
    """Whether the quoted words are in the draft, however its lines break."""
    parts = (article.title, article.standfirst, text_of(str(article.body)), article.lead_caption)
    return _line(quote) in " ".join(map(_line, parts))


def _line(text):
    return " ".join(text.split())


def _hash(secret):
    return hashlib.sha256(secret.encode()).hexdigest()
