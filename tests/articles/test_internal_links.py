"""Links between our articles: kept under an address that stays, printed with the one of today."""

import pytest

from articles import publishing, working_copy
from articles.compared import comparison
from articles.internal_links import as_today, settled
from articles.live_links import print_links_anew
from articles.models import Article, LiveLink, OldAddress
from tests.factories import make_article, make_draft, update_article

pytestmark = pytest.mark.django_db


def link(href):
    return f'<p><a href="{href}">there</a></p>'


@pytest.fixture
def moved():
    article = make_article(slug="old")
    update_article(article, slug="new")
    OldAddress.objects.create(path="/daily/pain/", article=article)
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize(
    ("href", "rest"),
    [
        ("/articles/old/", ""),
        ("/articles/new/", ""),
        ("/articles/new", ""),
        ("/daily/pain", ""),
        ("/articles/new/?a=1#causes", "?a=1#causes"),
        ("/articles/old/history/", "history/"),
    ],
)
def test_every_address_an_article_has_or_had_becomes_the_one_that_stays(settings, moved, href, rest):
    stays = link(f"/articles/id/{moved.pk}/{rest}")
    assert settled(link(href)) == stays
    assert settled(link(f"{settings.SITE_URL}{href}")) == stays
    assert settled(stays) == stays
    assert as_today(stays) == link(f"/articles/new/{rest}")


@pytest.mark.parametrize(
    "href", ["/articles/never/", "/about/", "#x", "mailto:a@b.example", "https://a.example/articles/old/"]
)
def test_other_links_stay_as_they_are(moved, href):
    assert settled(link(href)) == as_today(link(href)) == link(href)


def test_a_draft_is_linked_to_before_it_has_readers(client):
    draft = make_draft(slug="working-title")
    article = make_article(body=link("/articles/working-title/"))
    draft.slug = "final-title"
    working_copy.save(draft, by=None)
    publishing.publish(draft, by=None, kind="first")
    print_links_anew.call(draft.pk)
    article.live.refresh_from_db()
    assert 'href="/articles/final-title/"' in client.get(article.get_absolute_url()).text


def test_the_address_that_stays_leads_to_the_one_of_today(client, moved):
    response = client.get(f"/articles/id/{moved.pk}/history/?from=1")
    assert (response.status_code, response["Location"]) == (302, "/articles/new/history/?from=1")
    publishing.withdraw(moved, by=None, reason="Its advice was out of date.")
    assert client.get(f"/articles/id/{moved.pk}/", follow=True).status_code == 410
    assert client.get(f"/articles/id/{make_draft().pk}/").status_code == 404
    assert client.get("/articles/id/99999999999999999999/").status_code == 404


def test_an_address_that_moved_is_printed_anew_and_is_no_change(client, moved):
    article = make_article(body=link("/articles/new/"))
    first = article.live
    update_article(moved, slug="newest")
    print_links_anew.call(moved.pk)
    assert 'href="/articles/newest/"' in client.get(article.get_absolute_url()).text
    second = update_article(article, title="Another title")
    assert second.body == first.body
    assert [
        change.label for change in comparison(first, second).changes if "link" in change.label.lower()
    ] == []


def test_saving_without_a_change_changes_nothing_even_where_an_import_left_old_links(moved):
    article = make_article()
    Article.objects.filter(pk=article.pk).update(body=link("/articles/old/"))
    stored = Article.objects.get(pk=article.pk)
    working_copy.save(stored, by=None)
    assert Article.objects.get(pk=article.pk).body == link("/articles/old/")


def test_links_to_what_readers_cannot_see_are_broken(moved):
    article = make_article(body=link("/articles/new/"))
    assert [*LiveLink.objects.broken()] == []
    publishing.withdraw(moved, by=None, reason="Its advice was out of date.")
    broken = LiveLink.objects.broken().for_rows().get()
    assert (broken.article, broken.target, broken.words, broken.is_broken) == (article, moved, "there", True)
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    assert [*LiveLink.objects.broken()] == []
