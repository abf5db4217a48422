"""Every state a comment can be in, against everywhere its words could come out.

Each hidden comment, change or link carries a marker of its own. A public page, feed or file, a count, or a
mail to the wrong person that shows one of them fails.
"""

import re

import pytest
from django.test import Client

from articles.models import Article
from comments import editing, moderation, proof
from comments.desk_mail import queue_desk_mails
from comments.links import verdicts
from comments.links.record import target_of
from comments.models import Comment, Discussion, Reason
from comments.notifications import queue_digests
from comments.own import status_token
from tests.factories import make_article, make_comment, make_published_comment, make_user
from tests.mailbox import words_of, work
from tests.test_shared_pages import crawl

pytestmark = pytest.mark.django_db

#: A whole word, so that none of the random letters in tokens is taken for one.
MARKER = re.compile(r"\bzq[a-z]{4,}\b")
#: What waits for a moderator, who may read it.
WAITS = {"zqpending", "zqheld", "zqchanged"}


def make(state, parent, *, published=False):
    """A reply by a writer who asked for mails, all of it marked."""
    comment = make_comment(
        parent.article, text=f"zq{state} https://zq{state}.example/", name=f"zq{state}",
        email=f"zq{state}@example.org", parent=parent, wants_replies=True,
    )  # fmt: skip
    proof.prove(comment.commenter)
    return moderation.approve(comment, by=None) if published else comment


def public(parent, text, number):
    """A public reply whose writer and first words are nobody's secret."""
    return make_published_comment(parent.article, text=text, name=f"Reader {number}", parent=parent)


@pytest.fixture
def site(mailbox):
    """Maureen's comment, which asked for replies, and below it one of everything that is hidden."""
    make_user("Moderator", email="sam@example.org")
    maureen = make_published_comment(
        make_article(title="Back pain", slug="back-pain", tags=["posture"]),
        name="Maureen", email="maureen@example.org", wants_replies=True,
    )  # fmt: skip
    proof.prove(maureen.commenter)
    make("pending", maureen)
    moderation.reject(make("rejected", maureen), by=None, reason=Reason.OTHER)
    moderation.remove(make("removed", maureen, published=True), by=None, reason=Reason.OTHER)
    moderation.hold(make("held", maureen, published=True), by=None)
    moderation.withdraw(make("withdrawn", maureen, published=True))
    moderation.erase(make("erased", maureen, published=True))
    editing.edit(public(maureen, "Words from before.", 1), "zqchanged https://zqchanged.example/")
    refused = public(maureen, "Words that stay.", 2)
    editing.edit(refused, "zqrefused https://zqrefused.example/")
    moderation.refuse_edit(refused, by=None, reason=Reason.SPAM)
    no_link = make_comment(maureen.article, text="Stripped https://zqstripped.example/", parent=maureen)
    moderation.approve_without_links(no_link, by=None)
    verdicts.decide(target_of("https://zqhold.example/"), "hold", by=None)
    public(maureen, "On hold https://zqhold.example/", 3)
    queue_desk_mails.func()
    work()
    queue_digests.func()
    work()
    return Article.objects.get(slug="back-pain")


def markers(text):
    return set(MARKER.findall(text))


def test_no_public_page_feed_or_file_shows_a_marker(site):
    pages = crawl(Client())
    shown = {address: markers(page.content.decode()) for address, page in pages.items()}
    assert {address: found for address, found in shown.items() if found} == {}
    assert {"/", "/feed/", "/articles/back-pain/", "/articles/back-pain/history.json"} <= set(pages)
    article = pages["/articles/back-pain/"].content.decode()
    assert "Words from before." in article
    assert "Words that stay." in article


def test_no_header_of_a_public_page_shows_a_marker(site):
    for page in crawl(Client()).values():
        assert markers(str(page.headers)) == set()


def test_only_what_is_public_is_counted(site):
    public_ones = Comment.objects.published().count()
    assert Discussion.objects.get(article=site).public_count == public_ones == 5
    assert "5 comments" in Client().get("/articles/back-pain/").content.decode()


def test_mail_tells_a_reader_nothing_that_is_not_public(site, mailbox):
    mails = mailbox.all(to="maureen@example.org")
    told = markers("".join(mail["Subject"] + words_of(mail) for mail in mails))
    assert told == set()
    assert any("Words from before." in words_of(mail) for mail in mails)


def test_mail_tells_moderators_only_what_they_have_to_decide(site, mailbox):
    (mail,) = mailbox.all(to="sam@example.org")
    assert markers(words_of(mail)) == WAITS
    assert "://zq" not in words_of(mail)
    assert "@example" not in words_of(mail)


def test_mail_to_a_writer_repeats_no_words_at_all(site, mailbox):
    for mail in mailbox.all():
        if mail["To"].startswith("zq"):
            assert markers(mail["Subject"] + words_of(mail)) == set()


def test_a_private_page_shows_its_own_comment_and_no_other(site):
    for comment in Comment.objects.all():
        page = Client().get(f"/comments/status/{status_token(comment)}/").content.decode()
        own = markers("".join(comment.revisions.values_list("text", flat=True)) + comment.name)
        assert markers(page) <= own


def test_erased_words_are_in_no_column(site):
    for model in (Comment, *(related.related_model for related in Comment._meta.related_objects)):
        assert "zqerased" not in str([*model.objects.values()])
