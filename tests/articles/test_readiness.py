"""What an editor is shown before publishing."""

import pytest

from articles import publishing
from articles.readiness import Check, checks
from tests.factories import make_article, make_draft, make_image, make_user, update_article

pytestmark = pytest.mark.django_db

IN_ORDER = Check("Headings are in order", "body", is_good=True)


def test_a_draft_in_order_has_nothing_to_put_right():
    article = make_draft(
        lead_image=make_image(), lead_alt="A back", lead_credit="Us", body="<h2>A</h2><h3>B</h3><h2>C</h2>"
    )
    assert checks(article) == [Check("Image has a description", "lead_alt", is_good=True), IN_ORDER]


def test_what_readers_would_miss_is_named_first():
    article = make_draft(standfirst="", topic=None, author=None)
    assert [check.field for check in checks(article)] == ["standfirst", "topic", "author", "body"]


def test_a_lead_image_wants_a_description_and_a_credit():
    article = make_draft(lead_image=make_image())
    assert [check.words for check in checks(article) if not check.is_good] == [
        "Lead image has no description",
        "Lead image has no credit",
    ]


def test_a_decoration_wants_no_description():
    article = make_draft(lead_image=make_image(), lead_is_decorative=True, lead_credit="Us")
    assert all(check.is_good for check in checks(article))


@pytest.mark.parametrize(
    ("body", "is_good"),
    [
        ("<p>None.</p>", True),
        ("<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>", True),
        ("<h3>A</h3>", False),
        ("<h2>A</h2><h4>B</h4>", False),
    ],
)
def test_headings_go_down_one_level_at_a_time(body, is_good):
    assert (IN_ORDER in checks(make_draft(body=body))) is is_good


def test_links_that_lead_astray_are_named():
    moved = make_article(slug="first-address")
    update_article(moved, slug="second-address")
    gone = make_article(slug="gone")
    publishing.withdraw(gone, by=make_user("Editor"), reason="It was not ours to publish.")
    links = "<a href='/articles/first-address/#x'>moved</a> <a href='/articles/gone/'>gone</a> "
    links += "<a href='/articles/never/'>never</a> <a href='/articles/second-address/'>there</a> "
    links += "<a href='/about/'>about</a> <a href='https://other.example/articles/x/'>elsewhere</a> "
    links += "<a href='#y'>here</a>"
    assert [check.words for check in checks(make_draft(body=f"<p>{links}</p>")) if not check.is_good] == [
        "Link “moved” goes to a page that moved",
        "Link “gone” goes to an article readers cannot see",
        "Link “never” goes to an article readers cannot see",
    ]
