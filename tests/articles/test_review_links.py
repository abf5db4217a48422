"""Links for reviewers without an account: what they show, what they take, how they end."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import invitations, publishing, working_copy
from articles.models import Article, Invitation, Remark
from articles.passages import shortened, with_links
from cms.refusals import Refused
from tests.article_form import OpenForm
from tests.checks import assert_valid_html
from tests.factories import make_article, make_draft, make_user, update_article

pytestmark = pytest.mark.django_db

BODY = "<h2>Causes</h2>\n<p>Sitting for long is one.</p>\n<ul>\n<li>One</li>\n<li>Two</li>\n</ul>"


@pytest.fixture
def draft():
    return make_draft(title="Backs", body=BODY)


@pytest.fixture
def editor():
    return make_user("Editor", first_name="Rosa")


def invite(article, **options):
    invitation, secret = invitations.invite(article, by=None, name="Dr Ana Osei", **options)
    return invitation, reverse("review", args=[secret])


def send(address, **data):
    return Client(enforce_csrf_checks=True).post(address, {"name": "Ana", "quote": "", **data})


class TestTheLink:
    def test_it_shows_the_draft_as_it_is_now(self, client, draft):
        _, address = invite(draft)
        draft.title = "Changed since"
        working_copy.save(draft, by=None)
        response = client.get(address)
        assert "Changed since" in response.text
        assert "For review: not published." in response.text

    def test_its_page_is_nobody_elses(self, client, draft):
        _, address = invite(draft)
        response = client.get(address)
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert not response.cookies
        assert '<meta name="robots" content="noindex,nofollow">' in response.text
        assert address.split("/")[2] not in response.text.replace(f'action="{address}#remarks"', "")

    def test_its_secret_is_kept_nowhere(self, draft):
        _, address = invite(draft)
        secret = address.split("/")[2]
        assert len(secret) == 43
        assert secret not in str(Invitation.objects.values().get())

    def test_its_secret_is_not_written_into_the_log(self, draft, caplog):
        _, address = invite(draft)
        send(address, words="")
        assert caplog.text == ""

    def test_an_unknown_one_leads_nowhere(self, client, draft):
        invite(draft)
        assert client.get(reverse("review", args=["x" * 43])).status_code == 404

    def test_it_ends_when_its_time_is_over(self, client, draft):
        _, address = invite(draft)
        Invitation.objects.update(expires_at=timezone.now())
        response = client.get(address)
        assert (response.status_code, "This link has ended" in response.text) == (410, True)
        assert "Backs" not in response.text
        assert response["Referrer-Policy"] == "no-referrer"

    def test_it_ends_when_somebody_ends_it(self, client, draft, editor):
        invitation, address = invite(draft)
        invitations.revoke(invitation, by=editor)
        assert client.get(address).status_code == 410
        assert send(address, words="Too late.").status_code == 410
        assert Remark.objects.count() == 0

    def test_its_use_is_remembered(self, client, draft):
        _, address = invite(draft)
        client.get(address)
        assert Invitation.objects.get().last_used_at is not None

    def test_there_are_not_too_many(self, draft):
        for _ in range(invitations.MOST_LINKS):
            invite(draft)
        with pytest.raises(Refused):
            invite(draft)


class TestRemarks:
    def test_one_on_a_passage(self, client, draft):
        invitation, address = invite(draft)
        page = client.get(address, {"on": 2})
        assert page.context["form"].initial["quote"] == "Sitting for long is one."
        response = send(address, quote="Sitting for long is one.", words="Is it?\r\n\r\nReally?")
        assert (response.status_code, response["Location"]) == (303, f"{address}?sent=1#remarks")
        remark = Remark.objects.get()
        assert (remark.article, remark.invitation, remark.name) == (draft, invitation, "Ana")
        assert (remark.quote, remark.words) == ("Sitting for long is one.", "Is it?\n\nReally?")
        shown = client.get(f"{address}?sent=1").text
        assert "Thank you. The editors see your remark beside the article." in shown
        assert "Really?" in shown

    @pytest.mark.parametrize("number", ["0", "9", "x", "-1", "9" * 30, "²"])
    def test_a_passage_that_is_not_there_is_none(self, client, draft, number):
        _, address = invite(draft)
        response = client.get(address, {"on": number})
        assert (response.status_code, response.context["form"].initial["quote"]) == (200, "")

    @pytest.mark.parametrize(
        ("sent", "errors"),
        [
            ({"words": ""}, {"words": ["Write your remark before you send it."]}),
            ({"words": "\u200b \n"}, {"words": ["Write your remark before you send it."]}),
            ({"words": "x", "name": ""}, {"name": ["Enter your name."]}),
            ({"words": "x" * 2001}, {"words": ["This is 2001 characters. Shorten it to 2000 or fewer."]}),
            ({"words": "x", "quote": "Standing is one."}, {"quote": [invitations.NOT_THERE]}),
        ],
    )
    def test_what_is_wrong_is_said_and_all_of_it_still_there(self, draft, sent, errors):
        _, address = invite(draft)
        response = send(address, **sent)
        assert (response.status_code, response.context["form"].errors) == (422, errors)
        assert response.context["form"]["words"].value() == sent["words"]
        assert Remark.objects.count() == 0

    def test_markup_is_words(self, client, draft, editor):
        _, address = invite(draft)
        send(address, words="<script>alert(1)</script>")
        escaped = "&lt;script&gt;alert(1)&lt;/script&gt;"
        assert escaped in client.get(address).text
        assert escaped in OpenForm(editor, draft).response.text

    def test_sent_twice_it_is_kept_once(self, draft):
        _, address = invite(draft)
        for _ in range(2):
            assert send(address, words="Is it?").status_code == 303
        assert Remark.objects.count() == 1

    def test_a_link_takes_so_many(self, draft):
        invitation, address = invite(draft)
        Remark.objects.bulk_create(
            Remark(article=draft, invitation=invitation, words=str(number), name="Ana")
            for number in range(invitations.MOST_REMARKS)
        )
        response = send(address, words="One more.")
        assert (response.status_code, Remark.objects.count()) == (422, invitations.MOST_REMARKS)
        assert "as many as it may" in response.text

    def test_reviewers_see_their_own_alone(self, client, draft):
        (_, mine), (_, theirs) = invite(draft), invite(draft)
        send(theirs, words="Between us.")
        assert "Between us." not in client.get(mine).text

    def test_editors_see_them_beside_the_form_and_resolve_them_without_losing_a_word(self, editor, draft):
        _, address = invite(draft)
        send(address, quote="Sitting for long is one.", words="Is it?")
        form, remark = OpenForm(editor, draft), Remark.objects.get()
        assert "Is it?" in form.response.text
        response = form.client.post(form.url, {**form.data, "title": "Typed", "resolve": str(remark.pk)})
        assert response.status_code == 303
        remark.refresh_from_db()
        assert (remark.resolved_by, remark.resolved_at is None) == (editor, False)
        assert Article.objects.get(pk=draft.pk).title == "Typed"
        assert "Is it?" not in OpenForm(editor, draft).response.text
        links = form.client.get(reverse("admin:articles_article_links", args=[draft.pk]))
        assert "Is it?" in links.text

    def test_one_on_another_article_is_not_resolved(self, editor, draft):
        _, address = invite(draft)
        send(address, words="Is it?")
        form = OpenForm(editor, make_draft())
        form.client.post(form.url, {**form.data, "resolve": str(Remark.objects.get().pk)})
        assert Remark.objects.get().resolved_at is None

    def test_a_redaction_takes_along_those_that_quote_it(self, editor):
        article = make_article(body="<p>Ann lives here.</p><p>Walk.</p>")
        _, address = invite(article)
        send(address, quote="Ann lives here.", words="Is that so?")
        send(address, quote="Walk.", words="How long?")
        first = article.live
        update_article(article, body="<p>Run.</p>")
        publishing.redact(first, by=editor, reason="A court asked for it")
        assert not Remark.objects.filter(quote="Ann lives here.").exists()


class TestMakingLinks:
    def test_a_link_is_made_shown_once_and_ended(self, editor, draft):
        client = Client()
        client.force_login(editor)
        address = reverse("admin:articles_article_links", args=[draft.pk])
        client.post(address, {"name": "Dr Ana Osei", "days": "7"})
        shown = client.get(address).text
        link = shown.split("It is shown this once: ")[1].split("<")[0]
        assert Client().get(link).status_code == 200
        assert link not in client.get(address).text
        invitation = Invitation.objects.get()
        assert invitation.expires_at - invitation.made_at == pytest.approx(
            datetime.timedelta(days=7), abs=datetime.timedelta(seconds=5)
        )
        client.post(address, {"end": str(invitation.pk)})
        assert Client().get(link).status_code == 410

    def test_a_link_of_another_article_is_not_ended(self, editor, draft):
        invitation, _ = invite(draft)
        client = Client()
        client.force_login(editor)
        address = reverse("admin:articles_article_links", args=[make_draft().pk])
        assert client.post(address, {"end": str(invitation.pk)}).status_code == 404

    def test_without_a_name_none_is_made(self, editor, draft):
        client = Client()
        client.force_login(editor)
        address = reverse("admin:articles_article_links", args=[draft.pk])
        response = client.post(address, {"name": "", "days": "7"})
        assert (response.status_code, Invitation.objects.count()) == (422, 0)


def test_every_block_has_a_link_that_names_it():
    passages = with_links(BODY, lambda number: f"?on={number}")
    assert passages.quotes == ["Causes", "Sitting for long is one.", "One\nTwo"]
    assert passages.html.count('class="remark-link no-print"') == 3
    assert 'href="?on=2">Remark<span class="vh"> on “Sitting for long is one.”</span>' in passages.html


@pytest.mark.parametrize(
    ("words", "longest", "short"), [("a bc", 4, "a bc"), ("a bcd", 4, "a"), ("abcdef", 4, "abcd")]
)
def test_a_long_passage_is_quoted_by_its_beginning(words, longest, short):
    assert shortened(words, longest) == short


def test_markup_is_valid(client, draft):
    _, address = invite(draft)
    send(address, words="Is it?", quote="Causes")
    pages = {"review": client.get(address).text, "on": client.get(f"{address}?on=2").text}
    pages["wrong"] = send(address, words="").text
    Invitation.objects.update(revoked_at=timezone.now())
    pages["ended"] = client.get(address).text
    assert_valid_html(pages)
