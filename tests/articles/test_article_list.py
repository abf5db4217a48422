"""The desk's list of articles: its columns, and that it asks as often for a full page as for one row."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from articles import shelves, working_copy
from articles.models import Tag
from comments import editing
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_article_changelist")


def changed(**fields):
    article = make_article(**fields)
    article.standfirst = "Changed since."
    return working_copy.save(article, by=None)


def rows(client, **query):
    html = client.get(LIST, query).content.decode()
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    return [
        re.sub(r"\s+", " ", strip_tags(row.replace("</td>", " | "))).strip()
        for row in body.split("</tr>")[:-1]
    ]


@pytest.fixture
def editor_client(client):
    client.force_login(make_user("Editor"))
    return client


def test_a_row_says_where_it_stands_and_how_many_comments_wait(client):
    client.force_login(make_user("Moderator", is_superuser=True))
    article = changed(title="Backs", slug="backs")
    make_comment(article)
    editing.edit(make_published_comment(article), "It was the mattress.")
    response = client.get(LIST)
    headings = re.findall(r'<div class="text">.*?>([^<]+)<', response.content.decode())
    assert headings == ["Title", "Status", "Last updated", "Review due", "Waiting comments", "Assigned to"]
    (row,) = rows(client)
    assert ("Published, unpublished changes" in row, "| 2 |" in row) == (True, True)
    assert 'href="/admin/desk/search/?article=backs&amp;state=pending">2</a>' in response.content.decode()


def test_who_decides_nothing_gets_the_number_and_no_link(editor_client):
    make_comment()
    assert "| 1 |" in rows(editor_client)[0]
    assert "/desk/search/" not in editor_client.get(LIST).content.decode()


def test_a_full_page_asks_as_often_as_one_row(editor_client, django_assert_max_num_queries):
    counts = []
    for count in (1, 30):
        for _ in range(count):
            make_comment(changed(tags=["Back"], related=[make_article()]))
        with django_assert_max_num_queries(25) as captured:
            rows(editor_client)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_new_names_of_tags_are_no_unpublished_changes(editor_client):
    article = make_article(tags=["Backs", "Sleep"])
    changed(title="Changed", tags=["Backs"])
    backs = Tag.objects.get(name="Backs")
    shelves.rename(backs, name="Spine", slug="spine", by=make_user("Editor"))
    titles = rows(editor_client, status="changed")
    assert (len(titles), "Changed" in titles[0]) == (1, True)
    assert not any("unpublished" in row for row in rows(editor_client, q=article.title))
