"""The moderators' pages about sites: their list, the record of each, and deciding about it."""

import re

import pytest

from comments import moderation
from comments.desk import site_form
from comments.links import verdicts
from comments.links.proposals import propose
from comments.links.record import target_of
from comments.models import Comment, LinkProposal, LinkTarget, State
from tests.checks import assert_accessible_in_every_window, assert_valid_html
from tests.factories import make_article, make_comment, make_published_comment, make_user

SITE = "/admin/links/spa.example/"
TWIN = "xn--80a5axd.example"


@pytest.fixture
def moderator(client, db):
    user = make_user("Moderator", first_name="Sam")
    client.force_login(user)
    return user


@pytest.fixture
def site(db):
    article = make_article()
    make_published_comment(article, text="see https://spa.example/salt?ref=c-01")
    make_comment(article, text="try [back pain relief](https://shop.spa.example/salt?ref=c-02)")
    make_comment(article, text="see spa [dot] example now", website="https://other.example")
    make_comment(article, text="https://ѕра.example/")
    return LinkTarget.objects.get(scope="domain", value="spa.example")


def fields(site, **more):
    return {"treatment": "reject", "target": site.pk, "note": "same store", "with_waiting": "on", **more}


@pytest.mark.usefixtures("moderator")
def test_a_verdict_is_previewed_then_made_then_undone(client, site):
    page = client.post(f"{SITE}preview/", fields(site))
    assert "1 comment looks different at once." in page.text
    assert "2 comments marked as spam." in page.text
    assert site.verdict is None
    page = client.post(f"{SITE}decide/", fields(site, seen=""), follow=True)
    assert "Reject: spa.example. 2 comments marked as spam." in page.text
    verdict = LinkTarget.objects.get(pk=site.pk).verdict
    assert (verdict.treatment, verdict.note, verdict.by.first_name) == ("reject", "same store", "Sam")
    page = client.post(f"{SITE}undo/{verdict.pk}/", follow=True)
    assert "Undone. Everything is as it was before." in page.text
    assert Comment.objects.filter(state=State.PENDING).count() == 3


@pytest.mark.usefixtures("moderator")
def test_the_second_moderator_is_told_and_overwrites_nothing(client, site):
    client.post(f"{SITE}preview/", fields(site))
    verdicts.decide(site, "allow", by=make_user("Moderator", first_name="Rosa"))
    page = client.post(f"{SITE}decide/", fields(site, seen=""), follow=True)
    assert "Rosa decided about this since: allow" in page.text
    assert LinkTarget.objects.get(pk=site.pk).verdict.treatment == "allow"


@pytest.mark.parametrize(
    "wrong", [{"treatment": "burn"}, {"target": "999999"}, {"target": "x"}, {"note": "n" * 501}]
)
@pytest.mark.usefixtures("moderator")
def test_what_cannot_be_decided_comes_back_with_what_was_typed(client, site, wrong):
    page = client.post(f"{SITE}preview/", fields(site) | wrong)
    assert page.status_code == 422
    assert "There is a problem" in page.text
    assert wrong.get("note", "same store") in page.text


@pytest.mark.usefixtures("moderator")
def test_a_page_that_the_form_does_not_list_is_chosen_beside_its_link(monkeypatch, client, site):
    monkeypatch.setattr(site_form, "MOST_PARTS", 1)
    last = make_comment(text="see https://spa.example/zinc").current.links.get().target
    assert f'value="{last.pk}"' not in client.get(SITE).text
    assert f'href="?part={last.pk}#decide"' in client.get(SITE).text
    assert client.get(SITE, {"part": last.pk}).context["form"]["target"].value() == last.pk
    assert client.post(f"{SITE}preview/", fields(last)).context["part"] == last
    client.post(f"{SITE}decide/", fields(last))
    assert LinkTarget.objects.get(pk=last.pk).verdict.treatment == "reject"
    other = target_of("https://other.example/salt")
    assert client.post(f"{SITE}preview/", fields(other)).status_code == 422


@pytest.mark.usefixtures("moderator", "site")
def test_nothing_on_a_record_leads_to_an_address_of_a_comment(client):
    for path in ("/admin/links/", SITE):
        addresses = re.findall(r'(?:href|src|action)="([^"]*)"', client.get(path).text)
        assert [one for one in addresses if not one.startswith(("/", "#", "?"))] == []


@pytest.mark.usefixtures("moderator", "site")
def test_a_look_alike_is_shown_in_both_forms_with_a_warning(client):
    page = client.get(f"/admin/links/{TWIN}/").text
    assert "ѕра.example" in page
    assert TWIN in page
    assert "is written in Cyrillic letters and looks like “spa”" in page
    assert "Looks like spa.example (not decided)" in page
    assert client.get("/admin/links/ѕра.example/").url == f"/admin/links/{TWIN}/"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("spa.ex", ["spa.example"]), ("SPA", ["spa.example"]), ("ѕра", [TWIN]), ("xn--80a5", [TWIN]),
     ("https://shop.spa.example/salt", ["spa.example"]), ("nothing", [])],
)  # fmt: skip
@pytest.mark.usefixtures("moderator", "site")
def test_sites_are_found_by_a_part_of_their_name_in_either_form(client, typed, found):
    page = client.get("/admin/links/", {"q": typed}).text
    assert re.findall(r'<a href="/admin/links/([^"]+)/">', page) == found


@pytest.mark.usefixtures("moderator")
def test_the_list_has_sites_with_waiting_comments_first_and_pages(client, site):
    moderation.reject(Comment.objects.get(website="https://other.example"), by=None, reason="spam")
    for number in range(55):
        target_of(f"https://quiet{number}.example/")
    first = client.get("/admin/links/").text
    names = re.findall(r'<a href="/admin/links/([^"]+)/">', first)
    assert (len(names), set(names[:2])) == (50, {TWIN, "spa.example"})
    following = re.search(r'href="(\?after=[^"]+)"', first)[1]
    rest = re.findall(r'<a href="/admin/links/([^"]+)/">', client.get(f"/admin/links/{following}").text)
    assert len(rest) == 8
    assert not {*rest} & {*names}


@pytest.mark.usefixtures("moderator")
def test_a_proposal_stands_on_the_record_until_it_is_ignored(client, site):
    proposal = propose({"scope": "domain", "value": "spa.example", "treatment": "strip"}, source="partner")
    assert "Proposed: Remove the link" in client.get(SITE).text
    assert "is set aside" in client.post(f"{SITE}ignore/{proposal.pk}/", follow=True).text
    assert "Proposed:" not in client.get(SITE).text


@pytest.mark.usefixtures("moderator")
def test_setting_a_proposal_aside_is_undone_from_the_ledger(client, site):
    proposal = propose({"scope": "domain", "value": "spa.example", "treatment": "strip"}, source="partner")
    before = LinkProposal.objects.values().get()
    client.post(f"{SITE}ignore/{proposal.pk}/")
    [undo] = re.findall(r'action="(/admin/desk/undo/[0-9]+/)"', client.get("/admin/desk/acts/").text)
    assert "stands open again" in client.post(undo, follow=True).text
    assert LinkProposal.objects.values().get() == before
    assert "stands open already" in client.post(undo, follow=True).text
    assert undo not in client.get("/admin/desk/acts/").text


@pytest.mark.usefixtures("moderator")
def test_a_decision_answers_a_proposal(client, site):
    propose({"scope": "domain", "value": "spa.example", "treatment": "strip"}, source="partner")
    verdicts.decide(site, "strip", by=None)
    assert "Proposed:" not in client.get(SITE).text


@pytest.mark.usefixtures("moderator")
def test_pages_and_their_states_are_valid(client, site):
    propose({"scope": "domain", "value": "spa.example", "treatment": "strip"}, source="partner")
    pages = {path: client.get(path).text for path in ("/admin/links/", "/admin/links/?q=none", SITE)}
    pages["preview"] = client.post(f"{SITE}preview/", fields(site)).text
    pages["error"] = client.post(f"{SITE}preview/", {}).text
    pages["done"] = client.post(f"{SITE}decide/", fields(site, seen=""), follow=True).text
    assert_valid_html(pages)


@pytest.mark.django_db(transaction=True)
def test_pages_are_accessible_and_the_whole_way_works_in_a_browser(visitor, site):
    propose({"scope": "domain", "value": "spa.example", "treatment": "strip"}, source="partner")
    page = visitor(user=make_user("Moderator"))
    page.goto("/admin/links/")
    assert_accessible_in_every_window(page)
    page.goto(f"/admin/links/{TWIN}/")
    assert_accessible_in_every_window(page)
    page.goto(SITE)
    assert_accessible_in_every_window(page)
    page.get_by_label("Reject").check()
    page.get_by_label("Also settle the 2 comments that wait").check()
    page.get_by_role("button", name="Continue").click()
    assert_accessible_in_every_window(page)
    page.get_by_role("button", name="Save decision").click()
    assert_accessible_in_every_window(page)
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    assert "Undone" in page.get_by_role("status").inner_text()
