"""An article's past as Memento lays it out, and the links between its versions."""

import datetime

import pytest

from articles import publishing
from articles.models import Article, Kind
from tests.articles.long_history import make_long_history
from tests.articles.machines import SITE, get, link_elements, relations, typed_links
from tests.factories import make_article, make_draft, make_user, update_article

pytestmark = pytest.mark.django_db

MAY_2016 = datetime.datetime(2016, 5, 12, 9, tzinfo=datetime.UTC)
MARCH_2025 = datetime.datetime(2025, 3, 4, 10, tzinfo=datetime.UTC)
JULY_2025 = datetime.datetime(2025, 7, 1, 23, 30, tzinfo=datetime.UTC)
BACKS = f"{SITE}/articles/backs/"


@pytest.fixture
def article():
    """An article with three versions: the first, an update, a correction late on a summer's day."""
    article = make_article(title="Backs", slug="backs", at=MAY_2016, tags=["back", "posture"])
    update_article(article, note="Added a line about walking.", at=MARCH_2025)
    update_article(article, kind=Kind.CORRECTION, note="It was 10 mg, not 100 mg.", at=JULY_2025)
    return Article.objects.get(pk=article.pk)


# --- Memento ---


def test_the_timemap_lists_the_versions_with_their_times(article):
    response = get("/articles/backs/timemap/")
    assert response["Content-Type"] == "application/link-format"
    assert [*typed_links(response.content.decode())] == [
        ("original", BACKS, {}),
        ("timegate", f"{BACKS}timegate/", {}),
        ("self", f"{BACKS}timemap/", {"type": "application/link-format"}),
        ("first memento", f"{BACKS}versions/1/", {"datetime": "Thu, 12 May 2016 09:00:00 GMT"}),
        ("memento", f"{BACKS}versions/2/", {"datetime": "Tue, 04 Mar 2025 10:00:00 GMT"}),
        ("last memento", f"{BACKS}versions/3/", {"datetime": "Tue, 01 Jul 2025 23:30:00 GMT"}),
    ]


def test_a_single_version_is_the_first_and_the_last():
    make_article(slug="backs")
    *_, memento = typed_links(get("/articles/backs/timemap/").content.decode())
    assert memento[0] == "first last memento"


def test_a_redacted_version_is_no_memento(article):
    publishing.redact(article.versions.get(number=1), by=make_user("Editor"), reason="Court order")
    links = [
        (rel, address) for rel, address, _ in typed_links(get("/articles/backs/timemap/").content.decode())
    ]
    assert links[3:] == [("first memento", f"{BACKS}versions/2/"), ("last memento", f"{BACKS}versions/3/")]
    assert get("/articles/backs/timegate/", accept_datetime="Thu, 12 May 2016 09:00:00 GMT")["Location"] == (
        "/articles/backs/versions/2/"
    )
    gone = get("/articles/backs/versions/1/")
    assert gone.status_code == 410
    assert "Memento-Datetime" not in gone


def test_a_timemap_takes_the_same_queries_however_long_it_is(article, django_assert_num_queries):
    make_long_history(article, 500)
    with django_assert_num_queries(2):
        response = get("/articles/backs/timemap/")
    assert len([*typed_links(response.content.decode())]) == 503


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 1),
        ("Mon, 01 Jan 0001 00:00:00 GMT", 1),
        ("Thu, 12 May 2016 08:59:59 GMT", 1),
        ("Thu, 12 May 2016 09:00:00 GMT", 1),
        ("Tue, 04 Mar 2025 09:59:59 GMT", 1),
        ("Tue, 04 Mar 2025 10:00:00 GMT", 2),
        ("Tue, 01 Jul 2025 23:30:00 GMT", 3),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 3),
    ],
)
def test_the_timegate_leads_to_the_version_of_that_time(article, wanted, number):
    response = get("/articles/backs/timegate/", accept_datetime=wanted)
    assert (response.status_code, response["Location"]) == (302, f"/articles/backs/versions/{number}/")
    assert "Memento-Datetime" not in response


def test_the_timegate_without_a_time_leads_to_the_version_readers_see_now(article):
    response = get("/articles/backs/timegate/")
    assert response["Location"] == "/articles/backs/versions/3/"
    assert response["Vary"] == "Accept-Datetime"
    assert response["Cache-Control"] == "private, no-store"
    assert relations(response) == {"original": BACKS, "timemap": f"{BACKS}timemap/"}


@pytest.mark.parametrize("wanted", ["yesterday", "", "2025-03-04", "Tue, 31 Feb 2025 10:00:00 GMT"])
def test_a_time_that_is_none_is_refused_in_words(article, wanted):
    response = get("/articles/backs/timegate/", accept_datetime=wanted)
    assert response.status_code == 400
    assert response.content.decode() == (
        "Accept-Datetime must be an HTTP date, such as Tue, 04 Mar 2025 10:00:00 GMT."
    )


def test_a_kept_version_says_when_it_was_published(article):
    response = get("/articles/backs/versions/2/")
    assert response["Memento-Datetime"] == "Tue, 04 Mar 2025 10:00:00 GMT"
    assert "Memento-Datetime" not in get("/articles/backs/")


@pytest.mark.parametrize("name", ["history.json", "timemap/", "timegate/"])
def test_a_withdrawn_article_gives_programs_its_reason_and_nothing_else(article, name):
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    response = get(f"/articles/backs/{name}")
    assert (response.status_code, response["Content-Type"]) == (410, "text/plain; charset=utf-8")
    assert response.content.decode() == "We withdrew this article. Its advice was out of date."


@pytest.mark.parametrize("name", ["history.json", "timemap/", "timegate/"])
@pytest.mark.parametrize("slug", ["never", "draft"])
def test_an_article_readers_do_not_know_has_no_past(name, slug):
    make_draft(slug="draft")
    assert get(f"/articles/{slug}/{name}").status_code == 404


# --- Typed links ---


def test_an_article_points_at_its_past(article):
    assert relations(get("/articles/backs/")) == {
        "version-history": f"{BACKS}history/",
        "predecessor-version": f"{BACKS}versions/2/",
        "timegate": f"{BACKS}timegate/",
        "timemap": f"{BACKS}timemap/",
        "alternate": f"{BACKS}updates.atom",
    }


def test_a_kept_version_points_at_now_and_at_its_neighbours(article):
    assert relations(get("/articles/backs/versions/2/")) == {
        "original": BACKS,
        "latest-version": BACKS,
        "version-history": f"{BACKS}history/",
        "predecessor-version": f"{BACKS}versions/1/",
        "successor-version": f"{BACKS}versions/3/",
        "timegate": f"{BACKS}timegate/",
        "timemap": f"{BACKS}timemap/",
    }


def test_the_first_version_has_no_predecessor_and_the_last_no_successor(article):
    assert "predecessor-version" not in relations(get("/articles/backs/versions/1/"))
    assert "successor-version" not in relations(get("/articles/backs/versions/3/"))
    make_article(slug="new")
    assert "predecessor-version" not in relations(get("/articles/new/"))


def test_a_redacted_neighbour_is_passed_over(article):
    publishing.redact(article.versions.get(number=2), by=make_user("Editor"), reason="Court order")
    assert relations(get("/articles/backs/versions/1/"))["successor-version"] == f"{BACKS}versions/3/"
    assert relations(get("/articles/backs/versions/3/"))["predecessor-version"] == f"{BACKS}versions/1/"
    assert relations(get("/articles/backs/"))["predecessor-version"] == f"{BACKS}versions/1/"


@pytest.mark.parametrize("below", ["", "versions/2/", "history/", "changes/2/"])
def test_the_head_of_a_page_has_the_links_of_its_header(article, below):
    response = get(f"/articles/backs/{below}")
    assert "timemap" in relations(response)
    assert {*relations(response).items()} <= {*link_elements(response)}


def test_an_old_version_is_kept_out_of_search_results_in_favour_of_the_article(article):
    page = get("/articles/backs/versions/1/").content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="{BACKS}">' in page


def test_an_address_too_long_for_headers_leaves_the_links_to_the_head():
    slug = "背" * 200
    update_article(make_article(slug=slug))
    response = get(f"/articles/{slug}/versions/1/")
    assert "Link" not in response
    assert response["Memento-Datetime"]
    named = {relation for relation, _ in link_elements(response)}
    assert {"original", "timemap", "successor-version"} <= named
