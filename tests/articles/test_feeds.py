"""What feed readers get: who is told of what, once, in what words, and when."""

import datetime
import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from articles import publishing, shelves, working_copy
from articles.feeds.json_feed import whole_addresses
from articles.models import Article, Kind, Tag
from articles.models.article import Precision
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

ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
FEEDS = ["/feed/", "/feeds/updates.atom", "/feeds/corrections.atom"]
MAY_2016 = datetime.datetime(2016, 5, 12, 9, tzinfo=datetime.UTC)
MARCH_2025 = datetime.datetime(2025, 3, 4, 10, tzinfo=datetime.UTC)
APRIL_2025 = datetime.datetime(2025, 4, 1, 10, tzinfo=datetime.UTC)


def get(address):
    response = Client().get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)


def words(node, name):
    """The text of every such element of a feed or an entry."""
    return [found.text or "" for found in node.findall(f"a:{name}", ATOM)]


def entries(address):
    return get(address).findall("a:entry", ATOM)


def told(address):
    """What a feed reader keeps of each entry to know whether it is new: its id and when it was updated."""
    return [(*words(entry, "id"), *words(entry, "updated")) for entry in entries(address)]


def titles(address):
    return [words(entry, "title")[0] for entry in entries(address)]


def link(node, rel="alternate"):
    return node.find(f"a:link[@rel='{rel}']", ATOM).get("href")


@pytest.fixture
def article():
    """An article that was updated and corrected, with a small fix between the two."""
    article = make_article(title="Back pain", slug="back-pain", at=MAY_2016)
    update_article(article, note="Added a line about walking.", at=MARCH_2025)
    update_article(article, kind=Kind.SMALL_FIX, note="", at=MARCH_2025)
    update_article(article, kind=Kind.CORRECTION, note="It was 10 mg, not 100 mg.", at=APRIL_2025)
    return Article.objects.get(pk=article.pk)


# --- Every feed ---


@pytest.mark.parametrize("address", [*FEEDS, "/articles/back-pain/updates.atom"])
def test_a_feed_has_what_atom_asks_for(article, address):
    feed = get(address)
    for name in ("id", "title", "updated"):
        assert len(words(feed, name)) == 1
    assert link(feed, "self") == f"http://testserver{address}"
    assert words(feed.find("a:author", ATOM), "name") == ["Plain Health"]
    for entry in feed.findall("a:entry", ATOM):
        for name in ("id", "title", "updated", "summary"):
            assert len(words(entry, name)) == 1
        assert link(entry).startswith("http://testserver/articles/back-pain/")


def test_no_two_feeds_and_no_two_entries_of_one_have_the_same_id(article):
    make_article()
    feeds = [get(address) for address in (*FEEDS, "/articles/back-pain/updates.atom")]
    assert len({words(feed, "id")[0] for feed in feeds}) == 4
    for feed in feeds:
        ids = [words(entry, "id")[0] for entry in feed.findall("a:entry", ATOM)]
        assert len(ids) == len(set(ids))


def test_an_entry_keeps_its_id_when_title_and_address_change(article):
    addresses = ["/feed/", "/feeds/updates.atom", "/feeds/corrections.atom"]
    before = [{pair[0] for pair in told(address)} for address in addresses]
    feed_id = words(get("/articles/back-pain/updates.atom"), "id")
    update_article(article, kind=Kind.SMALL_FIX, note="", title="Backs", slug="backs")
    assert [{pair[0] for pair in told(address)} for address in addresses] == before
    assert words(get("/articles/backs/updates.atom"), "id") == feed_id
    assert titles("/feeds/corrections.atom") == ["Correction: Backs"]


def test_a_small_fix_tells_nobody(article):
    addresses = [*FEEDS, "/articles/back-pain/updates.atom"]
    before = [told(address) for address in addresses]
    update_article(article, kind=Kind.SMALL_FIX, note="")
    assert [told(address) for address in addresses] == before


def test_a_full_review_that_changed_nothing_tells_nobody(article):
    before = [told(address) for address in FEEDS]
    publishing.publish(
        Article.objects.get(pk=article.pk), by=None, kind=Kind.FULL_REVIEW, note="Checked every line."
    )
    assert [told(address) for address in FEEDS] == before


def test_a_note_in_better_words_shows_them_and_tells_nobody_again(article):
    before = told("/feeds/updates.atom")
    note = article.notes.current().get(kind=Kind.CORRECTION)
    publishing.reword(note, by=None, text="The dose is 10 mg, not 100 mg.")
    assert told("/feeds/updates.atom") == before
    assert words(entries("/feeds/corrections.atom")[0], "summary") == ["The dose is 10 mg, not 100 mg."]


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_without_entries_is_the_same_every_time(address):
    first = Client().get(address)
    assert entries(address) == []
    assert words(ET.fromstring(first.content), "updated") == ["1970-01-01T00:00:00+00:00"]
    assert Client().get(address).content == first.content


def test_plain_text_with_marks_of_html_is_told_as_it_is():
    standfirst = "If a < b & b > c, use <b>."
    article = make_article(title="a < b & <i>c</i>", standfirst=standfirst)
    update_article(article, note="Now a < b, & never <b>.")
    (entry,) = entries("/feed/")
    assert words(entry, "title") == ["a < b & <i>c</i>"]
    assert words(entry, "summary") == ["If a &lt; b &amp; b &gt; c, use &lt;b&gt;."]
    (update,) = entries("/feeds/updates.atom")
    assert words(update, "summary") == ["Now a &lt; b, &amp; never &lt;b&gt;."]


@pytest.mark.parametrize("address", [*FEEDS, "/articles/long/updates.atom"])
def test_a_feed_takes_the_same_queries_and_stays_bounded_however_much_there_is(
    address, django_assert_max_num_queries
):
    def asked():
        with django_assert_max_num_queries(5) as captured:
            found = entries(address)
        assert len(found) <= 30
        return len(captured)

    long = make_article(slug="long")
    update_article(long, kind=Kind.CORRECTION)
    few = asked()
    for _ in range(35):
        update_article(long, kind=Kind.CORRECTION)
        update_article(make_article(), kind=Kind.CORRECTION)
    assert asked() == few


# --- Both formats, and pages ---

SHELVES = ["/topics/back-pain/feed", "/tags/back/feed", "/authors/dana-ellery/feed"]
IN_BOTH = ["/feeds/updates", "/feeds/corrections", "/articles/back-pain/updates", *SHELVES]


def as_json(address):
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/feed+json; charset=utf-8")
    return response.json()


@pytest.mark.parametrize("address", IN_BOTH)
def test_both_formats_tell_the_same(article, address):
    update_article(article, note="Added a tag to find it by.", body="<p>Back.</p>", standfirst="")
    working_copy.set_tags(article, ["back"])
    update_article(article, note="Added a tag to find it by.", body="<p>Bäck &amp; neck.</p>")
    told_in_json = [(item["id"], item["date_modified"]) for item in as_json(f"{address}.json")["items"]]
    assert told_in_json == told(f"{address}.atom") != []


def test_the_site_as_json_has_full_texts_with_whole_addresses(article):
    image = make_image()
    body = (
        '<p>See <a href="/topics/">topics</a>, <a href="#x">below</a>, <a href="https://a.example/">a</a>'
        f' and src="/no".</p><figure><img src="{image.get_absolute_url()}" alt="A back"></figure>'
    )
    update_article(article, note="Added what to read next.", body=body)
    feed = as_json("/feed.json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/feed.json"
    (item,) = feed["items"]
    assert item["url"] == "http://testserver/articles/back-pain/"
    assert '<a href="http://testserver/topics/">' in item["content_html"]
    assert '<a href="http://testserver/articles/back-pain/#x">' in item["content_html"]
    assert '<a href="https://a.example/">' in item["content_html"]
    assert 'src="/no".' in item["content_html"]
    assert item["summary"] == "What it is and what helps."
    assert item["authors"] == [{"name": "Dana Ellery"}]
    assert item["date_published"] == "2016-05-12T00:00:00+01:00"
    assert item["date_modified"] > item["date_published"]


def test_every_version_of_srcset_is_made_whole():
    html = '<img src="/a.jpg" srcset="/a.jpg 480w, /b.jpg 800w" alt="a">'
    assert whole_addresses(html, "https://x.example/articles/b/") == (
        '<img src="https://x.example/a.jpg" '
        'srcset="https://x.example/a.jpg 480w, https://x.example/b.jpg 800w" alt="a">'
    )


@pytest.mark.parametrize("address", SHELVES)
def test_a_shelf_has_a_feed_of_what_stands_on_it(address):
    make_article(title="Backs", tags=["back"], slug="backs")
    make_article(title="Knees", topic=make_topic("Knees"), author=make_author("Owen Vale"))
    make_draft(tags=["back"])
    assert titles(f"{address}.atom") == ["Backs"]
    page = Client().get(address.removesuffix("feed")).content.decode()
    assert f'<link rel="alternate" href="{address}.json" type="application/feed+json"' in page
    assert f'<a href="{address}.atom">Follow' in page


@pytest.mark.parametrize("form", ["atom", "json"])
def test_the_feed_of_a_former_tag_or_topic_leads_to_that_of_what_it_became(client, form):
    topic, rosa = make_topic("Back pain"), make_user("Editor")
    make_article(title="Chairs", topic=topic, tags=["sitting"])
    shelves.rename(Tag.objects.get(name="sitting"), name="Desk work", slug="desk-work", by=rosa)
    shelves.merge([topic], into=make_topic("Spine"), by=rosa)
    for old, new in (("tags/sitting", "tags/desk-work"), ("topics/back-pain", "topics/spine")):
        response = client.get(f"/{old}/feed.{form}")
        assert (response.status_code, response["Location"]) == (301, f"/{new}/feed.{form}")
        assert "Chairs" in client.get(response["Location"]).text
    assert "Desk work" in client.get("/feed/").text
    assert "/topics/spine/" in client.get("/sitemaps/pages.xml").text


def test_pages_of_a_feed_hold_every_entry_once_while_new_ones_arrive():
    articles = [make_article(at=MAY_2016 + datetime.timedelta(minutes=n // 3)) for n in range(25)]
    slugs, address = [], "/feed/"
    while address:
        feed = get(address)
        slugs += [link(entry).rstrip("/").rsplit("/", 1)[-1] for entry in feed.findall("a:entry", ATOM)]
        assert link(feed, "first") == "http://testserver/feed/"
        assert link(feed, "self") == f"http://testserver{address}"
        following = feed.find("a:link[@rel='next']", ATOM)
        address = following.get("href").removeprefix("http://testserver") if following is not None else ""
        make_article()
    assert sorted(slugs) == sorted(article.live_slug for article in articles)
    assert as_json("/feed.json")["next_url"].startswith("http://testserver/feed.json?before=")


@pytest.mark.parametrize("before", ["x", "1", "-1", "1-", "9" * 40 + "-1", "1-" + "9" * 40, "٣-١", "1-1 "])
def test_a_page_that_no_feed_named_is_not_found(before):
    assert Client().get("/feed/", {"before": before}).status_code == 404


def test_a_hub_is_named_where_there_is_one(settings):
    assert get("/feed/").find("a:link[@rel='hub']", ATOM) is None
    settings.WEBSUB_HUB = "https://hub.example/"
    assert link(get("/feed/"), "hub") == "https://hub.example/"
    assert as_json("/feed.json")["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]


# --- The latest articles ---


def test_the_latest_articles_come_in_full_with_addresses_that_lead_somewhere():
    make_article(slug="backs", body='<p>See <a href="/topics/">topics</a>.</p>', tags=["back"])
    (entry,) = entries("/feed/")
    content = entry.find("a:content", ATOM)
    assert (content.get("type"), content.text) == ("html", '<p>See <a href="/topics/">topics</a>.</p>')
    assert content.get(XML_BASE) == link(entry) == "http://testserver/articles/backs/"
    assert [tag.get("term") for tag in entry.findall("a:category", ATOM)] == ["back"]


def test_the_latest_articles_say_when_they_were_published_and_when_updated(article):
    (entry,) = entries("/feed/")
    assert words(entry, "published") == ["2016-05-12T00:00:00+01:00"]
    assert words(entry, "updated") == ["2025-04-01T10:00:00+00:00"]


@pytest.mark.parametrize("precision", [Precision.YEAR, Precision.MONTH])
def test_a_date_that_is_not_known_to_the_day_is_not_told_as_if_it_were(precision):
    make_article(first_published=datetime.date(2016, 5, 1), first_published_precision=precision)
    (entry,) = entries("/feed/")
    assert words(entry, "published") == []
    assert len(words(entry, "updated")) == 1


def test_an_article_without_a_byline_is_the_sites():
    make_article(author=None)
    make_article(author=make_author("Dana Ellery"))
    named, unnamed = entries("/feed/")
    assert words(named.find("a:author", ATOM), "name") == ["Dana Ellery"]
    assert unnamed.find("a:author", ATOM) is None


# --- Updates ---


def test_an_articles_feed_lists_its_updates_with_the_way_to_what_changed(article):
    correction, update = entries("/articles/back-pain/updates.atom")
    assert words(correction, "title") == ["Correction: Back pain"]
    assert words(correction, "summary") == ["It was 10 mg, not 100 mg."]
    assert words(correction, "published") == words(correction, "updated") == ["2025-04-01T10:00:00+00:00"]
    assert [kind.get("term") for kind in correction.findall("a:category", ATOM)] == ["correction"]
    assert link(correction) == "http://testserver/articles/back-pain/changes/4/"
    assert link(update) == "http://testserver/articles/back-pain/changes/2/"


def test_an_article_that_was_never_updated_has_an_empty_feed_of_its_day():
    make_article(slug="new", at=MAY_2016)
    feed = get("/articles/new/updates.atom")
    assert feed.findall("a:entry", ATOM) == []
    assert words(feed, "updated") == ["2016-05-12T09:00:00+00:00"]


def test_the_sites_updates_are_those_of_all_published_articles_the_latest_first(article):
    other = make_article(title="Knees", at=MAY_2016)
    update_article(other, note="Added a line about stairs.", at=MARCH_2025)
    make_draft(title="Never seen")
    assert titles("/feeds/updates.atom") == ["Correction: Back pain", "Update: Knees", "Update: Back pain"]


def test_the_feed_of_corrections_has_nothing_else(article):
    assert titles("/feeds/corrections.atom") == ["Correction: Back pain"]


def test_a_restored_version_is_an_update(article):
    publishing.restore(article.versions.get(number=1), by=None, note="The updates were wrong.")
    assert titles("/feeds/updates.atom")[0] == "Restored: Back pain"


def test_a_withdrawn_article_is_told_with_its_reason_and_no_word_of_its_own(article):
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    for address in ("/articles/back-pain/updates.atom", "/feeds/updates.atom"):
        (entry,) = entries(address)
        assert words(entry, "title") == ["We withdrew an article"]
        assert words(entry, "summary") == ["Its advice was out of date."]
        assert link(entry) == "http://testserver/articles/back-pain/"
        assert "Back pain" not in Client().get(address).content.decode()
    assert entries("/feeds/corrections.atom") == entries("/feed/") == []


def test_an_article_published_again_tells_its_updates_and_that_it_was_away(article):
    publishing.withdraw(article, by=None, reason="Its advice was out of date.", at=APRIL_2025)
    update_article(article, note="Put the advice right.")
    assert titles("/articles/back-pain/updates.atom") == [
        "Update: Back pain",
        "Withdrawn: Back pain",
        "Correction: Back pain",
        "Update: Back pain",
    ]
    ids = [pair[0] for pair in told("/articles/back-pain/updates.atom")]
    assert len(set(ids)) == 4


@pytest.mark.parametrize("slug", ["never", "draft"])
def test_an_article_readers_do_not_know_has_no_feed(slug):
    make_draft(slug="draft")
    assert Client().get(f"/articles/{slug}/updates.atom").status_code == 404


def test_a_page_names_the_feed_of_its_article(article):
    page = Client().get("/articles/back-pain/").content.decode()
    assert (
        '<link rel="alternate" href="http://testserver/articles/back-pain/updates.atom"'
        ' type="application/atom+xml" title="Updates to this article">'
    ) in page
