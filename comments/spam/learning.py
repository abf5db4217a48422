"""The score learns from this site's decisions, in the background."""

import datetime
from collections.abc import Iterable
from functools import lru_cache

from django.db import transaction

from cms.schedule import every
from cms.tasks import task
from comments.models import Bookmark, Comment, CommentRevision, ModerationEvent, SpamModel
from comments.noticing import LearntWord
from comments.spam.features import CHECK, features_of, word_of
from comments.spam.model import Example, Weights, area_under_curve, train
from comments.spam.words import words_in

#: Decisions it learns from, the latest ones.
MOST_DECISIONS = 20_000
#: The part of them, at the end, that a trial model is measured on before the real one learns from all.
HELD_BACK = 0.2
FEWEST_TO_MEASURE = 50
KEPT_MODELS = 5
CHUNK = 500


def current() -> Weights:
    """The weights in use: the latest training's, or those every site starts from."""
    latest = SpamModel.objects.values_list("pk", "trained_at").first()
    return _weights(*latest) if latest else Weights()


def score_of(text: str, check_names: Iterable[str]) -> float:
    """How likely a comment with these findings is spam, from 0 to 1."""
    return round(current().score(features_of(text, check_names)), 4)


def learnt_words(text: str) -> tuple[LearntWord, ...]:
    """Words in the text that rejected comments here use and published ones do not, with their places."""
    learnt = current().learnt(features_of(text, ()))
    if not learnt:
        return ()
    places: dict[str, list] = {}
    for word in words_in(text):
        places.setdefault(word.folded, []).append((word.start, word.end))
    return tuple(
        LearntWord(word, rejected, published, tuple(places.get(word, ())))
        for word, rejected, published in learnt
    )


def explained(revision: CommentRevision) -> list[tuple[str, float]]:
    """What moved a comment's score most, in words, and by how much; more than 0 is towards spam."""
    findings = {finding.check_name: finding.words for finding in revision.findings.all()}
    features = features_of(revision.text, findings)
    return [(_in_words(one, findings), weight) for one, weight in current().reasons(features)]


@every(datetime.timedelta(minutes=15))
@task()
def learn_again() -> None:
    """Train anew when somebody decided since the last time, and score what waits with what was learnt."""
    last = ModerationEvent.objects.decisions().order_by("-pk").values_list("pk", flat=True).first() or 0
    mark, _ = Bookmark.objects.get_or_create(name="learning")
    if last == mark.event:
        return
    learn()
    Bookmark.objects.filter(name="learning").update(event=last)


def learn() -> SpamModel:
    """Train on the latest decisions, put the result in use, and score what waits anew."""
    examples = decisions()
    weights = train(examples)
    model = SpamModel.objects.create(
        decisions=len(examples),
        spam=sum(is_spam for _, is_spam in examples),
        area=measured(examples),
        weights=weights.weights,
        counts=weights.counts,
    )
    kept = SpamModel.objects.values_list("pk", flat=True)[:KEPT_MODELS]
    SpamModel.objects.exclude(pk__in=[*kept]).delete()
    score_waiting()
    return model


def decisions() -> list[Example]:
    """What was decided, the oldest first: published, or refused as spam. Other reasons teach nothing."""
    comments = Comment.objects.published() | Comment.objects.spam()
    latest = [*comments.order_by("-pk").values_list("pk", flat=True)[:MOST_DECISIONS]]
    found = []
    for start in range(0, len(latest), CHUNK):
        found += _examples(latest[start : start + CHUNK])
    return found[::-1]


def measured(examples: list[Example]) -> float | None:
    """The area under the curve on the last part, having learnt from the rest; None when it is too little."""
    cut = len(examples) - int(HELD_BACK * len(examples))
    if len(examples) - cut < FEWEST_TO_MEASURE:
        return None
    trial = train(examples[:cut])
    return area_under_curve((trial.score(features), is_spam) for features, is_spam in examples[cut:])


def score_waiting() -> None:
    """Score every waiting comment with what is known now."""
    waiting = [*Comment.objects.pending().values_list("pk", flat=True)]
    weights = current()
    for start in range(0, len(waiting), CHUNK):
        with transaction.atomic():
            comments = _with_findings(waiting[start : start + CHUNK])
            for comment in comments:
                comment.score = round(weights.score(_features(comment)), 4)
            Comment.objects.bulk_update(comments, ["score"])


def _examples(pks) -> list[Example]:
    comments = sorted(_with_findings(pks), key=lambda comment: -comment.pk)
    return [(_features(comment), comment.is_spam) for comment in comments]


def _with_findings(pks):
    comments = Comment.objects.filter(pk__in=pks).select_related("current")
    return [*comments.prefetch_related("current__findings")]


def _features(comment):
    names = [finding.check_name for finding in comment.current.findings.all()]
    return features_of(comment.current.text, names)


@lru_cache(maxsize=1)
def _weights(pk: int, trained_at: datetime.datetime) -> Weights:
    """A training's weights, read once by each process; its time tells it from one whose key it took over."""
    model = SpamModel.objects.get(pk=pk)
    return Weights(model.weights, {one: tuple(counts) for one, counts in model.counts.items()})


def _in_words(feature, findings):
    if feature.startswith(CHECK):
        return findings.get(feature.removeprefix(CHECK), feature)
    word = word_of(feature)
    if word:
        return f"the word “{word}”"
    return "its length" if feature.startswith("length ") else feature
