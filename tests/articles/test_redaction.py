"""Redaction takes a version's words out of pages, feeds, data, the desk's lists, the cache and the tables."""

import re
from base64 import b64decode
from html import unescape
from io import StringIO
from itertools import product
from urllib.parse import urlencode

import pytest
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

import articles.urls
from articles import invitations, publishing
from articles.models import Article, Image, Kind, Tag
from articles.widgets import label
from tests.article_form import OpenForm
from tests.factories import (
    make_article,
    make_author,
    make_draft,
    make_image,
    make_topic,
    make_user,
    update_article,
)

pytestmark = pytest.mark.django_db

#: A word that nothing else on the site has; it is planted in every part of a version.
MARKER = "quokka"
REASON = "A court asked for it"
NOTE = "Added a line about walking."
MARKED_NOTE = "Took out what a quokka had said."
LINK = re.compile(r'href="([^"#]*)')
RADIO = re.compile(r'<input\b(?=[^>]*type="radio")(?=[^>]*name="([^"]+)")(?=[^>]*value="([^"]+)")[^>]*>')
NOT_VISITED = ("/static/", "/media/", "/sign-out/", "/admin/logout/", "/admin/auth/")


@pytest.fixture(autouse=True)
def _nothing_kept_ready():
    cache.clear()


@pytest.fixture
def editor():
    return make_user("Editor", is_superuser=True)


@pytest.fixture
def public():
    return Client()


@pytest.fixture
def desk(editor):
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def article(editor):
    """An article whose second version has the marker in every part, and whose others have it in none."""
    author, topic = make_author("Dana Ellery"), make_topic("Back pain")
    pillows = make_article(title="Quokka pillows", slug="pillows")
    article = make_article(title="Backs", slug="backs", author=author, topic=topic)
    image = make_image(alt="A back")
    rename(author, "Quokka Vale")
    rename(topic, "Quokkas")
    marked = {
        "title": "The quokka and the back",
        "standfirst": "A quokka says.",
        "body": marked_body(image),
        "lead_image": image.pk,
        "lead_alt": "A quokka",
        "lead_caption": "The quokka at rest",
        "lead_credit": "Q. Quokka",
        "tags": "quokka tag, posture",
        "related": [label(pillows)],
    }
    publish(editor, article, **marked, note=MARKED_NOTE)
    note = publishing.reword(
        article.notes.get(text=MARKED_NOTE), by=editor, text="Took out a quokka's words."
    )
    publishing.reword(note, by=editor, text="Took out some words.")
    rename(author, "Dana Ellery")
    rename(topic, "Back pain")
    update_article(pillows, title="Pillows")
    plain = {"title": "Backs", "body": "<p>Walk a little.</p>", "tags": "posture"}
    publish(editor, article, **(dict.fromkeys(marked, "") | plain))
    return Article.objects.get(pk=article.pk)


def rename(thing, name):
    thing.name = name
    thing.save()


def marked_body(image):
    picture = f'<img src="{image.get_absolute_url()}" alt="A quokka">'
    return f"<h2>Quokka</h2><p>Mr Quokka.</p><figure>{picture}<figcaption>Quokka</figcaption></figure>"


def publish(editor, article, *, note=NOTE, **changes):
    form = OpenForm(editor, article)
    assert form.send("publish", **changes, kind=Kind.UPDATE, note=note).status_code == 303, form.errors


def redact(article, editor):
    """Redact what has the marker: the second version, and the one of another article whose title it names."""
    pillows = Article.objects.get(slug="pillows")
    publishing.redact(article.versions.get(number=2), by=editor, reason=REASON, notes_too=True)
    publishing.redact(pillows.versions.get(number=1), by=editor, reason=REASON)


def starting_points():
    """Every address about articles there can be. One with an argument of a new kind has to be added here."""
    slugs = {
        "articles": ["backs", "pillows"],
        "topics": ["back-pain"],
        "tags": ["quokka-tag", "posture"],
        "authors": ["dana-ellery"],
    }
    arguments = {
        "number": [1, 2, 3],
        "pk": [image.pk for image in Image.objects.all()],
        "year": [Article.objects.get(slug="backs").first_published.year],
        "secret": [invitations.invite(Article.objects.get(slug="backs"), by=None, name="Ana")[1]],
    }
    for pattern in filter(lambda one: one.name, articles.urls.urlpatterns):
        arguments["slug"] = slugs.get(str(pattern.pattern).split("/")[0])
        names = [*pattern.pattern.converters]
        for values in product(*(arguments[name] for name in names)):
            yield reverse(pattern.name, kwargs=dict(zip(names, values, strict=True)))
    yield from ("/search/?q=quoka", "/search/?q=pillows", "/search/?q=backs")
    yield "/admin/"


def crawl(client, known=()):
    """Every answer that links and choices lead to, and the known addresses, by address.

    The lists of the desk are read once each, whatever their order and filters.
    """
    waiting, answers = [*starting_points(), *known], {}
    while waiting:
        address = waiting.pop()
        if address in answers or not address.startswith("/") or address.startswith(NOT_VISITED):
            continue
        response = client.get(address)
        answers[address] = response.content.decode() + str(response.headers)
        if "html" in response.get("Content-Type", ""):
            waiting += ways_on(answers[address], address)
    return answers


def ways_on(page, address):
    path, _, query = address.partition("?")
    for found in map(unescape, LINK.findall(page)):
        to = path + found if found.startswith("?") else found
        yield to.partition("?")[0] if to.startswith("/admin/") else to
    if not path.startswith("/admin/") and not query:
        yield from choices(page, path)


def choices(page, path):
    """What a form with radio buttons can ask for, such as any two versions to compare."""
    offered = {}
    for name, value in RADIO.findall(page):
        offered.setdefault(name, []).append(value)
    for values in product(*offered.values()):
        yield f"{path}?{urlencode(dict(zip(offered, values, strict=True)))}"


def marked(answers):
    """The addresses whose answer has the marker, not counting the address itself where it is repeated."""
    return {address for address, text in answers.items() if has_it(text.replace(address, ""))}


def has_it(value):
    if isinstance(value, bytes | memoryview):
        return MARKER.encode() in bytes(value).lower()
    return MARKER in str(value).casefold()


def stored():
    """Every column of every table that has the marker."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found |= {
                    f"{table}.{name}" for name, value in zip(columns, row, strict=True) if has_it(value)
                }
    return found


def kept_ready():
    """What the cache has with the marker in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        return [key for key, value in cursor.fetchall() if has_it(b64decode(value))]


def test_what_is_looked_for_is_found_before_a_redaction(article, public, desk):
    assert {
        "/articles/backs/versions/2/",
        "/articles/backs/changes/2/",
        "/articles/backs/changes/3/",
        "/articles/backs/history/?from=1&to=2",
        "/articles/backs/history/?from=2&to=3",
        "/articles/pillows/versions/1/",
    } <= marked(crawl(public))
    version = reverse("admin:articles_version_change", args=[article.versions.get(number=2).pk])
    assert {"/admin/articles/tag/", version} <= marked(crawl(desk))
    parts = ["title", "standfirst", "body", "lead_alt", "lead_caption", "lead_credit", "byline", "topic_name"]
    assert {f"articles_version.{name}" for name in (*parts, "tags", "related")} <= stored()
    assert {"articles_rendering.html", "articles_rendering.contents", "articles_updatenote.text"} <= stored()
    assert kept_ready()


def test_redacted_words_are_on_no_page_and_in_no_feed(article, editor, public):
    # Whatever is kept ready for the next reader is made now.
    before = crawl(public)
    redact(article, editor)
    assert marked(crawl(public, before)) == set()


def test_redacted_words_are_in_no_list_of_the_desk(article, editor, desk):
    before = crawl(desk)
    redact(article, editor)
    assert marked(crawl(desk, before)) == set()


def test_redacted_words_are_in_no_row_and_in_no_export(article, editor):
    redact(article, editor)
    assert stored() == set()
    out = StringIO()
    call_command("dumpdata", stdout=out)
    assert not has_it(out.getvalue())


def test_redacted_words_are_in_no_cache(article, editor, public, django_capture_on_commit_callbacks):
    crawl(public)
    with django_capture_on_commit_callbacks(execute=True):
        redact(article, editor)
    assert kept_ready() == []


def test_the_reason_stays_and_readers_do_not_see_who_gave_it(article, editor, public, desk):
    redact(article, editor)
    assert {address for address, text in crawl(public).items() if REASON in text} == set()
    version = reverse("admin:articles_version_change", args=[article.versions.get(number=2).pk])
    assert f"{editor.username}: {REASON}" in desk.get(version).content.decode()


def test_a_note_keeps_its_words_unless_they_are_redacted_too(article, editor, public):
    publishing.redact(article.versions.get(number=2), by=editor, reason=REASON)
    told = public.get("/articles/backs/history.json").json()["versions"][1]
    assert (told["note"], told["note_redacted"]) == ("Took out some words.", None)
    publishing.redact(article.versions.get(number=2), by=editor, reason=REASON, notes_too=True)
    told = public.get("/articles/backs/history.json").json()["versions"][1]
    assert (told["note"], [wording["text"] for wording in told["earlier_wordings"]]) == ("", [])
    assert told["note_redacted"]
    feed = public.get("/articles/backs/updates.atom").content.decode()
    assert '<summary type="html">We removed the words of this note.</summary>' in feed


def test_what_spoke_against_a_small_fix_goes_with_the_words_it_quotes(article, editor):
    update_article(article, kind=Kind.SMALL_FIX, body="<p>Ring 0161 496 0000, said the quokka.</p>")
    update_article(article, kind=Kind.SMALL_FIX, body="<p>Ring 0161 496 0001, said he.</p>")
    update_article(article, kind=Kind.SMALL_FIX, body="<p>Ring us.</p>")
    update_article(article)
    kept = article.notes.filter(kind=Kind.SMALL_FIX).order_by("at")
    assert "0000" in str([*kept.values_list("doubts", flat=True)])
    publishing.redact(article.versions.get(number=4), by=editor, reason=REASON)
    assert [bool(note.doubts) for note in kept] == [False, False, True]
    assert "0000" not in str([*kept.values_list("doubts", flat=True)])


def test_a_tag_that_another_article_carries_stays(article, editor):
    make_article(tags=["Quokka tag"])
    redact(article, editor)
    assert [tag.use_count for tag in Tag.objects.filter(name="quokka tag")] == [1]


def test_a_tag_that_a_draft_carries_stays(article, editor):
    make_draft(tags=["quokka tag"])
    redact(article, editor)
    assert Tag.objects.filter(name="quokka tag").exists()


def test_the_desks_log_keeps_a_title_that_another_version_shows(article, editor):
    publishing.redact(article.versions.get(number=1), by=editor, reason=REASON)
    assert not LogEntry.objects.filter(object_repr="Redacted title").exists()


def test_the_desks_log_keeps_what_was_done_and_forgets_the_title(article, editor):
    before = LogEntry.objects.count()
    redact(article, editor)
    named = [*LogEntry.objects.filter(object_id=article.pk).values_list("object_repr", flat=True)]
    assert named == ["Backs", "Redacted title"]
    assert LogEntry.objects.count() == before
