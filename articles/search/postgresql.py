"""The index on PostgreSQL: two generated columns of `tsvector` beside the entries, each with a GIN index.

`head` has title, tags and standfirst, `vector` these and the body. Ranking reads what it ranks, and a long
`vector` is slow to read; so where many articles have the words, the short ones are ranked instead.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import connection

from articles.search.hits import COUNTED, Extract, Hit, Within, narrowing
from articles.search.marking import START, STOP
from articles.search.question import Question

#: Up to so many hits are ranked by everything they say, the newest of more by their heads alone.
READ_WHOLE = 300
#: So many that have the words in their heads are ranked.
WEIGHED = 1_000
#: How much a word counts in body, standfirst, tags and title; in the order of PostgreSQL's labels D to A.
WEIGHTS = "'{0.1, 0.4, 0.3, 1}'"
#: Divides by the logarithm of a text's length.
NORMALISED = 1

#: Read as spaces, by entries and questions alike. PostgreSQL would make addresses, files and markup of them.
_APART = "-/.@:_<>&=’'"


def _labelled(column, label):
    return f"setweight(to_tsvector('{{config}}', {_plain(column)}), '{label}')"


def _plain(text):
    apart = _APART.replace("'", "''")
    return f"translate({text}, '{apart}', '{' ' * len(_APART)}')"


_HEAD = " || ".join(map(_labelled, ["title", "tags", "standfirst"], "ABC"))
_COLUMNS = {"head": _HEAD, "vector": f"{_HEAD} || {_labelled('body', 'D')}"}

#: The planner takes comparing with a long vector to be cheap, and would rather read them all.
_BY_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off;"
_FIND = f"""
    WITH asked AS MATERIALIZED (SELECT {{query}} AS words),
    newest AS MATERIALIZED (
        SELECT entry.article_id FROM articles_searchentry entry, asked
        WHERE entry.vector @@ asked.words{{narrowing}} ORDER BY entry.article_id DESC LIMIT {READ_WHOLE}
    ),
    headed AS MATERIALIZED (
        SELECT entry.article_id FROM articles_searchentry entry, asked
        WHERE entry.head @@ asked.words{{narrowing}} ORDER BY entry.article_id DESC LIMIT {WEIGHED}
    )
    SELECT entry.article_id, entry.topic_id, entry.year
    FROM articles_searchentry entry, asked
    WHERE entry.article_id IN (SELECT article_id FROM newest UNION SELECT article_id FROM headed)
    ORDER BY ts_rank({WEIGHTS}, CASE WHEN (SELECT count(*) FROM newest) < {READ_WHOLE}
        THEN entry.vector ELSE entry.head END, asked.words, {NORMALISED}) DESC, entry.article_id DESC
    LIMIT %s
"""
_EXTRACTS = """
    WITH asked AS MATERIALIZED (SELECT {query} AS words)
    SELECT article_id, {parts}
    FROM articles_searchentry, asked WHERE article_id = ANY(%s)
"""
#: Stands for "<", which PostgreSQL would take for the beginning of markup and leave out.
LESS = "\x04"
_PARTS = ", ".join(
    f"ts_headline(%s, translate({column}, '<', '{LESS}'), words, %s)"
    for column in ("title", "standfirst", "tags", "body")
)
_MARKS = f"StartSel={START}, StopSel={STOP}"
_WHOLE = f"{_MARKS}, HighlightAll=true"
_PART = f"{_MARKS}, MaxWords=30, MinWords=15, ShortWord=0, MaxFragments=1"


def put_up(used) -> None:
    """Make the words' rules, the columns and their indexes, anew where the language is another one."""
    config = _config()
    with used.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_ts_config WHERE cfgname = %s", [config])
        if cursor.fetchone() is None:
            _make_config(cursor, config)
        for name, expression in _COLUMNS.items():
            if not _is_there(cursor, name, config):
                cursor.execute(f"ALTER TABLE articles_searchentry DROP COLUMN IF EXISTS {name}")
                cursor.execute(
                    f"ALTER TABLE articles_searchentry ADD COLUMN {name} tsvector "
                    f"GENERATED ALWAYS AS ({expression.format(config=config)}) STORED"
                )
                cursor.execute(
                    f"CREATE INDEX articles_search_{name} ON articles_searchentry USING gin ({name})"
                )


def _config():
    return f"articles_{settings.SEARCH_LANGUAGE}"


def _make_config(cursor, config):
    """PostgreSQL's rules for the language, but for accents, and with words such as "not" in phrases."""
    language = settings.SEARCH_LANGUAGE
    template = "simple" if language == "simple" else f"snowball, LANGUAGE = {language}"
    cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
    cursor.execute(f"DROP TEXT SEARCH DICTIONARY IF EXISTS {config}_stem")
    cursor.execute(f"CREATE TEXT SEARCH DICTIONARY {config}_stem (TEMPLATE = {template})")
    cursor.execute(f"CREATE TEXT SEARCH CONFIGURATION {config} (COPY = {language})")
    cursor.execute(
        f"ALTER TEXT SEARCH CONFIGURATION {config} ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, "
        f"word, hword, hword_part WITH unaccent, {config}_stem"
    )


def _is_there(cursor, column, config):
    cursor.execute(
        "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef "
        "JOIN pg_attribute ON adrelid = attrelid AND adnum = attnum "
        "WHERE attrelid = 'articles_searchentry'::regclass AND attname = %s",
        [column],
    )
    there = cursor.fetchone()
    return there is not None and f"'{config}'" in there[0]


def find(question: Question, within: Within, most: int) -> list[Hit]:
    """The articles that answer the question, best first; one query."""
    narrow, query, words = narrowing(within), *_query(question)
    statement = _FIND.replace("{query}", query).replace("{narrowing}", narrow.sql)
    with connection.cursor() as cursor:
        cursor.execute(_BY_INDEX + statement, [*words, *narrow.values, *narrow.values, most])
        return [Hit(*row) for row in cursor.fetchall()]


def extracts(question: Question, articles: Iterable[int]) -> dict[int, Extract]:
    """Where in these articles the words are; one query."""
    query, words = _query(question)
    config = _config()
    with connection.cursor() as cursor:
        cursor.execute(
            _EXTRACTS.replace("{query}", query).replace("{parts}", _PARTS),
            [*words, *[config, _WHOLE] * 3, config, _PART, [*articles]],
        )
        found = {pk: [part.replace(LESS, "<") for part in parts] for pk, *parts in cursor.fetchall()}
    return {pk: Extract(*whole, body=_begun(part)) for pk, (*whole, part) in found.items()}


def holds(word: str) -> int:
    """In how many articles the word is, counted no further than needed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM articles_searchentry "
            f"WHERE vector @@ phraseto_tsquery(%s, %s) LIMIT {COUNTED}) found",
            [_config(), word],
        )
        return cursor.fetchone()[0]


def forget_removed() -> None:
    """Nothing to do: what removed entries leave goes with the next vacuum, as everywhere in the database."""


def _begun(part):
    """A part of a text with a sign that more stands before it, as far as one can tell from its beginning."""
    return f"…{part}" if part.lstrip(START)[:1].islower() else part


def _query(question):
    """SQL for the question as a `tsquery`, and its values. Terms are plain words, never operators."""
    term = f"phraseto_tsquery(%s, {_plain('%s')})"
    query = f"({(' || ' if question.any_of else ' && ').join([term] * len(question.wanted))})"
    query += f" && !!{term}" * len(question.unwanted)
    words = [value for one in (*question.wanted, *question.unwanted) for value in (_config(), one.words)]
    return query, words
