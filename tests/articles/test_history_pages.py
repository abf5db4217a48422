import gzip
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.compared import ENGINE, comparison
from articles.models import Article
from tests.articles.long_history import make_long_history
from tests.factories import make_article, make_image, make_user, update_article

pytestmark = pytest.mark.django_db

HISTORY = "/articles/back-pain/history/"


@pytest.fixture
def article():
    """Three versions: ten bones, twelve bones, and a line about walking."""
    made = make_article(
        slug="back-pain", body="<p>The middle back has ten bones.</p>\n<p>They hold the ribs.</p>"
    )
    update_article(
        made,
        kind="correction",
        note="It has twelve bones, not ten.",
        body="<p>The middle back has twelve bones.</p>\n<p>They hold the ribs.</p>",
    )
    update_article(made)
    return made


def page(address):
    return Client().get(address).content.decode()


def test_the_history_offers_each_version_as_older_and_as_newer(article):
    html = page(HISTORY)
    for name in ("from", "to"):
        assert re.findall(rf'name="{name}"[^>]* value="(\d)"', html) == ["3", "2", "1"]
    assert "Compare these versions" in html
    assert 'id="compare"' not in html


def test_two_chosen_versions_are_compared_word_for_word(article):
    html = page(f"{HISTORY}?from=1&to=2")
    assert re.search(r'<del[^>]*><span class="vh">Removed: </span>ten</del>', html)
    assert re.search(r'<ins[^>]*><span class="vh">Added: </span>twelve</ins>', html)
    assert "Change 1 of 1" in html
    assert "1 unchanged paragraph" in html


def test_the_wrong_way_round_is_swapped(article):
    assert (
        page(f"{HISTORY}?from=2&to=1").split("<main")[1] == page(f"{HISTORY}?from=1&to=2").split("<main")[1]
    )


def test_the_same_version_twice_is_an_error_in_words(article):
    response = Client().get(f"{HISTORY}?from=2&to=2")
    assert response.status_code == 422
    assert "Choose two different versions" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    ["from=1&to=9", "from=0&to=1", "from=one&to=2", "to=9", f"from=1&to={'9' * 30}", "from=-1&to=2"],
)
def test_versions_the_article_does_not_have_are_not_found(article, query):
    make_article(slug="other")
    assert Client().get(f"{HISTORY}?{query}").status_code == 404


@pytest.mark.parametrize(("query", "numbers"), [("from=1", (1, 3)), ("to=2", (1, 2)), ("from=&to=3", (2, 3))])
def test_one_version_chosen_alone_is_compared_with_today_or_the_one_before(article, query, numbers):
    chosen = page(f"{HISTORY}?from={numbers[0]}&to={numbers[1]}")
    assert page(f"{HISTORY}?{query}").split("<main")[1] == chosen.split("<main")[1]


@pytest.mark.parametrize("query", ["from=3", "to=1"])
def test_one_version_that_has_no_other_beside_it_is_an_error_in_words(article, query):
    response = Client().get(f"{HISTORY}?{query}")
    assert response.status_code == 422
    assert "Choose two different versions" in response.content.decode()


def test_a_note_without_its_words_says_so(article):
    correction = article.versions.get(number=2)
    publishing.redact(correction, by=make_user("Editor"), reason="Court order 17/3", notes_too=True)
    for address in (HISTORY, "/articles/back-pain/changes/2/"):
        assert "We removed the words of this note." in page(address)


def test_a_correction_without_its_words_leaves_no_stump_under_the_byline(article):
    correction = update_article(article, kind="correction", note="The neck has seven bones.")
    update_article(article, kind="small_fix")
    publishing.redact(correction, by=make_user("Editor"), reason="Court order 17/3", notes_too=True)
    html = page("/articles/back-pain/")
    assert re.search(r"Corrected on <time[^>]*>[^<]*</time>\.</b>", html)
    assert "The latest: “" not in html


@pytest.mark.parametrize("view", ["changes", "whole", "side", "nonsense"])
def test_every_view_shows_the_change(article, view):
    assert "twelve" in page(f"{HISTORY}?from=1&to=2&view={view}")


def test_a_picture_whose_file_is_missing_is_an_empty_frame_in_a_redline():
    image = make_image(alt="A drawing of a back")
    article = make_article(slug="frame", body="<p>Most back pain passes.</p>")
    figure = f'<figure><img src="/images/{image.pk}/" alt="A drawing of a back"></figure>'
    update_article(article, body=f"<p>Most back pain passes.</p>{figure}")
    page = Client().get("/articles/frame/changes/2/").content.decode()
    assert f'src="/images/{image.pk}/"' not in page
    assert '<span class="empty-frame" role="img" aria-label="A drawing of a back">' in page


def test_an_update_has_a_page_of_its_own(article):
    html = page("/articles/back-pain/changes/2/")
    assert "It has twelve bones, not ten." in html
    assert "twelve</ins>" in html
    assert "The first version" in page("/articles/back-pain/changes/1/")
    assert Client().get("/articles/back-pain/changes/9/").status_code == 404


def test_a_redacted_version_is_compared_with_nothing(article):
    publishing.redact(article.versions.get(number=1), by=make_user("Editor"), reason="Court order 17/3")
    assert "We removed the words" in page("/articles/back-pain/changes/2/")
    response = Client().get(f"{HISTORY}?from=1&to=2")
    assert response.status_code == 422
    assert "ten</del>" not in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_redacting_drops_what_was_kept_of_its_comparisons():
    article = make_article(body="<p>Her name is Zebra Smith.</p>")
    update_article(article, body="<p>A reader wrote to us.</p>")
    first, second = article.versions.order_by("number")
    comparison(first, second)
    publishing.redact(first, by=make_user("Editor"), reason="Court order 17/3")
    assert cache.get(f"comparison:{ENGINE}:{first.chain_hash}:{second.chain_hash}") is None


def test_an_earlier_wording_of_a_note_stays_readable(article):
    note = article.notes.get(text="It has twelve bones, not ten.")
    publishing.reword(note, by=make_user("Editor"), text="There are twelve bones.")
    html = page(HISTORY)
    assert "<p>There are twelve bones.</p>" in html
    assert re.search(
        r"Note reworded <time[^>]*>[^<]*</time>\. Earlier wording: “It has twelve bones, not ten.”", html
    )


def test_a_restored_version_names_the_one_it_brings_back(article):
    publishing.restore(article.versions.get(number=1), by=make_user("Editor"), note="The update was wrong.")
    assert "Brings back version 1." in page(HISTORY)


def test_small_fixes_fold_into_one_line_that_opens_where_one_of_them_is_compared(article):
    for _ in range(2):
        update_article(article, kind="small_fix", note="")
    folded = "<details><summary>Small fixes (2)</summary>"
    assert folded in page(HISTORY)
    assert folded in page(f"{HISTORY}?from=1&to=2")
    assert folded.replace("<details>", "<details open>") in page(f"{HISTORY}?from=1&to=4")


def test_a_history_of_500_versions_is_paged_and_light_and_asks_no_more(article, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        page(HISTORY)
    make_long_history(Article.objects.get(pk=article.pk), 500)
    Article.objects.filter(pk=article.pk).update(live=article.versions.get(number=500))
    with django_assert_num_queries(len(few)):
        html = page(HISTORY)
    assert "Page 1 of 10" in html
    assert html.count('name="from"') == 50
    assert len(gzip.compress(html.encode())) < 30_000


def test_a_long_history_comes_in_pages(article):
    for _ in range(60):
        update_article(article)
    html = page(HISTORY)
    assert "Page 1 of 2" in html
    assert "First published." not in html
    assert "First published." in page(f"{HISTORY}?page=2")
