"""What search engines and other programs are told of the site as a whole."""

import datetime
import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from articles import publishing
from articles.models import Article, Kind
from tests.factories import make_article, make_author, make_draft, make_topic, update_article

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MAY_2016 = datetime.datetime(2016, 5, 12, 9, tzinfo=datetime.UTC)
MARCH_2025 = datetime.datetime(2025, 3, 4, 10, tzinfo=datetime.UTC)


def get(address):
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return ET.fromstring(response.content)


def listed(address):
    """The addresses of a file without the site's own, each with its day of change."""
    return {
        entry.find(f"{SITEMAP}loc").text.removeprefix("http://testserver"): (
            entry.findtext(f"{SITEMAP}lastmod") or ""
        )[:10]
        for entry in get(address)
    }


@pytest.fixture(autouse=True)
def one_file(monkeypatch):
    """A database that went through many tests gives high numbers."""
    monkeypatch.setattr("articles.sitemaps.IN_A_FILE", 10**9)


@pytest.fixture
def articles():
    old = make_article(slug="old", at=MAY_2016, tags=["back", "posture"])
    update_article(old, kind=Kind.SMALL_FIX, note="", at=MARCH_2025)
    make_article(slug="new", title="Knees & more", tags=["back"], topic=make_topic("Knees"))
    gone = make_article(slug="gone", tags=["gone"], topic=make_topic("Gone"), author=make_author("Gone Vale"))
    publishing.withdraw(gone, by=None, reason="Its advice was out of date.")
    make_draft(slug="draft")


def test_the_index_leads_to_every_published_article_with_its_last_change(articles):
    parts = listed("/sitemap.xml")
    assert [*parts] == ["/sitemaps/articles-0.xml", "/sitemaps/pages.xml", "/sitemaps/news.xml"]
    files = listed("/sitemaps/articles-0.xml")
    assert [*files] == ["/articles/old/", "/articles/new/"]
    assert files["/articles/old/"] == "2025-03-04"
    assert parts["/sitemaps/articles-0.xml"] == max(files.values())


def test_articles_stand_in_the_file_of_their_number(articles, monkeypatch):
    monkeypatch.setattr("articles.sitemaps.IN_A_FILE", 1)
    old = Article.objects.get(slug="old")
    parts = listed("/sitemap.xml")
    assert parts[f"/sitemaps/articles-{old.pk}.xml"] == "2025-03-04"
    assert listed(f"/sitemaps/articles-{old.pk}.xml") == {"/articles/old/": "2025-03-04"}


@pytest.mark.parametrize("number", ["7", "99999999999999999999"])
def test_a_file_without_articles_is_not_found(articles, number):
    assert Client().get(f"/sitemaps/articles-{number}.xml").status_code == 404


def test_the_other_pages_are_those_that_list_something(articles):
    pages = listed("/sitemaps/pages.xml")
    assert {"/topics/back-pain/", "/topics/knees/", "/authors/dana-ellery/", "/tags/back/"} <= {*pages}
    assert pages["/topics/back-pain/"] == pages["/archive/2016/"] == "2025-03-04"
    assert {"/", "/latest/", "/archive/", "/about/"} <= {*pages}
    assert not {"/topics/gone/", "/authors/gone-vale/", "/tags/gone/", "/tags/posture/"} & {*pages}
    for address in pages:
        assert Client().get(address).status_code == 200


def test_news_is_what_was_first_published_in_the_last_two_days(articles):
    (entry,) = get("/sitemaps/news.xml")
    assert entry.findtext(f"{SITEMAP}loc") == "http://testserver/articles/new/"
    assert entry.findtext(f"{NEWS}news/{NEWS}title") == "Knees & more"
    assert entry.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}language") == "en"


def test_robots_are_kept_from_searching_and_shown_the_sitemaps():
    text = Client().get("/robots.txt").content.decode()
    assert "Disallow: /search/?\n" in text
    assert "Sitemap: http://testserver/sitemap.xml\n" in text


def test_programs_that_answer_questions_are_led_to_markdown(articles):
    response = Client().get("/llms.txt")
    text = response.content.decode()
    assert text.startswith("# Plain Health\n\n> Plain answers")
    assert "- [Knees](http://testserver/topics/knees/)\n" in text
    assert "- [Knees & more](http://testserver/articles/new/article.md): What it is" in text
    assert "gone" not in text


@pytest.mark.parametrize(
    "address", ["/sitemap.xml", "/sitemaps/articles-0.xml", "/sitemaps/pages.xml", "/llms.txt"]
)
def test_it_takes_the_same_queries_however_much_there_is(articles, address, django_assert_max_num_queries):
    def asked():
        with django_assert_max_num_queries(8) as captured:
            assert Client().get(address).status_code == 200
        return len(captured)

    few = asked()
    for n in range(12):
        make_article(tags=["back", "knees"], topic=make_topic(f"Topic {n}"))
    assert asked() == few
