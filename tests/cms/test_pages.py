"""The site's frame, its small pages, signing in and what is said when something goes wrong."""

import datetime
import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, RequestFactory, override_settings

from cms import views
from tests.checks import (
    assert_accessible,
    assert_accessible_in_every_window,
    assert_valid_css,
    assert_valid_html,
)
from tests.factories import make_article, make_image, make_published_comment, make_user, update_article

pytestmark = pytest.mark.django_db

SMALL_PAGES = [f"/{name}/" for name in views.PAGES]
SHEET = Path(finders.find("css/site.css"))


# --- The frame ---


@pytest.mark.parametrize("address", ["/", "/topics/", "/latest/", "/archive/", *SMALL_PAGES])
def test_a_shared_page_sets_no_cookie_and_is_the_same_for_everyone(client, address):
    anonymous = client.get(address)
    client.force_login(make_user("Editor"))
    signed_in = client.get(address)
    assert anonymous.status_code == 200
    assert anonymous.content == signed_in.content
    assert not anonymous.cookies
    assert "Cookie" not in anonymous.get("Vary", "")
    assert anonymous.content.count(b"<footer") == 1
    assert anonymous.content.count(b"<h1") == 1


def test_the_page_one_is_on_is_marked_in_the_header(client):
    page = client.get("/archive/").content.decode()
    assert '<a href="/archive/" aria-current="page">Archive</a>' in page
    assert page.count("aria-current") == 1


@override_settings(SITE_NAME="Knees & Co")
def test_the_sites_name_comes_from_its_settings(client):
    assert "<title>Privacy – Knees &amp; Co</title>" in client.get("/privacy/").content.decode()


# --- Static files ---


def test_the_style_sheet_is_small_valid_and_leaves_no_rule_unbeatable():
    sheet = SHEET.read_bytes()
    assert len(gzip.compress(sheet)) <= 10_000
    assert b"!important" not in sheet
    assert_valid_css(SHEET)


def test_scripts_are_small():
    names = ("form", "own", "reply", "report", "puzzle")
    scripts = [Path(finders.find(f"js/{name}.js")).read_bytes() for name in names]
    assert len(gzip.compress(b"".join(scripts))) <= 10_000
    assert all(script.count(b"\n") < 150 for script in scripts)


def test_every_file_the_style_sheet_names_gets_its_lasting_name(tmp_path):
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    sheet = next(tmp_path.glob("css/site.*.css")).read_text()
    names = re.findall(r'url\("?\.\./(fonts/[^")]+)', sheet)
    assert len(names) == 3
    assert all((tmp_path / name).exists() and name.count(".") == 2 for name in names)


# --- When something goes wrong ---


def test_an_unknown_address_says_what_to_do(client):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "<h1>Page not found</h1>" in answer.content.decode()


def test_a_form_without_its_token_says_so():
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "This form was open too long." in answer.content.decode()


def test_a_host_name_that_is_not_ours_is_refused_in_words(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "<h1>We did not understand that</h1>" in answer.content.decode()


def test_the_error_page_needs_nothing_that_may_be_broken(django_assert_num_queries):
    request = RequestFactory().get("/", headers={"host": "elsewhere.example"})
    with django_assert_num_queries(0):
        answer = views.server_error(request)
    assert answer.status_code == 500
    assert "<h1>Something went wrong on our side</h1>" in answer.content.decode()
    assert_valid_html({"500": answer.content.decode()})


# --- For everyone ---


def full_article():
    """An article with all its parts: picture, sections, tags, related reading, history, replies."""
    sections = "".join(f"<h2>Part {number}</h2><p>Words.</p>" for number in range(3))
    article = make_article(
        at=datetime.datetime(2016, 5, 12, tzinfo=datetime.UTC),
        title="Middle back pain",
        slug="middle-back",
        body=f"{sections}<aside class='emergency'><h2>Get help</h2><p>Call.</p></aside>",
        lead_image=make_image(),
        lead_alt="A back",
        tags=[f"tag {number}" for number in range(10)],
        related=[make_article(title="Upper back pain")],
    )
    update_article(article, kind="small_fix", note="")
    update_article(article, kind="correction", note="Corrected the number of bones.")
    update_article(article, body=changed_in_every_way(sections))
    comment = make_published_comment(article, text="See https://backcare.example/heat.")
    make_published_comment(article, parent=comment)
    return article


def changed_in_every_way(sections):
    """A body with a part moved, removed, turned into another kind, and new ones of every kind."""
    first, second, _ = re.findall("<h2>.*?</p>", sections)
    return (
        f"{second}{first.replace('h2', 'h3').replace('Words', '<strong>More</strong> words')}<p>Call.</p>"
        "<ul><li>One<ol><li><a href='/topics/'>Two</a></li></ol></li></ul><pre>a  b</pre><hr>"
        "<table><tr><th>Who</th></tr><tr><td>Adults</td></tr></table><blockquote><p>هذا 10</p></blockquote>"
    )


@pytest.fixture
def addresses(db):
    article = full_article().get_absolute_url()
    lists = ["/", "/topics/", "/topics/back-pain/", "/tags/tag-1/", "/authors/dana-ellery/"]
    lists += ["/latest/", "/archive/", "/archive/2016/"]
    own = [article, f"{article}history/", f"{article}versions/1/", f"{article}comments/?reply=1", "/sign-in/"]
    own += [f"{article}changes/4/?view={view}" for view in ("changes", "whole", "side")]
    own += [f"{article}history/?from=1&to=4", f"{article}history/?from=2&to=2"]
    return [*lists, *own, *SMALL_PAGES, "/nothing/"]


def test_every_page_is_valid_html(client, addresses):
    pages = {address: client.get(address).content.decode() for address in addresses}
    refused = client.post("/articles/middle-back/comments/", {"text": ""}).content.decode()
    assert_valid_html({**pages, "a refused comment": refused})


@pytest.mark.usefixtures("transactional_db")
def test_every_page_is_accessible(visitor, addresses):
    page = visitor()
    for address in addresses:
        page.goto(address)
        assert_accessible_in_every_window(page)


def test_a_refused_form_is_accessible_and_takes_focus(visitor, addresses):
    page = visitor(width=320)
    page.goto("/articles/middle-back/comments/")
    page.get_by_label("Email address").fill("priya@")
    page.get_by_role("button", name="Send comment").click()
    page.wait_for_selector(".error-summary")
    assert page.title() == "Error: Comments on Middle back pain – Plain Health"
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert page.get_by_label("Email address").input_value() == "priya@"
    assert_accessible(page)
