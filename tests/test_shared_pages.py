"""Every public address: what it may not show, and what a cache may keep of it."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from articles import publishing, working_copy
from articles.models import Article
from comments import moderation
from comments.models import Comment, Reason
from comments.own import COOKIE, status_token
from comments.private_links import DESK_MAIL, MAIL, PROOF
from tests.factories import (
    make_article,
    make_author,
    make_comment,
    make_draft,
    make_image,
    make_published_comment,
    make_topic,
    make_user,
    update_article,
)

pytestmark = pytest.mark.django_db

LINK = re.compile(r'(?:href|src|action)="([^"#?]*)')
MARKER = "zebra"
#: What would find hidden words, or propose them, and does not have them in its own address.
SEARCHES = ["/search/?q=withdrawn", "/search/?q=draft", "/search/?q=zebr", "/search/?q=back+zebr"]
#: Names of addresses that are not for readers, or not pages; all others are visited.
NOT_CRAWLED = {"image", "sign-out"}


@pytest.fixture
def site(monkeypatch):
    """A small site with a hidden side in every place that has one. Hidden words start with zebra."""
    # A database that went through many tests gives high numbers.
    monkeypatch.setattr("articles.sitemaps.IN_A_FILE", 10**9)
    article = make_article(
        title="Back pain", slug="back-pain", tags=["back", "posture"], related=[make_draft()]
    )
    _hide_drafts(article)
    _hide_comments(article)
    return Article.objects.get(pk=article.pk)


def _hide_drafts(article):
    make_draft(title="zebra draft", slug="zebra-draft", body="<p>zebra</p>", tags=["zebra-tag"])
    article.title, article.body, article.standfirst = "zebra title", "<p>zebra</p>", "zebra"
    article.slug, article.lead_caption, article.lead_image = "zebra-slug", "zebra", make_image(alt="zebra")
    working_copy.save(article, by=None)
    working_copy.set_tags(article, ["zebra-tag"])
    gone = make_article(title="zebra withdrawn", slug="gone", standfirst="zebra", body="<p>zebra</p>")
    make_published_comment(gone, text="zebra under a withdrawn article")
    update_article(gone, title="zebra again")
    publishing.withdraw(gone, by=None, reason="Its advice was out of date.")


def _hide_comments(article):
    live = Article.objects.get(pk=article.pk)
    make_published_comment(live, name="Maureen", text="Mine was the chair.")
    make_comment(live, name="zebra", text="zebra waits https://zebra.example/")
    moderation.reject(make_comment(live, text="zebra"), by=None, reason=Reason.SPAM)
    removed = make_published_comment(live, name="zebra", text="zebra")
    make_published_comment(live, name="Joel", text="I see.", parent=removed)
    moderation.remove(removed, by=None, reason=Reason.SPAM)
    withdrawn = make_published_comment(live, name="zebra", text="zebra")
    moderation.withdraw(withdrawn)
    moderation.erase(make_published_comment(live, name="zebra", text="zebra"))


def public_addresses():
    """Every address without arguments, and those of the objects the site has."""
    arguments = {
        "topic": [make_topic().slug],
        "author": [make_author().slug],
        "tag": ["posture"],
        "archive-year": [Article.objects.published().first().first_published.year],
        "article": ["back-pain"],
        "article-by-number": [Article.objects.published().get(live_slug="back-pain").pk],
        "history": ["back-pain"],
        "history-json": ["back-pain"],
        "timemap": ["back-pain"],
        "timegate": ["back-pain"],
        "article-markdown": ["back-pain"],
        "sitemap-articles": [0],
        **in_both_formats("article-updates", "back-pain"),
        **in_both_formats("comments-feed", "back-pain"),
        **in_both_formats("topic-feed", make_topic().slug),
        **in_both_formats("author-feed", make_author().slug),
        **in_both_formats("tag-feed", "posture"),
        "version": ["back-pain", 1],
        "update": ["back-pain", 1],
        "discussion": ["back-pain"],
        "own-comments": ["back-pain"],
        "comment": ["back-pain", Comment.objects.get(name="Maureen").pk],
        "account_confirm_email": ["forged"],
        "account_reset_password_from_key": ["1", "forged"],
        "own-emails": [1],
        "mfa_edit_webauthn": [1],
        "mfa_remove_webauthn": [1],
        **private_arguments(),
        # Reports are found by their links; the others are private and have a test each.
        **dict.fromkeys(("report-comment", "own-data", "own-data-copy", "erase-own-data")),
        # A secret each: nobody comes upon one.
        "review": None,
    }
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)} - NOT_CRAWLED
    names = {name for name in names if not name.startswith("desk")}
    for name in sorted(names):
        if arguments.get(name, []) is not None:
            yield reverse(name, args=arguments.get(name, []))


def in_both_formats(feed, slug):
    return {feed: [slug], f"{feed}-json": [slug]}


def private_arguments():
    """Those of one reader's private pages: hers and nobody else's words are on them."""
    comment = Comment.objects.get(name="Maureen")
    about_comment = ["comment-status", "edit-comment", "withdraw-comment", "put-comment-back"]
    about_comment += ["erase-comment", "comment-emails", "fresh-status-link"]
    mail = [MAIL.sign(comment.commenter_id, comment.article_id)]
    return {
        **{name: [status_token(comment)] for name in about_comment},
        "emails": mail,
        "fresh-emails-link": mail,
        "confirm-email": [PROOF.sign(comment.commenter_id, comment.pk)],
        "desk-emails": [DESK_MAIL.sign(make_user("Moderator").pk)],
    }


def hidden_addresses():
    yield from (reverse(name, args=["gone"]) for name in ("article", "history", "discussion"))
    yield from (reverse(name, args=["zebra-draft"]) for name in ("article", "history", "discussion"))
    for name in (
        "history-json", "timemap", "timegate", "article-updates", "article-markdown", "comments-feed"
    ):  # fmt: skip
        yield reverse(name, args=["gone"])
        yield reverse(name, args=["zebra-draft"])
    yield reverse("version", args=["gone", 1])
    yield reverse("version", args=["gone", 2])
    yield reverse("tag", args=["zebra-tag"])


def crawl(client):
    """Every page reachable from the public addresses, by address."""
    waiting, pages = [*public_addresses(), *hidden_addresses(), *SEARCHES], {}
    while waiting:
        address = waiting.pop()
        if address in pages or not address.startswith("/") or address.startswith(("/static/", "/admin/")):
            continue
        response = client.get(address)
        pages[address] = response
        if "html" in response.get("Content-Type", ""):
            waiting += map(unescape, LINK.findall(response.content.decode()))
    return pages


def test_nothing_hidden_is_on_any_public_page(site):
    pages = crawl(Client())
    shown = {
        address: page.content.decode()[:0] or "shows it"
        for address, page in pages.items()
        if MARKER in page.content.decode().replace(address, "") and page.status_code < 400
    }
    told = [
        address
        for address, page in pages.items()
        if MARKER
        in page.content.decode().replace(address, "").replace("zebra-draft", "").replace("zebra-tag", "")
    ]
    assert shown == {}
    assert told == []
    assert len(pages) > 20


def test_hidden_addresses_answer_as_if_there_were_nothing_or_with_the_public_reason(site):
    answers = {address: Client().get(address).status_code for address in hidden_addresses()}
    assert answers == {
        "/articles/gone/": 410,
        "/articles/gone/history/": 410,
        "/articles/gone/comments/": 410,
        "/articles/zebra-draft/": 404,
        "/articles/zebra-draft/history/": 404,
        "/articles/zebra-draft/comments/": 404,
        "/articles/gone/history.json": 410,
        "/articles/gone/timemap/": 410,
        "/articles/gone/timegate/": 410,
        "/articles/gone/updates.atom": 200,
        "/articles/gone/article.md": 410,
        "/articles/gone/comments.atom": 404,
        "/articles/zebra-draft/history.json": 404,
        "/articles/zebra-draft/timemap/": 404,
        "/articles/zebra-draft/timegate/": 404,
        "/articles/zebra-draft/updates.atom": 404,
        "/articles/zebra-draft/article.md": 404,
        "/articles/zebra-draft/comments.atom": 404,
        "/articles/gone/versions/1/": 410,
        "/articles/gone/versions/2/": 410,
        "/tags/zebra-tag/": 404,
    }
    assert "Its advice was out of date." in Client().get("/articles/gone/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/latest/",
        "/archive/",
        "/topics/",
        "/topics/back-pain/",
        "/tags/posture/",
        "/authors/dana-ellery/",
        "/articles/back-pain/",
        "/articles/back-pain/comments/",
        "/articles/back-pain/comments/?order=newest",
        "/articles/back-pain/comments/?from=1",
        "/articles/back-pain/history/",
        "/articles/back-pain/versions/1/",
        "/articles/back-pain/history.json",
        "/articles/back-pain/timemap/",
        "/articles/back-pain/updates.atom",
        "/about/",
        "/how-we-review/",
        "/comment-rules/",
        "/privacy/",
        "/accessibility/",
        "/feed/",
        "/feeds/updates.atom",
        "/feeds/corrections.atom",
        "/feed.json",
        "/topics/back-pain/feed.json",
        "/tags/posture/feed.atom",
        "/authors/dana-ellery/feed.atom",
        "/articles/back-pain/comments.atom",
        "/articles/back-pain/article.md",
        "/search/",
        "/search/?q=back+pain",
        "/search/?q=zebra",
        "/sitemap.xml",
        "/sitemaps/articles-0.xml",
        "/sitemaps/pages.xml",
        "/sitemaps/news.xml",
        "/robots.txt",
        "/llms.txt",
    ],
)
def test_a_shared_page_sets_no_cookie_varies_on_nothing_and_answers_304(site, address):
    first = Client().get(address)
    assert first.status_code == 200
    assert not first.cookies
    assert first.get("Vary", "") in ("", "Accept-Encoding")
    assert "public" in first["Cache-Control"]
    assert "nonce-" not in first["Content-Security-Policy"]
    again = Client().get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get(address).content == first.content


def test_a_signed_in_reader_gets_the_same_shared_page(site, django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create_user("priya"))
    assert client.get("/articles/back-pain/").content == Client().get("/articles/back-pain/").content


@pytest.mark.parametrize("name", ["discussion", "own-comments"])
def test_personal_pages_are_private_and_kept_by_nobody(site, django_user_model, name):
    signed_in, writer = Client(), Client()
    signed_in.force_login(django_user_model.objects.create_user("priya"))
    writer.cookies[COOKIE] = "of another day"
    for client in (signed_in, writer):
        response = client.get(reverse(name, args=["back-pain"]))
        assert response["Cache-Control"] == "private, no-store"


def test_a_status_page_is_private(site):
    comment = make_comment(site)
    response = Client().get(reverse("comment-status", args=[status_token(comment)]))
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("token", ["forged", "a:b:c", "MQ:1abc:xyz"])
def test_a_forged_status_token_is_not_found(token):
    assert Client().get(reverse("comment-status", args=[token])).status_code == 404
