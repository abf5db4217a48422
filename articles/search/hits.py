"""What is asked of the index of a database, and what it answers."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Within:
    """What an answer is narrowed to: articles of a topic, of a year, or both."""

    topic: int | None = None
    year: int | None = None


EVERYWHERE = Within()
#: Articles with a word are counted up to here.
COUNTED = 50


@dataclass(frozen=True)
class Hit:
    """An article that was found, with what the answer can be narrowed by."""

    article: int
    topic: int | None
    year: int


@dataclass(frozen=True)
class Extract:
    """Texts of one entry with marks around what was found (`articles.search.marking`)."""

    title: str
    standfirst: str
    tags: str
    body: str


@dataclass(frozen=True)
class Narrowing:
    """SQL that keeps to `within`, for entries called `entry`, and what its placeholders stand for."""

    sql: str = ""
    values: list[int] = field(default_factory=list)


def narrowing(within: Within) -> Narrowing:
    given = {"topic_id": within.topic, "year": within.year}
    given = {column: value for column, value in given.items() if value is not None}
    return Narrowing("".join(f" AND entry.{column} = %s" for column in given), [*given.values()])
