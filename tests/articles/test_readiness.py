"""What an editor is shown before publishing."""

import pytest

from articles import publishing
from articles.body_checks import Place
from articles.models import Article, CheckedLink
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


def words_of(article):
    return [check.words for check in checks(article) if not check.is_good]


def with_body(body):
    """A draft whose body is stored as it is, as an import stores it."""
    article = make_draft()
    Article.objects.filter(pk=article.pk).update(body=body)
    return Article.objects.get(pk=article.pk)


def test_links_that_lead_astray_are_named():
    moved = make_article(slug="first-address")
    update_article(moved, slug="second-address")
    gone = make_article(slug="gone")
    publishing.withdraw(gone, by=make_user("Editor"), reason="It was not ours to publish.")
    make_draft(slug="coming")
    links = "<a href='/articles/first-address/#x'>moved</a> <a href='/articles/gone/'>gone</a> "
    links += "<a href='/articles/never/'>never</a> <a href='/articles/second-address/'>there</a> "
    links += "<a href='/about/'>about</a> <a href='https://other.example/articles/x/'>elsewhere</a> "
    links += "<a href='#y'>below</a> <a href='/articles/coming/'>coming</a> "
    links += f"<a href='/articles/id/{gone.pk}/'>id</a>"
    article = with_body(f"<p>{links}</p>")
    assert words_of(article) == [
        "Link “moved” goes to an address that moved",
        "Link “gone” goes to an article that was withdrawn",
        "Link “never” goes to an article that is not there",
        "Link “coming” goes to an article that is not published yet",
        "Link “id” goes to an article that was withdrawn",
    ]
    first = checks(article)[0]
    assert (first.moved_to, first.place) == ("/articles/second-address/", Place("a", 0))


def test_a_link_elsewhere_that_was_found_dead_is_named():
    article = make_draft(body='<p>See <a href="https://gone.example/x#y">the register</a>.</p>')
    assert words_of(article) == []
    CheckedLink.objects.update(is_dead=True, status=404)
    assert words_of(article) == ["Link “the register” goes to a page that is gone"]
    assert checks(article)[0].hint == "https://gone.example/x#y: it answers 404."


@pytest.mark.parametrize(
    "words", ["Click here", "here.", "Read more…", "https://a.example/page", "a.example/page"]
)
def test_link_words_that_say_nothing_are_named(words):
    assert len(words_of(make_draft(body=f'<p><a href="https://a.example/page">{words}</a></p>'))) == 1


def test_pictures_in_the_text_want_a_description_and_their_credit():
    image = make_image(name="Knee", credit="Photo: Jo")
    figure = f'<figure><img src="/images/{image.pk}/" alt="%s"><figcaption>%s</figcaption></figure>'
    article = make_draft(body=figure % ("A knee", "A knee. Photo: Jo") + figure % ("", "A knee"))
    found = [check for check in checks(article) if not check.is_good]
    assert [(check.words, check.place) for check in found] == [
        ("Picture “Knee” has no description", Place("figure", 1)),
        ("Picture “Knee” is shown without its credit", Place("figure", 1)),
    ]


def test_a_long_standfirst_is_named():
    assert words_of(make_draft(standfirst="a" * 300)) == []
    assert words_of(make_draft(standfirst="a" * 301)) == ["The standfirst is long: 301 characters"]


PLAIN = "<p>" + "The cat sat on the mat. It was a warm day. " * 20 + "</p>"
HARD = (
    "<p>"
    + 12
    * (
        "Multidisciplinary rehabilitation programmes demonstrably ameliorate musculoskeletal impairment,"
        " notwithstanding considerable methodological heterogeneity between investigations; "
    )
    + "</p>"
)


@pytest.mark.parametrize(("body", "is_good"), [(PLAIN, True), (HARD, False)])
def test_the_reading_level_is_an_estimate_with_a_hint(body, is_good):
    check = next(check for check in checks(make_draft(body=body)) if check.words.startswith("Reads easily"))
    assert (check.is_good, bool(check.hint)) == (is_good, not is_good)


def test_only_english_has_a_reading_level(settings):
    settings.LANGUAGE_CODE = "de"
    assert words_of(make_draft(body=HARD)) == []
