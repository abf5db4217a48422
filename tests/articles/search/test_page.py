"""The search page: its states, what it keeps, and that nothing typed breaks it."""

from urllib.parse import quote

import pytest
from django.test import Client

from articles.models import SearchEntry
from tests.checks import assert_valid_html
from tests.factories import make_article, make_topic

pytestmark = pytest.mark.django_db


def html_of(address):
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def articles():
    make_article(title="Knees & stairs", tags=["walking"])
    make_article(title="Feet", standfirst="Walking helps.", topic=make_topic("Feet"))


def test_an_empty_question_says_how_to_ask_and_names_the_topics(articles):
    for address in ("/search/", "/search/?q=", "/search/?q=+%22%22"):
        html = html_of(address)
        assert "Put words that belong together in quotes" in html
        assert '<a class="chip" href="/topics/back-pain/">Back pain</a>' in html


def test_a_question_keeps_the_box_filled_and_counts_and_marks_what_was_found(articles):
    html = html_of("/search/?q=%22walk%22")
    assert 'value="&quot;walk&quot;"' in html
    assert "2 articles for ‘&quot;walk&quot;’" in html
    assert "<mark>Walking</mark> helps." in html
    assert "Tags: <mark>walking</mark>" in html
    assert '<meta name="robots" content="noindex,follow">' in html


def test_topics_and_years_are_links_that_keep_the_question(articles):
    year = SearchEntry.objects.first().year
    html = html_of("/search/?q=walking")
    assert '<a class="chip" href="?q=walking&amp;topic=feet" rel="nofollow">Feet</a>' in html
    narrowed = html_of(f"/search/?q=walking&topic=feet&year={year}")
    assert f"1 article for ‘walking’ in Feet from {year}" in narrowed
    assert f'href="?q=walking&amp;year={year}">All topics</a>' in narrowed
    assert 'href="?q=walking&amp;topic=feet">All years</a>' in narrowed
    assert "No article for ‘walking’ from 1999" in html_of("/search/?q=walking&year=1999")


def test_misspelt_words_are_put_right_and_the_answer_says_so(articles):
    html = html_of("/search/?q=kneees")
    assert "No article for ‘kneees’" in html
    assert 'Did you mean <a href="?q=knees">knees</a>?' in html
    assert "<mark>Knees</mark> &amp; stairs" in html


def test_nothing_found_says_what_to_do(articles):
    assert "Look for fewer or other words." in html_of("/search/?q=xylophone")
    assert "These have some of them." in html_of("/search/?q=xylophone+walking")


def test_more_than_are_listed_are_said_to_be_more(monkeypatch, articles):
    monkeypatch.setattr("articles.search.finding.MOST", 1)
    assert "Showing the first" in html_of("/search/?q=walking")


def test_pages_keep_the_question(monkeypatch, articles):
    monkeypatch.setattr("articles.search_page.PAGE_SIZE", 1)
    assert '<a href="?q=walking&amp;page=2" rel="next">Next</a>' in html_of("/search/?q=walking")
    assert "Page 2 of 2" in html_of("/search/?q=walking&page=2")
    assert html_of("/search/?q=walking&page=99") == html_of("/search/?q=walking&page=2")


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=pain%00&topic=%00&year=%00&page=%00", "q=" + "a" * 10_000, "q=" + "%22" * 500,
        "q=%ED%A0%80", "q=%FF%FE", "q=" + quote('"walking" AND NEAR(x) OR -{title}:*'), "q=a&q=b",
        "topic=a&year=99999&page=-1", "q=walking&year=٢٠١٦", "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=%C2%85%E2%80%AE",
    ],
)  # fmt: skip
def test_any_address_is_answered(articles, query):
    html = html_of(f"/search/?{query}")
    assert "<script>alert" not in html


def test_a_text_that_is_too_long_is_said_to_be_cut(articles):
    assert "We looked for the first 200 characters." in html_of("/search/?q=" + "walking+" * 200)


def test_it_asks_the_database_as_often_for_many_as_for_one(articles, django_assert_max_num_queries):
    def asked(address):
        with django_assert_max_num_queries(20) as captured:
            html_of(address)
        return len(captured)

    few = asked("/search/?q=walking")
    for _ in range(25):
        make_article(title="Walking", tags=["walking"])
    assert asked("/search/?q=walking") == few <= 8


def test_the_box_is_on_the_home_page_and_where_a_page_is_missing(articles):
    missing = Client().get("/nothing-here/")
    assert missing.status_code == 404
    for html in (html_of("/"), missing.content.decode()):
        assert '<form class="find-site" action="/search/" role="search">' in html


def test_its_states_are_valid(articles):
    states = ("", "?q=walking", "?q=kneees", "?q=xylophone&topic=feet", "?q=walking&year=1999")
    assert_valid_html({state: html_of(f"/search/{state}") for state in states})
