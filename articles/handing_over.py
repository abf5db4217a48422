"""Writers hand drafts in, editors send them back; who looks after an article."""

from django.db import transaction
from django.utils import timezone

from articles.desk_log import record
from articles.models import Article, Handover
from articles.models.handover import Turn
from cms.refusals import Conflict, Refused

SAY_WHAT = "Say what is to be done."


@transaction.atomic
def hand_in(article: Article, *, by, words: str = "") -> Handover:
    """Ask for review: an editor's turn."""
    article = _locked(article)
    record(article, by=by, sentence=_with("Handed in for review", words))
    return _turn(article, Turn.EDITOR, by, words)


@transaction.atomic
def send_back(article: Article, *, by, words: str) -> Handover:
    """The writer's turn again, with what is to be done. Conflict when it is not in review any more."""
    article = _locked(article)
    if not Handover.objects.filter(article=article, turn=Turn.EDITOR).exists():
        raise Conflict("This article is not in review any more.")
    if not words.strip():
        raise Refused({"words": SAY_WHAT})
    record(article, by=by, sentence=_with("Sent back", words))
    return _turn(article, Turn.WRITER, by, words)


@transaction.atomic
def assign(article: Article, *, by, to) -> Article:
    """Have somebody look after the article; None for nobody."""
    article = _locked(article)
    article.owner = to
    article.save(update_fields=["owner"])
    name = to.get_full_name() or to.get_username() if to else "nobody"
    record(article, by=by, sentence=f"Assigned to {name}.")
    return article


def _turn(article, turn, by, words):
    values = {"turn": turn, "words": words, "by": by, "at": timezone.now()}
    handover, _ = Handover.objects.update_or_create(article=article, defaults=values)
    return handover


def _locked(article):
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _with(act, words):
    return f"{act}: {words}" if words.strip() else f"{act}."
