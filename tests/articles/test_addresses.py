"""Addresses: what they may be made of, and where readers of old ones are sent."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import unquote

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import ProtectedError
from django.test import Client

from articles import publishing, working_copy
from articles.addresses import free_address
from articles.models import Article, OldAddress, Tag
from cms.refusals import Refused
from cms.slugs import is_slug, slug_of
from tests.article_form import OpenForm
from tests.factories import make_article, make_author, make_draft, make_topic, make_user, update_article

pytestmark = pytest.mark.django_db

SCRIPTS = ["back-pain", "हिन्दी", "ภาษาไทย", "עברית", "中文", "straße_2", "தமிழ்-1"]


@pytest.fixture
def moved():
    """An article that lived at /articles/old/ and, before it came here, at /daily/pain/."""
    article = make_article(slug="old")
    update_article(article)
    update_article(article, slug="new")
    OldAddress.objects.create(path="/daily/pain/", article=article)
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("slug", SCRIPTS)
def test_an_article_of_any_script_is_found_at_its_address(client, slug):
    article = make_article(slug=slug)
    assert article.live_slug == slug
    assert client.get(article.get_absolute_url()).status_code == 200
    assert client.get(f"/articles/{slug}/history/").status_code == 200


@pytest.mark.parametrize("slug", ["", "a/b", "a b", "a.b", "a?b", "a%00", "a\x00b", "♥", "a" * 201])
def test_what_is_no_slug_is_refused_on_every_write_path(slug):
    assert not is_slug(slug)
    with pytest.raises(ValidationError):
        make_draft(slug=slug)
    article = make_article()
    with pytest.raises(ValidationError):
        Article.objects.filter(pk=article.pk).update(slug=slug)


def test_an_address_typed_in_parts_is_the_composed_one(client):
    article = make_article(slug="caf\u00e9")
    assert client.get("/articles/cafe\u0301/").status_code == 200
    update_article(article, slug="the\u0301")
    assert Article.objects.get(pk=article.pk).live_slug == "th\u00e9"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Back pain: what helps?", "back-pain-what-helps"),
        ("Don't panic", "dont-panic"),
        ("हिन्दी में", "हिन्दी-में"),
        (" – ", ""),
        ("♥", ""),
        ("İstanbul", "istanbul"),
        ("-_a_-", "a"),
    ],
)
def test_a_slug_keeps_letters_with_their_marks(words, slug):
    assert slug_of(words) == slug


def test_an_address_made_from_a_title_keeps_its_marks():
    assert free_address("हिन्दी में", make_draft()) == "हिन्दी-में"


def test_tags_without_letters_have_addresses_of_their_own(client):
    article = make_article(tags=["♥", "♦", "C++", "C#"])
    assert [tag.slug for tag in Tag.objects.order_by("pk")] == ["tag", "tag-1", "c", "c-1"]
    page = client.get(article.get_absolute_url()).content.decode()
    for slug in ("tag", "tag-1", "c", "c-1"):
        assert f'href="/tags/{slug}/"' in page
        assert client.get(f"/tags/{slug}/").status_code == 200


def test_topics_and_authors_of_any_script_have_pages(client):
    article = make_article(topic=make_topic("हिन्दी"), author=make_author("தமிழ்"))
    assert client.get(article.live.topic.get_absolute_url()).status_code == 200
    assert client.get(article.live.author.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "below",
    ["", "history/", "versions/1/", "changes/2/", "comments/", "history.json", "updates.atom", "timemap/"],
)
def test_what_stands_below_an_old_address_is_sent_on_with_its_query(client, moved, below):
    for old in ("/articles/old/", "/daily/pain/"):
        response = client.get(f"{old}{below}?from=1&to=2")
        assert (response.status_code, response["Location"]) == (301, f"/articles/new/{below}?from=1&to=2")


def test_an_old_address_without_its_slash_is_sent_on(client, moved):
    assert client.get("/daily/pain")["Location"] == "/articles/new/"
    response = client.get("/articles/old/history", follow=True)
    assert response.redirect_chain[-1] == ("/articles/new/history/", 301)


@pytest.mark.parametrize(
    "path", ["/daily/pain/feed/", "/daily/", "/daily/pain/no/such/page/", "/articles/older/"]
)
def test_a_page_that_is_nowhere_is_not_found(client, moved, path):
    assert client.get(path).status_code == 404


def test_the_longest_old_address_wins(client, moved):
    other = make_article(slug="other")
    OldAddress.objects.create(path="/daily/pain/history/", article=other)
    assert client.get("/daily/pain/history/")["Location"] == "/articles/other/"


def test_an_address_of_another_script_is_sent_on_whole(client):
    article = make_article(slug="हिन्दी")
    update_article(article, slug="தமிழ்")
    response = client.get("/articles/हिन्दी/history/")
    assert unquote(response["Location"]) == "/articles/தமிழ்/history/"
    assert client.get(response["Location"]).status_code == 200


def test_a_comment_sent_to_an_old_address_is_sent_again_to_the_new_one():
    article = make_article(slug="old")
    update_article(article, slug="new")
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/articles/old/comments/?reply=1", {"text": "Mine was the chair."})
    assert (response.status_code, response["Location"]) == (308, "/articles/new/comments/?reply=1")


def test_the_old_address_of_a_withdrawn_article_leads_to_its_reason(client, moved):
    publishing.withdraw(moved, by=None, reason="Its advice was out of date.")
    response = client.get("/articles/old/", follow=True)
    assert (response.redirect_chain, response.status_code) == ([("/articles/new/", 301)], 410)


def test_a_draft_that_was_deleted_leaves_nothing_and_its_address_is_free(client):
    draft = make_draft(slug="never-was")
    draft.delete()
    assert client.get("/articles/never-was/").status_code == 404
    assert make_article(slug="never-was").live_slug == "never-was"


def test_an_article_readers_knew_cannot_be_deleted_even_when_it_is_withdrawn():
    article = make_article()
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    with pytest.raises(ProtectedError):
        Article.objects.get(pk=article.pk).delete()


def test_an_old_address_is_not_taken_by_another_article(moved):
    draft = make_draft(slug="old")
    with pytest.raises(Refused, match=f"“{moved}” had this address, and it leads there for ever"):
        publishing.publish(draft, by=None, kind="first")


@pytest.mark.parametrize("slug", ["old", "new", "left"])
def test_a_draft_is_told_at_the_field_before_anything_is_published(moved, slug):
    Article.objects.filter(pk=moved.pk).update(slug="left")
    form = OpenForm(make_user("Writer"), make_draft(slug="mine"))
    assert form.send("save", slug=slug).status_code == 422
    assert [*form.errors] == ["slug"]
    assert not Article.objects.exclude(pk=moved.pk).filter(slug=slug).exists()


def test_an_address_that_changed_often_leads_straight_to_the_last_and_back_again(client, moved):
    update_article(moved, slug="newest")
    for path in ("/articles/old/", "/articles/new/", "/daily/pain/"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, "/articles/newest/")
    update_article(moved, slug="old")
    assert client.get("/articles/old/").status_code == 200
    for path in ("/articles/newest/", "/articles/new/"):
        assert client.get(path)["Location"] == "/articles/old/"


def test_the_address_of_a_withdrawn_article_stays_its_own(client, moved):
    publishing.withdraw(moved, by=None, reason="Its advice was out of date.")
    Article.objects.filter(pk=moved.pk).update(slug="elsewhere")
    with pytest.raises(Refused, match="has this address"):
        make_article(slug="new")
    assert client.get("/articles/new/").status_code == 410
    assert client.get(f"/articles/id/{moved.pk}/", follow=True).status_code == 410


def test_an_old_address_typed_in_parts_leads_on(client):
    article = make_article(slug="caf\u00e9")
    update_article(article, slug="bar")
    assert client.get("/articles/cafe\u0301/")["Location"] == "/articles/bar/"


def test_an_address_that_is_about_to_be_left_is_not_taken_yet(moved):
    Article.objects.filter(pk=moved.pk).update(slug="elsewhere")
    with pytest.raises(Refused, match=f"The article “{moved}” has this address"):
        publishing.publish(make_draft(slug="new"), by=None, kind="first")


@pytest.mark.django_db(transaction=True)
def test_an_address_two_articles_want_at_once_goes_to_one_of_them():
    leaving = make_article(slug="wanted")
    coming = make_draft(slug="coming")
    leaving.slug = "left"
    working_copy.save(leaving, by=None)
    Article.objects.filter(pk=coming.pk).update(slug="wanted")
    barrier = Barrier(2)

    def publish(article, kind, note):
        try:
            barrier.wait()
            publishing.publish(article, by=None, kind=kind, note=note)
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "published"

    with ThreadPoolExecutor(2) as pool:
        moves = pool.submit(publish, leaving, "update", "It has a new address.")
        takes = pool.submit(publish, Article.objects.get(pk=coming.pk), "first", "")
        assert (moves.result(), takes.result()) == ("published", "refused")
    assert OldAddress.objects.get(path="/articles/wanted/").article == leaving
