"""The index on SQLite: an FTS5 table over the entries, kept in step by triggers."""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection

from articles.search.hits import COUNTED, Extract, Hit, Within, narrowing
from articles.search.marking import START, STOP
from articles.search.question import Question, Term

COLUMNS = ("title", "standfirst", "tags", "body")
#: How much a word counts in each of them.
WEIGHTS = "10, 4, 3, 1"
HEAD = "{title standfirst tags}"
#: So many of the newest articles with the words are weighed against each other, and as many of those that
#: have them in title, standfirst or tags; a word of every article costs no more than that.
WEIGHED = 1_000
EXTRACT_WORDS = 30

_NAMES = ", ".join(COLUMNS)
_OLD = ", ".join(f"OLD.{name}" for name in COLUMNS)
_NEW = ", ".join(f"NEW.{name}" for name in COLUMNS)
_ADD = f"INSERT INTO articles_search (rowid, {_NAMES}) VALUES (NEW.article_id, {_NEW});"
_TAKE_OUT = (
    f"INSERT INTO articles_search (articles_search, rowid, {_NAMES}) "
    f"VALUES ('delete', OLD.article_id, {_OLD});"
)
_TRIGGERS = {
    "articles_search_insert": f"AFTER INSERT ON articles_searchentry BEGIN {_ADD} END",
    "articles_search_delete": f"AFTER DELETE ON articles_searchentry BEGIN {_TAKE_OUT} END",
    "articles_search_update": f"AFTER UPDATE ON articles_searchentry BEGIN {_TAKE_OUT} {_ADD} END",
}
#: Those with one of these terms in them, best first of each kind: (query, query for the head alone).
_WEIGH = f"""
    SELECT articles_search.rowid AS id, bm25(articles_search, {WEIGHTS}) AS score
    FROM articles_search CROSS JOIN articles_searchentry entry ON entry.article_id = articles_search.rowid
    WHERE articles_search MATCH %s{{narrowing}}
    ORDER BY articles_search.rowid DESC LIMIT {WEIGHED}
"""
_FIND = f"""
    SELECT id, entry.topic_id, entry.year
    FROM (SELECT * FROM ({_WEIGH}) UNION ALL SELECT * FROM ({_WEIGH})) found
    JOIN articles_searchentry entry ON entry.article_id = found.id
    GROUP BY id ORDER BY min(score), id DESC LIMIT %s
"""


def put_up(used) -> None:
    """Make the index anew where there is none or the language is another one, and its triggers."""
    wanted = _table()
    with used.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'articles_search'")
        there = cursor.fetchone()
        if there is None or there[0] != wanted:
            cursor.execute("DROP TABLE IF EXISTS articles_search")
            cursor.execute(wanted)
            cursor.execute("INSERT INTO articles_search (articles_search) VALUES ('rebuild')")
        for name, trigger in _TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"CREATE TRIGGER {name} {trigger}")


def _table():
    # SQLite knows the endings of English words and of no others.
    stemmer = "porter " if settings.SEARCH_LANGUAGE == "english" else ""
    return (
        f"CREATE VIRTUAL TABLE articles_search USING fts5({_NAMES}, content='articles_searchentry', "
        f"content_rowid='article_id', tokenize='{stemmer}unicode61 remove_diacritics 2')"
    )


def find(question: Question, within: Within, most: int) -> list[Hit]:
    """The articles that answer the question, best first; one query."""
    narrow = narrowing(within)
    everywhere, in_head = _match(question), _match(question, columns=f"{HEAD} : ")
    values = [everywhere, *narrow.values, in_head, *narrow.values, most]
    with connection.cursor() as cursor:
        cursor.execute(_FIND.replace("{narrowing}", narrow.sql), values)
        return [Hit(*row) for row in cursor.fetchall()]


def extracts(question: Question, articles: Iterable[int]) -> dict[int, Extract]:
    """Where in these articles the words are; one query."""
    places = ", ".join(str(int(pk)) for pk in articles)
    whole = ", ".join(f"highlight(articles_search, {column}, %s, %s)" for column in range(3))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, {whole}, snippet(articles_search, 3, %s, %s, '…', {EXTRACT_WORDS}) "
            f"FROM articles_search WHERE articles_search MATCH %s AND rowid IN ({places})",
            [*[START, STOP] * len(COLUMNS), _match(question)],
        )
        return {row[0]: Extract(*row[1:]) for row in cursor.fetchall()}


def holds(word: str) -> int:
    """In how many articles the word is, counted no further than needed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM "
            f"(SELECT 1 FROM articles_search WHERE articles_search MATCH %s LIMIT {COUNTED})",
            [_quoted(Term(word))],
        )
        return cursor.fetchone()[0]


def forget_removed() -> None:
    """Drop what removed entries left in the index until it would have tidied up by itself."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO articles_search (articles_search) VALUES ('optimize')")


def _match(question, columns=""):
    """The question in FTS5's language. Every term is in quotes, so that nothing typed is an operator."""
    wanted = (" OR " if question.any_of else " AND ").join(map(_quoted, question.wanted))
    match = f"({columns}({wanted}))"
    if not question.unwanted:
        return match
    return f"{match} NOT ({' OR '.join(map(_quoted, question.unwanted))})"


def _quoted(term: Term) -> str:
    return '"' + term.words.replace('"', '""') + '"'
