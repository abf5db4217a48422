"""Saying who has an article's form open. Told by the form's script again and again; ends by itself."""

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Presence
from cms.turns import take_turns


@transaction.atomic
def arrive(article: Article, user) -> None:
    """Note that somebody has the form open; whoever was gone for a while begins anew."""
    take_turns(f"presence at {article.pk}")
    article.presences.all().gone().delete()
    now = timezone.now()
    Presence.objects.update_or_create(article=article, user=user, defaults={"seen_at": now})


def leave(article: Article, user) -> None:
    """Note that somebody closed the form. Another window of theirs brings them back."""
    article.presences.filter(user=user).delete()


def others(article: Article, user) -> list[Presence]:
    """Who else has the form open now."""
    if article.pk is None:
        return []
    return [*article.presences.all().here().exclude(user=user).select_related("user")]
