"""The history of an article as data, and what anybody can check with it."""

import datetime
import hashlib
import json

import pytest

from articles import publishing, working_copy
from articles.models import Article, Kind
from articles.models.article import Precision
from tests.articles.long_history import make_long_history
from tests.articles.machines import SITE, get, typed_links
from tests.factories import make_article, make_user, update_article

pytestmark = pytest.mark.django_db

MAY_2016 = datetime.datetime(2016, 5, 12, 9, tzinfo=datetime.UTC)
MARCH_2025 = datetime.datetime(2025, 3, 4, 10, tzinfo=datetime.UTC)
JULY_2025 = datetime.datetime(2025, 7, 1, 23, 30, tzinfo=datetime.UTC)
BACKS = f"{SITE}/articles/backs/"


def history(address="/articles/backs/history.json"):
    response = get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    return response.json()


@pytest.fixture
def article():
    """An article with three versions: the first, an update, a correction late on a summer's day."""
    article = make_article(title="Backs", slug="backs", at=MAY_2016, tags=["back", "posture"])
    update_article(article, note="Added a line about walking.", at=MARCH_2025)
    update_article(article, kind=Kind.CORRECTION, note="It was 10 mg, not 100 mg.", at=JULY_2025)
    return Article.objects.get(pk=article.pk)


def test_the_history_names_the_article_and_its_dates(article):
    data = history()
    del data["versions"]
    assert data == {
        "article": BACKS,
        "history": f"{BACKS}history/",
        "title": "Backs",
        "live": 3,
        "first_published": "2016-05-12",
        "history_complete": True,
        "updated": "2025-07-01T23:30:00+00:00",
        "content_changed": "2025-07-01T23:30:00+00:00",
        "last_reviewed": None,
        "review_due": None,
        "next": None,
    }


def test_the_history_lists_every_version_by_number(article):
    versions = history()["versions"]
    assert [version["number"] for version in versions] == [1, 2, 3]
    stored = article.versions.get(number=2)
    assert versions[1] == {
        "number": 2,
        "address": f"{BACKS}versions/2/",
        "changes": f"{BACKS}changes/2/",
        "published": "2025-03-04T10:00:00+00:00",
        "kind": "update",
        "note": "Added a line about walking.",
        "note_redacted": None,
        "earlier_wordings": [],
        "is_update": True,
        "restores": None,
        "redacted": None,
        "withdrawals": [],
        "content_hash": stored.content_hash,
        "chain_hash": stored.chain_hash,
    }
    assert (versions[0]["kind"], versions[0]["changes"]) == ("first", None)


def test_anybody_can_make_the_chain_anew_from_the_history(article):
    previous = ""
    for version in history()["versions"]:
        text = json.dumps(
            [previous, version["number"], version["published"], version["content_hash"]],
            separators=(",", ":"),
        )
        assert hashlib.sha256(text.encode()).hexdigest() == version["chain_hash"]
        previous = version["chain_hash"]


def test_a_time_to_the_microsecond_still_fits_the_chain():
    make_article(slug="backs", at=MAY_2016.replace(microsecond=120_345))
    test_anybody_can_make_the_chain_anew_from_the_history(None)
    assert history()["versions"][0]["published"] == "2016-05-12T09:00:00.120345+00:00"


def test_earlier_wordings_stay_in_the_history(article):
    note = article.notes.get(version__number=2)
    second = publishing.reword(note, by=None, text="Added two lines about walking.")
    third = publishing.reword(second, by=None, text="Added a paragraph about walking.")
    version = history()["versions"][1]
    assert version["note"] == "Added a paragraph about walking."
    assert version["earlier_wordings"] == [
        {"text": "Added two lines about walking.", "until": third.worded_at.isoformat()},
        {"text": "Added a line about walking.", "until": second.worded_at.isoformat()},
    ]


def test_a_restored_version_names_the_one_it_brought_back(article):
    publishing.restore(article.versions.get(number=1), by=None, note="The updates were wrong.")
    assert history()["versions"][3]["restores"] == 1


def test_a_redacted_version_keeps_its_place_and_its_hashes(article):
    version = article.versions.get(number=2)
    redacted = publishing.redact(version, by=make_user("Editor"), reason="Court order")
    told = history()["versions"][1]
    assert told["redacted"] == redacted.redacted_at.isoformat()
    assert told["chain_hash"] == version.chain_hash
    assert "Court order" not in get("/articles/backs/history.json").content.decode()


def test_a_time_readers_could_not_see_the_article_is_in_the_history(article):
    withdrawal = publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    update_article(article, note="Put the advice right.")
    versions = history()["versions"]
    assert versions[2]["note"] == "It was 10 mg, not 100 mg."
    assert versions[2]["withdrawals"] == [
        {
            "at": withdrawal.at.isoformat(),
            "reason": "Its advice was out of date.",
            "earlier_wordings": [],
        }
    ]
    assert versions[3]["withdrawals"] == []


def test_the_working_copy_is_not_in_the_history(article):
    article.title, article.slug = "zebra", "zebra"
    working_copy.save(article, by=None)
    assert "zebra" not in get("/articles/backs/history.json").content.decode()


def test_a_date_is_told_as_exactly_as_it_is_known():
    make_article(
        slug="backs", first_published=datetime.date(2016, 1, 1), first_published_precision=Precision.YEAR
    )
    assert history()["first_published"] == "2016"


def test_a_long_history_comes_in_pages_that_name_the_next(article):
    make_long_history(article, 250)
    address, numbers, sizes = "/articles/backs/history.json", [], []
    while address:
        response = get(address)
        data = response.json()
        numbers += [version["number"] for version in data["versions"]]
        sizes.append(len(data["versions"]))
        address = data["next"]
        assert [(rel, to) for rel, to, _ in typed_links(response.get("Link", ""))] == [("next", address)][
            : bool(address)
        ]
    assert numbers == [*range(1, 251)]
    assert sizes == [100, 100, 50]


def test_a_page_that_is_just_full_is_the_last(article):
    make_long_history(article, 100)
    assert (len(history()["versions"]), history()["next"]) == (100, None)


def test_a_history_takes_the_same_queries_however_long_it_is(article, django_assert_num_queries):
    with django_assert_num_queries(3):
        history()
    make_long_history(article, 500)
    with django_assert_num_queries(3):
        history()


@pytest.mark.parametrize("after", ["-1", "1.5", "x", "", "1e3", "9" * 30])
def test_a_page_that_begins_nowhere_is_not_found(article, after):
    assert get(f"/articles/backs/history.json?after={after}").status_code == 404


@pytest.mark.parametrize("after", ["3", "999999999"])
def test_a_page_after_the_last_version_is_empty(article, after):
    data = history(f"/articles/backs/history.json?after={after}")
    assert (data["versions"], data["next"]) == ([], None)
