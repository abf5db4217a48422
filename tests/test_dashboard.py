"""The dashboard: what waits for whom, in a fixed number of queries, and kind words when nothing does."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from articles import handing_over, publishing, working_copy
from articles.models import Article
from comments import reporting
from comments.desk import year
from comments.models import Comment, Lane
from tests.checks import assert_valid_html
from tests.factories import (
    make_article,
    make_comment,
    make_draft,
    make_image,
    make_published_comment,
    make_user,
    update_article,
)

pytestmark = pytest.mark.django_db
DASHBOARD = reverse("admin:index")
PARTS = [
    "Waiting for you",
    "Corrections from readers",
    "Reviews due",
    "Broken links",
    "Scheduled",
    "Recently published",
    "Pictures without a credit",
    "The last twelve months",
]


def look(client, user=None):
    if user:
        client.force_login(user)
    return client.get(DASHBOARD).content.decode()


def part(html, heading):
    """The words of one part."""
    start = html.index(f'-h">{heading}')
    words = strip_tags(html[start + 4 : html.index("</section>", start)].replace("<", " <"))
    return re.sub(r"\s+", " ", words).strip()


@pytest.fixture
def rosa():
    return make_user("Editor", username="rosa", first_name="Rosa", last_name="Lind")


@pytest.fixture
def everything(rosa):
    """One of everything that can wait."""
    make_site(rosa)


def make_site(rosa):
    article = make_article(title="Backs")
    make_comment(article, text="See https://spa.example/salt")
    reporter = reporting.Reporter(f"browser:{article.pk}", "")
    reporting.report(make_published_comment(article), reporter, reason="spam")
    Comment.objects.filter(pk=make_published_comment(article, text="It is 3 %.").pk).update(
        lane=Lane.CORRECTION
    )
    today = timezone.localdate()
    for title, days in (("Overdue", -3), ("Soon", 12), ("Later", 60)):
        due = today + datetime.timedelta(days=days)
        Article.objects.filter(pk=make_article(title=title).pk).update(review_due_on=due, owner=rosa)
    Article.objects.filter(pk=make_draft(title="Mine").pk).update(owner=rosa)
    changed = make_article(title="Changed")
    changed.standfirst = "Changed since."
    working_copy.save(changed, by=rosa)
    Article.objects.filter(pk=changed.pk).update(owner=rosa)
    handing_over.hand_in(make_draft(title="For review"), by=make_user("Writer", first_name="Noor"), words="")
    gone = make_article(title="Gone", slug=f"gone-{Article.objects.count()}")
    make_article(title="Leads astray", body=f'<p><a href="{gone.get_absolute_url()}">there</a></p>')
    publishing.withdraw(gone, by=None, reason="Its advice was out of date.")
    make_image(name="A chair")


@pytest.mark.usefixtures("everything")
def test_an_editor_sees_what_waits(client, rosa):
    html = look(client, rosa)
    waiting = part(html, "Waiting for you")
    assert "comment" not in waiting
    assert "Handed in for review For review by Noor" in waiting
    assert re.search("Your drafts Changed unpublished changes, saved .*Mine saved ", waiting)
    assert part(html, "Corrections from readers").startswith("Corrections from readers 1 Backs Reader")
    reviews = part(html, "Reviews due")
    overdue, soon = reviews.index("Overdue Start review of Overdue Overdue Due "), reviews.index("Soon Start")
    assert (overdue < soon, reviews.count("Never reviewed, Rosa Lind"), "Later" in reviews) == (
        True,
        2,
        False,
    )
    assert "“there” leads to “Gone”, which readers cannot see" in part(html, "Broken links")
    assert "Gone Withdrawn" in part(html, "Recently published")
    assert "A chair" in part(html, "Pictures without a credit")
    assert "7 publications" in part(html, "The last twelve months")
    assert_valid_html([html])


@pytest.mark.usefixtures("everything")
def test_a_moderator_sees_what_is_to_decide_and_nothing_of_the_desk_for_articles(client):
    html = look(client, make_user("Moderator"))
    waiting = part(html, "Waiting for you")
    assert "1 comment to decide The oldest has waited since" in waiting
    assert "1 reported comment" in waiting
    assert "1 site that waiting comments link to" in waiting
    shown = [heading for heading in PARTS if f'-h">{heading}' in html]
    assert shown == ["Waiting for you", "Corrections from readers", "Recently published", PARTS[-1]]


@pytest.mark.usefixtures("everything")
def test_a_writer_sees_own_drafts_and_what_cannot_be_acted_on_is_left_out(client):
    html = look(client, make_user("Writer"))
    assert part(html, "Waiting for you") == "Waiting for you Your drafts Nothing waiting."
    assert "Corrections from readers" not in html
    assert "Start review" not in html


def test_where_nothing_waits_every_part_says_so(client):
    admin = make_user("Editor", is_superuser=True)
    html = look(client, admin)
    for heading in PARTS[:5] + PARTS[6:7]:
        assert "Nothing waiting." in part(html, heading), heading
    assert "Nothing yet." in part(html, "Recently published")


def test_it_asks_as_often_for_a_full_desk_as_for_one_of_each(client, rosa, django_assert_max_num_queries):
    rosa.is_superuser = True
    rosa.save()
    look(client, rosa)
    counts = []
    for times in (1, 8):
        for _ in range(times):
            make_site(rosa)
        with django_assert_max_num_queries(60) as captured:
            look(client)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_start_review_opens_the_form_with_the_kind_chosen(client, rosa):
    client.force_login(rosa)
    form = reverse("admin:articles_article_change", args=[make_article().pk])
    html = client.get(f"{form}?kind=full_review").content.decode()
    assert re.search('value="full_review" checked', html)
    assert " checked" not in client.get(f"{form}?kind=nonsense").content.decode().split("What kind")[1][:900]


def test_the_plots_stand_for_twelve_months(rosa):
    today = datetime.date(2026, 3, 15)
    months = [bar.month for bar in year.counted(today)[0].bars]
    assert (months[0], months[-1], len(months)) == (datetime.date(2025, 4, 1), datetime.date(2026, 3, 1), 12)
    low, none, high = year.bars(months[:3], [1, 0, 4])
    assert (high.y, high.height, low.height, none.height) == (0, 70, 17.5, 0)
    article = make_article()
    update_article(article)
    make_published_comment(article)
    make_comment(article)
    assert [plot.total for plot in year.counted(timezone.localdate())] == [2, 1]
