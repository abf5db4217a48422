"""Related reading, suggested to editors with the reasons.

What readers see is pinned by an editor and kept with each version, like everything they see; a suggestion is
only ever an offer. Suggestions are made by the worker when somebody publishes: for the article, and for those
it resembles most, which may want it in return. Whatever the site's size, a bounded number of rows is read.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from articles.duplicates import likeness
from articles.models import Article, LiveLink, PublishedTag, Suggestion, Tag, Version
from cms.tasks import task

AT_MOST = 5
#: Below this nothing is suggested: better two good ones than five poor ones. A tag that only the two have
#: suffices on the same topic; so do a link with some words in common, links both ways, or several tags.
FLOOR = 0.75
#: Tags are followed from the rarest on, while no more uses than these have to be read.
TAG_USES = 3_000
LINKS = 200
#: The latest on the same topic are looked at for words in common.
NEIGHBOURS = 50
#: So many of the likeliest are compared word by word.
COMPARED = 80
#: A tag is rare when no more than one article in twenty has it, within these bounds.
SHARE, FEWEST, MOST = 20, 3, 25
#: Shorter words say little about what a text is about.
TELLING = 5
FOR_A_LINK, FOR_WORDS, FOR_THE_TOPIC = 0.5, 0.5, 0.15
#: So many words in common count in full.
WORDS_ENOUGH = 4


@dataclass
class Evidence:
    """What speaks for one article: the use counts of shared tags, links both ways, topic, shared words."""

    tags: list[int] = field(default_factory=list)
    links_here: bool = False
    is_linked: bool = False
    is_on_topic: bool = False
    words: int = 0

    @property
    def score(self) -> float:
        return (
            sum(1 / math.log2(1 + max(count, 1)) for count in self.tags)
            + FOR_A_LINK * (self.links_here + self.is_linked)
            + FOR_THE_TOPIC * self.is_on_topic
            + FOR_WORDS * min(1, self.words / WORDS_ENOUGH)
        )

    def reasons(self, rare: int) -> list[str]:
        """In words; a tag is rare that has at most `rare` uses."""
        few = sum(count <= rare for count in self.tags)
        told = [
            _counted(few, "rare tag") if few else _counted(len(self.tags), "shared tag"),
            "links here" if self.links_here else "",
            "linked from here" if self.is_linked else "",
            _counted(self.words, "word") + " in common" if self.words else "",
            "same topic" if self.is_on_topic else "",
        ]
        return [reason for reason in told if reason]


@task(priority=-5)
def suggest(article_id: int) -> None:
    """Make the suggestions of an article anew, and of those that are suggested for it."""
    for pk in [article_id, *store(article_id)]:
        store(pk)


@transaction.atomic
def store(article_id: int) -> list[int]:
    """Make the suggestions of an article anew; the primary keys of what is suggested, the best first."""
    article = (
        Article.objects.select_for_update().only("pk", "topic", "title", "standfirst").filter(pk=article_id)
    )
    found = [made for one in article for made in suggestions_for(one)]
    Suggestion.objects.filter(article=article_id).delete()
    Suggestion.objects.bulk_create(found)
    return [made.related_id for made in found]


def suggestions_for(article: Article) -> list[Suggestion]:
    """What readers of the article may want, the best first; not stored."""
    evidence = defaultdict(Evidence)
    _follow_tags(article, evidence)
    _follow_links(article, evidence)
    _follow_topic(article, evidence)
    evidence.pop(article.pk, None)
    likeliest = sorted(evidence, key=lambda pk: (-evidence[pk].score, -pk))[:COMPARED]
    known = _count_words(article, evidence, likeliest)
    best = sorted(known, key=lambda pk: (-evidence[pk].score, -pk))[:AT_MOST]
    rare = _rare() if best else 0
    return [
        Suggestion(
            article=article, related_id=pk, score=evidence[pk].score, reasons=evidence[pk].reasons(rare)
        )
        for pk in best
        if evidence[pk].score >= FLOOR
    ]


def offered(article: Article) -> Iterable[Suggestion]:
    """The stored suggestions that readers could open and that are not pinned yet, the best first."""
    pinned = article.recommendations.values("related")
    shown = article.suggestions.filter(related__in=Article.objects.published()).exclude(related__in=pinned)
    return shown.select_related("related__live").defer("related__body", "related__live__body")


def forget(article: Article) -> None:
    """Nobody is offered the article any more; called in the transaction that withdraws it."""
    article.suggestions.all().delete()
    article.suggested_for.all().delete()


def _follow_tags(article, evidence):
    counts, uses = {}, 0
    tags = Tag.objects.filter(tagged__content_object=article.pk, use_count__gt=0).order_by("use_count", "pk")
    for pk, count in tags.values_list("pk", "use_count"):
        uses += count
        if uses > TAG_USES:
            break
        counts[pk] = count
    for pk, tag in PublishedTag.objects.filter(tag__in=counts).values_list("article", "tag"):
        evidence[pk].tags.append(counts[tag])


def _follow_links(article, evidence):
    leading = LiveLink.objects.filter(article=article.pk, target__isnull=False).order_by("pk")
    for pk in leading.values_list("target", flat=True)[:LINKS]:
        evidence[pk].is_linked = True
    for pk in (
        LiveLink.objects.filter(target=article.pk).order_by("-pk").values_list("article", flat=True)[:LINKS]
    ):
        evidence[pk].links_here = True


def _follow_topic(article, evidence):
    live = Version.objects.filter(topic=article.topic_id, topic__isnull=False, live_for__isnull=False)
    for pk in live.order_by("-pk").values_list("article", flat=True)[:NEIGHBOURS]:
        evidence[pk].is_on_topic = True


def _count_words(article, evidence, candidates) -> list[int]:
    """Count the telling words that each has in common with the article; those that readers can open."""
    texts = Article.objects.published().filter(pk__in=candidates)
    words = {
        pk: _words(f"{title} {standfirst}")
        for pk, title, standfirst in texts.values_list("pk", "live__title", "live__standfirst")
    }
    spread = Counter(word for found in words.values() for word in found)
    # What every fifth of them says tells nothing about one.
    too_common = max(2, len(words) / 5)
    own = {word for word in _words(f"{article.title} {article.standfirst}") if spread[word] <= too_common}
    for pk, found in words.items():
        evidence[pk].words = len(own & found)
    return [*words]


def _words(text):
    return {word for word in likeness(text).split() if len(word) >= TELLING}


def _rare():
    """Up to how many articles may have a tag that is called rare."""
    published = Article.objects.published().order_by()[: SHARE * MOST].count()
    return min(MOST, max(FEWEST, published // SHARE))


def _counted(count, thing):
    return f"{count} {thing}{'' if count == 1 else 's'}" if count else ""
