"""What search engines are told of a page."""

import datetime
import re

import pytest
from django.test import Client

from articles import publishing
from articles.models import Article, Kind
from articles.models.article import Precision
from tests.articles.machines import SITE, get, nodes, scripts
from tests.checks import assert_valid_html
from tests.factories import make_article, make_author, make_draft, make_image, make_user, update_article
from tests.pictures import stored_picture

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


def test_an_article_is_told_with_its_dates_its_version_and_its_corrections(article):
    work = nodes("/articles/backs/")["Article"]
    assert work == {
        "@type": "Article",
        "@id": f"{BACKS}#article",
        "mainEntityOfPage": {"@id": BACKS},
        "headline": "Backs",
        "description": "What it is and what helps.",
        "inLanguage": "en-gb",
        "version": 3,
        "articleSection": "Back pain",
        "keywords": ["back", "posture"],
        "author": {"@type": "Person", "name": "Dana Ellery", "url": f"{SITE}/authors/dana-ellery/"},
        "publisher": {"@type": "Organization", "name": "Plain Health", "url": f"{SITE}/"},
        "datePublished": "2016-05-12",
        # The day readers are told, which is the site's and not that of UTC.
        "dateModified": "2025-07-02T00:30:00+01:00",
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "It was 10 mg, not 100 mg.",
                "datePublished": "2025-07-02T00:30:00+01:00",
                "url": f"{BACKS}changes/3/",
            }
        ],
    }
    assert '<time datetime="2025-07-02">2 July 2025</time>' in get("/articles/backs/").content.decode()


def test_a_small_fix_does_not_move_the_date_told(article):
    before = nodes("/articles/backs/")["Article"]["dateModified"]
    update_article(article, kind=Kind.SMALL_FIX, note="")
    work = nodes("/articles/backs/")["Article"]
    assert (work["dateModified"], work["version"]) == (before, 4)


@pytest.mark.parametrize(
    ("precision", "told"),
    [(Precision.YEAR, "2016"), (Precision.MONTH, "2016-05"), (Precision.DAY, "2016-05-12")],
)
def test_a_first_publication_is_told_as_exactly_as_it_is_known(precision, told):
    make_article(
        slug="backs", first_published=datetime.date(2016, 5, 12), first_published_precision=precision
    )
    assert nodes("/articles/backs/")["Article"]["datePublished"] == told


def test_a_review_is_claimed_only_where_there_was_one(article):
    assert nodes("/articles/backs/")["WebPage"] == {"@type": "WebPage", "@id": BACKS, "url": BACKS}
    reviewer = make_author("Dr Imani Okafor")
    reviewer.role = "spine physician"
    reviewer.save()
    update_article(
        article, kind=Kind.FULL_REVIEW, note="Checked every line.", at=JULY_2025, reviewer=reviewer
    )
    assert nodes("/articles/backs/")["MedicalWebPage"] == {
        "@type": "MedicalWebPage",
        "@id": BACKS,
        "url": BACKS,
        "lastReviewed": "2025-07-02",
        "reviewedBy": {
            "@type": "Person",
            "name": "Dr Imani Okafor",
            "url": f"{SITE}/authors/dr-imani-okafor/",
            "jobTitle": "spine physician",
        },
    }


def test_a_reworded_correction_is_told_once_in_its_latest_words(article):
    publishing.reword(article.notes.get(version__number=3), by=None, text="The dose is 10 mg.")
    (correction,) = nodes("/articles/backs/")["Article"]["correction"]
    assert correction["text"] == "The dose is 10 mg."


def test_the_corrections_told_are_bounded(article):
    for _ in range(12):
        update_article(article, kind=Kind.CORRECTION)
    assert len(nodes("/articles/backs/")["Article"]["correction"]) == 10


def test_an_image_is_told_only_when_its_file_is_there(article):
    update_article(article, lead_image=make_image(), lead_alt="A back")
    assert "image" not in nodes("/articles/backs/")["Article"]
    image = stored_picture(size=(800, 600))
    update_article(article, lead_image=image, lead_caption="A back at rest", lead_credit="Ana Ruiz")
    assert nodes("/articles/backs/")["Article"]["image"] == {
        "@type": "ImageObject",
        "url": f"{SITE}{image.file.url}",
        "width": 800,
        "height": 600,
        "caption": "A back at rest",
        "creditText": "Ana Ruiz",
    }


def test_an_article_without_byline_topic_and_standfirst_claims_none():
    make_article(slug="backs", author=None, topic=None, standfirst="")
    assert not {"author", "articleSection", "description", "keywords", "image"} & {
        *nodes("/articles/backs/")["Article"]
    }


def test_the_way_to_a_page_is_told_as_its_breadcrumb_shows_it(article):
    def way(address):
        return [
            (step["position"], step["name"], step["item"])
            for step in nodes(address)["BreadcrumbList"]["itemListElement"]
        ]

    to_article = [
        (1, "Home", f"{SITE}/"),
        (2, "Back pain", f"{SITE}/topics/back-pain/"),
        (3, "Backs", BACKS),
    ]
    assert way("/articles/backs/") == to_article
    assert way("/articles/backs/versions/2/") == [*to_article, (4, "Version 2", f"{BACKS}versions/2/")]


def test_the_page_of_an_update_comes_after_the_article_in_its_breadcrumb(article):
    breadcrumb = nodes("/articles/backs/changes/2/")["BreadcrumbList"]
    assert breadcrumb["itemListElement"][-1] == {
        "@type": "ListItem",
        "position": 4,
        "name": "What changed on 4 March 2025",
        "item": f"{BACKS}changes/2/",
    }


def test_a_kept_version_is_told_as_a_work_of_its_own_day(article):
    work = nodes("/articles/backs/versions/2/")["Article"]
    assert (work["version"], work["datePublished"]) == (2, "2025-03-04T10:00:00+00:00")
    assert work["exampleOfWork"] == {"@id": f"{BACKS}#article"}
    assert not {"dateModified", "correction"} & {*work}


@pytest.mark.parametrize(
    "title",
    [
        "</script><script>alert(1)</script>",
        "<!-- <script>",
        "]]> & ' \" \\ \\u003c/script>",
        "Line\u2028ends\u2029 here",
        "مرحبا 背中 🙂",
    ],
)
def test_no_title_ends_the_script_it_stands_in(title):
    article = make_article(slug="backs", title=title, standfirst=title, tags=["</Script>"])
    for address in ("/articles/backs/", "/articles/backs/versions/1/"):
        assert nodes(address)["Article"]["headline"] == article.live.title
        (script,) = scripts(get(address))
        assert not re.search("[<>&]", script)


def test_a_preview_tells_programs_nothing():
    draft = make_draft()
    client = Client()
    client.force_login(make_user("Editor"))
    page = client.get(f"/admin/articles/article/{draft.pk}/preview/")
    assert page.status_code == 200
    assert scripts(page) == []
    assert "Link" not in page


def test_pages_with_links_and_structured_data_are_valid(article):
    addresses = ["/articles/backs/", "/articles/backs/versions/2/"]
    assert_valid_html({address: get(address).content.decode() for address in addresses})


def test_a_browser_runs_nothing_and_complains_of_nothing(article, live_server, page):
    for address in ("/articles/backs/", "/articles/backs/versions/2/"):
        page.goto(address)
        assert page.locator("h1").count() == 1
