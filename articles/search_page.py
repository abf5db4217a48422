"""What the search page needs, in a bounded number of queries."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from articles.models import Article, Topic
from articles.origin import first_published_iso, first_published_words
from articles.search.finding import MOST, Answer, search
from articles.search.hits import Extract, Within
from articles.search.marking import has_mark, marked
from articles.search.question import MOST_CHARACTERS, shortened

PAGE_SIZE = 20
#: What a row prints of an article, beside its words.
COLUMNS = ("live_slug", "first_published", "first_published_precision", "updated_at")
#: A year has so many digits in an address.
YEAR_DIGITS = 4


@dataclass(frozen=True)
class FoundRow:
    """An article that was found, with the words marked in its title and in the text that shows why.

    `article` has no more than what a row prints of it.
    """

    article: Article
    title: SafeString
    text: SafeString

    @property
    def topic(self) -> str:
        return self.article.topic_name

    @property
    def first_published(self) -> tuple[str, str]:
        """For machines and in words, as exactly as it is known."""
        return first_published_iso(self.article), first_published_words(self.article)

    @property
    def updated(self) -> tuple[str, str] | None:
        """The day of the last update, unless that is the day it was first published."""
        day = timezone.localdate(self.article.updated_at)
        return None if day == self.article.first_published else (day.isoformat(), date_format(day, "j F Y"))


@dataclass(frozen=True)
class SearchPage:
    """`typed` is what the box shows; `topic` and `year` are what the answer is narrowed to, if anything."""

    typed: str
    answer: Answer
    topic: Topic | None
    year: int | None
    topics: list[Topic] = field(default_factory=list)
    rows: Page | None = None
    found: list[FoundRow] = field(default_factory=list)
    was_cut: bool = False

    most = MOST
    most_characters = MOST_CHARACTERS

    @property
    def topics_found(self) -> list[tuple[Topic, str]]:
        """What the answer can be narrowed to, each with its address."""
        there = {hit.topic for hit in self.answer.hits}
        return [(topic, self.address(topic=topic.slug)) for topic in self.topics if topic.pk in there]

    @property
    def years_found(self) -> list[tuple[int, str]]:
        years = {hit.year for hit in self.answer.hits}
        return [(year, self.address(year=year)) for year in sorted(years, reverse=True)]

    @property
    def of_all_topics(self) -> str:
        return self.address(topic="")

    @property
    def of_all_years(self) -> str:
        return self.address(year="")

    @property
    def everywhere(self) -> str:
        return self.address(topic="", year="")

    @property
    def carried(self) -> str:
        """What the addresses of its other pages begin with."""
        return f"{self.address()[1:]}&"

    def address(self, **changed) -> str:
        """The page's address, narrowed otherwise. Where words were put right, it asks for those."""
        narrowed = {"topic": self.topic.slug if self.topic else "", "year": self.year or ""} | changed
        given = {name: value for name, value in narrowed.items() if value}
        words = str(self.answer.question) if self.answer.is_put_right else self.typed
        return f"?{urlencode({'q': words} | given)}"


def search_page(asked: QueryDict) -> SearchPage:
    """The page for what an address asks; what cannot be read narrows nothing."""
    given = asked.get("q", "")
    typed, topics = shortened(given), [*Topic.objects.in_use()]
    topic = next((topic for topic in topics if topic.slug == asked.get("topic")), None)
    year = _year(asked.get("year", ""))
    answer = search(typed, Within(topic.pk if topic else None, year))
    rows = Paginator(answer.hits, PAGE_SIZE).get_page(asked.get("page"))
    return SearchPage(
        typed,
        answer,
        topic,
        year,
        topics,
        rows=rows,
        found=_found(answer, [hit.article for hit in rows]),
        was_cut=len(given.strip()) > MOST_CHARACTERS,
    )


def _year(given):
    is_year = given.isascii() and given.isdecimal() and len(given) == YEAR_DIGITS
    return int(given) if is_year else None


def _found(answer, ids):
    articles = (
        Article.objects.published().annotate(topic_name=F("live__topic__name")).only(*COLUMNS).in_bulk(ids)
    )
    extracts = answer.extracts(ids)
    return [_row(articles[pk], extracts[pk]) for pk in ids if pk in articles and pk in extracts]


def _row(article: Article, extract: Extract) -> FoundRow:
    return FoundRow(article, marked(extract.title), marked(_telling_text(extract)))


def _telling_text(extract):
    """The text that shows why the article was found: the standfirst, unless only another has the words."""
    if has_mark(extract.standfirst):
        return extract.standfirst
    if has_mark(extract.body):
        return extract.body
    tags = "; ".join(tag for tag in extract.tags.split("; ") if has_mark(tag))
    return f"Tags: {tags}" if tags and not has_mark(extract.title) else extract.standfirst
