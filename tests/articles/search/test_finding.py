"""What is found, in which order, and what nobody can find any more."""

import random

import pytest
from django.core.management import call_command
from django.db import connection

from articles import publishing, shelves
from articles.models import SearchEntry, SearchWord, Tag
from articles.search import entries, index, spelling
from articles.search.finding import search
from articles.search.hits import Within
from articles.search.marking import marked
from articles.search.question import question_of
from tests.factories import make_article, make_draft, make_topic, make_user, update_article

pytestmark = pytest.mark.django_db


def found(typed, **within):
    """The slugs of the articles found, best first."""
    slugs = {entry.pk: entry.article.live_slug for entry in SearchEntry.objects.select_related("article")}
    return [slugs[hit.article] for hit in search(typed, Within(**within)).hits]


@pytest.fixture
def shelf():
    """Three articles with a common word in different places, and something of each one's own."""
    make_article(
        slug="body",
        title="Sitting",
        standfirst="",
        body="<p>Some walking eases pain.</p>",
        tags=["desk work"],
    )
    make_article(slug="title", title="Walking for Pain", standfirst="", body="<p>Every day, a café away.</p>")
    make_article(slug="tag", title="Résumé", standfirst="On foot.", body="<p>Slowly.</p>", tags=["walking"])


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("walking", ["title", "tag", "body"]),
        ("WALKED", ["title", "tag", "body"]),
        ("pain", ["title", "body"]),
        ("walking -pain", ["tag"]),
        ('"walking eases"', ["body"]),
        ('"eases walking"', []),
        ("cafe", ["title"]),
        ("cafés", ["title"]),
        ("resume", ["tag"]),
        ("desk", ["body"]),
        ("foot", ["tag"]),
        ("walking slowly", ["tag"]),
        ("of the to", []),
        ("-pain", []),
    ],
)
def test_words_are_found_wherever_they_stand_and_titles_come_first(shelf, typed, slugs):
    assert found(typed) == slugs


def test_an_answer_is_narrowed_to_a_topic_and_a_year(shelf):
    other = make_topic("Feet")
    make_article(slug="feet", title="Walking feet", topic=other)
    assert found("walking", topic=other.pk) == ["feet"]
    year = SearchEntry.objects.first().year
    assert len(found("walking", year=year)) == 4
    assert found("walking", year=year, topic=other.pk) == ["feet"]
    assert found("walking", year=1999) == []


def test_misspelt_words_are_put_right_from_the_sites_own(shelf):
    for typed, meant in {
        "wakling": "walking",
        "walkign pian": "walking pain",
        "sloly": "slowly",
        "sittiing": "sitting",
        "walkking eazes": "walking eases",
        "resumme": "résumé",
    }.items():
        answer = search(typed)
        assert (answer.is_put_right, str(answer.question)) == (True, meant), typed
        assert answer.hits
    assert not search("xylophones").is_put_right


def test_a_word_that_no_article_has_any_more_is_not_proposed(shelf):
    article = make_article(slug="gone", title="Hammocks")
    assert search("hamocks").is_put_right
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    assert not search("hamocks").is_put_right


def test_where_no_article_has_all_words_those_with_some_are_the_answer(shelf):
    answer = search("walking zebra")
    assert answer.has_only_some_words
    assert [hit.article for hit in answer.hits] == [hit.article for hit in search("walking").hits]


def test_extracts_mark_what_was_found_and_escape_everything_else():
    pk = make_article(title="a < b & <i>c</i> knees", body="<p>If x &lt; y &amp; z, bend your knee.</p>").pk
    extract = search("knee").extracts([pk])[pk]
    assert marked(extract.title) == "a &lt; b &amp; &lt;i&gt;c&lt;/i&gt; <mark>knees</mark>"
    assert marked(extract.body).rstrip(".") == "If x &lt; y &amp; z, bend your <mark>knee</mark>"


# --- What is looked through ---


def test_only_what_readers_see_now_is_found():
    make_draft(title="Quinces")
    article = make_article(slug="pears", title="Pears")
    update_article(article, title="Apples")
    assert [found(word) for word in ("quinces", "pears", "apples")] == [[], [], ["pears"]]
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    assert found("apples") == []
    article.refresh_from_db()
    update_article(article, title="Plums")
    assert (found("apples"), found("plums")) == ([], ["pears"])


def test_an_article_is_found_by_what_its_tag_and_topic_are_called_today():
    back, spine, rosa = make_topic("Back pain"), make_topic("Spine"), make_user("Editor")
    make_article(slug="chairs", topic=back, tags=["sitting"], body="<p>Get up.</p>")
    shelves.rename(Tag.objects.get(name="sitting"), name="Desk work", slug="desk-work", by=rosa)
    shelves.merge([back], into=spine, by=rosa)
    entries.record_shelf.call("tag", Tag.objects.get(name="Desk work").pk)
    entries.record_shelf.call("topic", spine.pk)
    assert found("desk", topic=spine.pk) == ["chairs"]
    assert found("sitting") == []


def test_publishing_that_fails_leaves_the_index_as_it_was():
    article = make_article(slug="pears", title="Pears")
    with pytest.raises(publishing.Refused):
        update_article(article, title="Apples", note="")
    assert (found("pears"), found("apples")) == (["pears"], [])


def test_redaction_takes_the_words_of_a_version_out_of_the_vocabulary_and_the_index():
    article = make_article(title="Quokka backs", body="<p>Pain of quokkas.</p>")
    update_article(article, title="Backs", body="<p>Pain.</p>")
    assert {"quokka", "quokkas", "pain"} <= {*SearchWord.objects.values_list("folded", flat=True)}
    publishing.redact(article.versions.get(number=1), by=make_user(), reason="A court asked for it")
    assert {
        *SearchWord.objects.filter(folded__in=["quokka", "quokkas", "pain"]).values_list("word", flat=True)
    } == {"pain"}
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM articles_search_data")
            assert b"quokka" not in b"".join(bytes(row[0]) for row in cursor.fetchall())


def test_a_text_of_more_words_than_a_query_may_name_is_published(monkeypatch):
    monkeypatch.setattr(spelling, "AT_ONCE", 3)
    article = make_article(title="One two three four five six seven eight")
    assert search("sevn").is_put_right
    update_article(article, title="Nine")
    publishing.redact(article.versions.get(number=1), by=make_user(), reason="A court asked for it")
    assert not search("sevn").is_put_right


def test_index_search_makes_everything_anew_and_goes_on_where_it_stopped(shelf, capsys):
    stale = make_draft()
    SearchEntry.objects.all().delete()
    SearchWord.objects.all().delete()
    SearchEntry.objects.create(article=stale, title="Stale", year=2016)
    call_command("index_search")
    assert SearchEntry.objects.count() == 3
    assert (found("cafe"), found("stale"), search("wakling").is_put_right) == (["title"], [], True)
    last = SearchEntry.objects.order_by("pk").last()
    SearchEntry.objects.all().delete()
    call_command("index_search", after=last.pk - 1)
    assert [entry.pk for entry in SearchEntry.objects.all()] == [last.pk]
    assert f"article {last.pk}" in capsys.readouterr().out


def test_putting_the_index_up_again_keeps_it_and_another_language_makes_it_anew(shelf, settings):
    index.put_up()
    assert found("walked") == ["title", "tag", "body"]
    connection.check_constraints()
    settings.SEARCH_LANGUAGE = "simple"
    index.put_up()
    assert (found("walking"), found("walked")) == (["title", "tag", "body"], [])
    settings.SEARCH_LANGUAGE = "english"
    index.put_up()
    assert found("walked") == ["title", "tag", "body"]


# --- Any input ---

PIECES = [
    '"', "'", "-", "*", "(", ")", ":", "^", "AND", "OR", "NOT", "NEAR(", "{title}:", "\\", "%", "%s", "_",
    "--", "\x00", "\ud800", "\u202e", "\ufffd", "\ufdd0", "é", "e\u0301", "ß", "İ", "漢字", "ไทย", "नमस्ते",
    "\u200b", "walking", "wakling", "pain", "café", "<mark>", "&amp;", "1.5", "a" * 50, "l'eau", " ", "\t",
    "&", "|", "!", "<->", ":*", "/", "@", "x@y.org", "http://z.example/?a=b", "+", "~", "$1", "=", "’", "“",
    "\n", "🦥", ";", "”",
]  # fmt: skip


def test_ten_thousand_queries_of_any_kind_are_answered(shelf):
    chance = random.Random(7)
    for _ in range(10_000 if connection.vendor == "sqlite" else 2_000):
        typed = "".join(chance.choices(PIECES, k=chance.randint(1, 9)))
        question = question_of(typed)
        assert not question or len(index.current().find(question, Within(), 10)) <= 3


def test_some_hundred_of_them_are_answered_with_their_extracts_and_better_words(shelf):
    chance = random.Random(11)
    for _ in range(300):
        answer = search("".join(chance.choices(PIECES, k=chance.randint(1, 12))))
        ids = [hit.article for hit in answer.hits]
        assert {*answer.extracts(ids)} == {*ids}
