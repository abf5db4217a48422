"""The comment form as it is sent, honestly and otherwise."""

import re

import pytest
from django.test import Client, override_settings

from articles import publishing
from comments import moderation, version_token
from comments.models import Comment, Discussion
from comments.models.comment import SeenVersion
from comments.own import COOKIE
from tests.factories import make_article, make_comment, make_draft, make_published_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(slug="back-pain")


def send(client=None, slug="back-pain", headers=None, **fields):
    fields = {"text": "Heat helps me.", "name": "Priya S.", "email": "priya@example.org", **fields}
    return (client or Client()).post(f"/articles/{slug}/comments/", fields, headers=headers)


def test_a_sent_comment_leads_to_its_private_page(article):
    response = send(version=version_token.sign(article.live))
    assert response.status_code == 303
    assert response["Location"].startswith("/comments/status/")
    page = Client().get(response["Location"])
    assert "Thank you, Priya" in page.content.decode()
    assert Comment.objects.get().seen_version_by == SeenVersion.SIGNED


def test_its_writer_sees_it_wait_and_nobody_else_does(article):
    writer = Client()
    send(writer)
    words = "Only you can see this until a moderator has read it"
    assert words in writer.get("/articles/back-pain/comments/").content.decode()
    assert words in writer.get("/articles/back-pain/comments/own/").content.decode()
    assert words not in writer.get("/articles/back-pain/").content.decode()
    assert words not in Client().get("/articles/back-pain/comments/").content.decode()


def test_a_forged_cookie_shows_nothing(article):
    comment = make_comment(article)
    forger = Client()
    forger.cookies[COOKIE] = f"[{comment.pk}]:1abcde:forged"
    assert f"c-{comment.pk}" not in forger.get("/articles/back-pain/comments/").content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "Write your comment before you send it"),
        ({"text": "  \n "}, "Write your comment before you send it"),
        ({"text": "a" * 5_312}, "Your comment is 5,312 characters. Shorten it to 5,000 or fewer"),
        ({"text": "a" * 1_048_576}, "Your comment is 1,048,576 characters. Shorten it to 5,000 or fewer"),
        ({"text": "a.example b.example c.example d.example"}, "Use 2 links or fewer. Yours has 4"),
        ({"text": "https://spa.example/" + "a" * 2_000}, "This link is too long"),
        ({"text": "https://spa.example/" + "`" * 1_000}, "This link is too long"),
        ({"name": ""}, "Enter your name"),
        ({"name": "n" * 97}, "Your name is 97 characters. Shorten it to 80 or fewer"),
        ({"email": ""}, "Enter your email address"),
        ({"email": "priya@"}, "Enter an email address like name@example.org"),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
        ({"parent": "999999"}, "The comment you are answering is no longer public"),
        ({"parent": "1 OR 1=1"}, "The comment you are answering is no longer public"),
        ({"parent": "9" * 40}, "The comment you are answering is no longer public"),
    ],
)
def test_what_cannot_be_sent_is_told_in_words_and_kept(article, fields, words):
    response = send(**fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "<title>Error: " in page
    assert fields.get("text", "Heat helps me.").replace("\x00", "")[:40] in page
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "text", ["http://nul.example/%00abc", "http://" + ".".join(["a" * 60] * 12) + ".example/"]
)
def test_an_odd_address_is_no_error(article, text):
    assert send(text=text).status_code == 303
    assert Comment.objects.get().current.text == text


def test_every_error_can_be_mended_and_sent_again(article):
    response = send(parent="999999")
    again = response.context["form"].data
    assert again["parent"] == ""
    assert send(key=again["key"], parent="").status_code == 303


def test_control_characters_are_left_out_and_the_rest_is_kept(article):
    send(text="Heat\x07 helps\x1b me.\u202e", name="Pri\x08ya\u202e")
    comment = Comment.objects.get()
    assert (comment.current.text, comment.name) == ("Heat helps me.", "Priya")


def test_hostile_words_come_back_as_words(article):
    comment = make_published_comment(article, text='<script>alert(1)</script> & "co"', name="<b>Jo</b>")
    page = Client().get("/articles/back-pain/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in page
    assert "&lt;b&gt;Jo&lt;/b&gt;" in page
    assert f'id="c-{comment.pk}"' in page


def test_the_trap_field_loses_nothing_and_is_told_to_moderators(article):
    assert send(subject="I am a robot").status_code == 303
    words = [finding.words for finding in Comment.objects.get().current.findings.all()]
    assert "A field hidden from people was filled in" in words


def test_sent_twice_it_is_one_comment_and_one_page(article):
    first, second = send(key="k1"), send(key="k1")
    assert Comment.objects.count() == 1
    assert (first.status_code, second.status_code) == (303, 303)


def test_a_key_of_any_length_is_a_key(article):
    assert [send(key="k" * 5_000).status_code for _ in range(2)] == [303, 303]
    assert Comment.objects.count() == 1


def test_a_used_key_with_other_words_keeps_them_and_works_at_the_second_press(article):
    send(key="k1")
    response = send(key="k1", text="Cold helps too.")
    assert response.status_code == 422
    assert "Cold helps too." in response.content.decode()
    assert send(key=response.context["form"].data["key"], text="Cold helps too.").status_code == 303
    assert Comment.objects.count() == 2


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_a_form_sent_by_another_site_is_refused(article, headers):
    assert send(headers=headers).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize("slug", ["a-draft", "never-was"])
def test_nothing_can_be_sent_to_what_readers_cannot_see(slug):
    make_draft(slug="a-draft")
    assert send(slug=slug).status_code == 404
    assert not Comment.objects.exists()


def test_what_is_sent_to_a_withdrawn_article_is_given_back(article):
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    response = send()
    assert response.status_code == 410
    assert "Heat helps me." in response.content.decode()
    assert not Comment.objects.exists()


@override_settings(COMMENT_WEBSITE_FIELD=True)
def test_a_setting_asks_for_a_website_that_the_name_links_to_when_allowed(article):
    assert "Website" in Client().get("/articles/back-pain/").content.decode()
    send(website="https://priya.example/")
    comment = Comment.objects.get()
    moderation.approve_without_links(comment, by=None)
    assert "priya.example" not in Client().get("/articles/back-pain/").content.decode()
    moderation.hold(comment, by=None)
    moderation.approve(comment, by=None)
    link = '<a href="https://priya.example/" rel="ugc nofollow noopener">Priya S.</a></h3>'
    assert link in Client().get("/articles/back-pain/").content.decode()
    with override_settings(COMMENT_WEBSITE_FIELD=False):
        page = Client().get("/articles/back-pain/").content.decode()
        assert "priya.example" not in page
        assert "Website" not in page


@override_settings(COMMENT_WEBSITE_FIELD=True)
@pytest.mark.parametrize("website", ["javascript:alert(1)", "a.example words", "a.example b.example", "Me"])
def test_what_is_no_web_address_is_told_in_words(article, website):
    response = send(website=website)
    assert response.status_code == 422
    assert "Enter a web address like www.example.org" in response.content.decode()


def test_without_the_setting_a_website_is_not_taken(article):
    send(website="https://priya.example/")
    assert Comment.objects.get().website == ""


@pytest.mark.parametrize(("sent", "kept"), [({"wants_replies": "on"}, True), ({}, False)])
def test_whether_replies_are_wanted_is_kept_until_the_comment_is_erased(article, sent, kept):
    send(**sent)
    comment = Comment.objects.get()
    assert comment.wants_replies is kept
    assert moderation.erase(comment).wants_replies is False


def test_a_comment_as_long_as_may_be_is_taken_whatever_its_characters_are_made_of(article):
    text = "👨🏽‍👩🏽‍👧🏽‍👦🏽" * 5_000
    assert send(text=text).status_code == 303
    assert Comment.objects.get().current.text == text
    assert "Your comment is 5,001 characters" in send(text=f"{text}!").content.decode()


@pytest.mark.parametrize("blank", ["\u200b\u2060 \u00ad", "\u3164", "\u2800"])
def test_words_nobody_can_see_are_no_words(article, blank):
    assert "Write your comment before you send it" in send(text=blank).content.decode()
    assert "Enter your name" in send(name=blank).content.decode()


def test_one_key_under_two_articles_is_two_comments(article):
    make_article(slug="other")
    send(key="k1")
    assert send(key="k1", slug="other").status_code == 303
    assert Comment.objects.count() == 2


def test_staff_comment_under_their_own_name(article):
    client = Client()
    client.force_login(make_user("Editor", first_name="Rosa", last_name="Lind"))
    send(client, name="Dr Famous Person", email="famous@example.org")
    assert Comment.objects.get().name == "Rosa Lind"


def test_a_closed_discussion_says_so_and_keeps_the_text(article):
    Discussion.objects.create(article=article, mode="closed")
    response = send()
    assert response.status_code == 403
    assert "Comments on this article are closed" in response.content.decode()
    assert "Heat helps me." in response.content.decode()
    assert "comment-form" not in Client().get("/articles/back-pain/").content.decode()


@override_settings(COMMENT_FLOOD_LIMIT=1)
def test_too_many_from_one_network_are_told_when_to_come_back(article):
    send(text="One.")
    response = send(text="Two.")
    assert (response.status_code, response["Retry-After"]) == (429, "600")
    page = response.content.decode()
    assert "You are sending comments too quickly. Wait 10 minutes and try again" in page
    assert "Two." in page


def test_a_signed_in_reader_need_not_say_who(article):
    reader, client = make_user(first_name="Priya", last_name="Shah"), Client()
    client.force_login(reader)
    assert send(client, name="", email="").status_code == 303
    comment = Comment.objects.get()
    assert (comment.user, comment.name, comment.email) == (reader, "Priya Shah", reader.email)


def test_a_signed_in_reader_sees_it_wait_in_every_browser(article):
    reader = make_user()
    comment = make_comment(article, user=reader)
    make_comment(article, user=make_user())
    for address in ("/articles/back-pain/comments/", "/articles/back-pain/comments/own/"):
        client = Client()
        client.force_login(reader)
        assert re.findall(r'id="c-(\d+)"', client.get(address).content.decode()) == [str(comment.pk)]


def test_a_reply_stands_below_what_it_answers(article):
    parent = make_published_comment(article)
    send(parent=str(parent.pk))
    assert Comment.objects.get(name="Priya S.").parent == parent


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(article, method):
    assert getattr(Client(), method)("/articles/back-pain/comments/").status_code == 405


def test_a_body_larger_than_any_form_is_refused(article):
    assert send(text="a" * 5_000_000).status_code in (400, 413)
