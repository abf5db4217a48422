"""Authors, topics and addresses of an export keep their names, whatever script they are in."""

import pytest
from django.test import Client

from articles import publishing
from articles.models import Article, Author, Kind, OldAddress, Topic
from cms.slugs import is_slug
from tests.factories import make_article
from tests.wordpress import sample
from tests.wordpress.exports import export, field, item
from tests.wordpress.importing import bring_in, lines_about
from wordpress.slugs import first_free, kept_or_made

pytestmark = pytest.mark.django_db


def written_by(name, wp_id):
    return item(
        field("title", f"Post {wp_id}"),
        field("dc:creator", name),
        field("content:encoded", "<p>Most back pain passes.</p>"),
        field("wp:post_date_gmt", "2018-05-07 13:00:00"),
        field("wp:status", "publish"),
        wp_id=wp_id,
    )


def filed_under(name, wp_id, slug=""):
    mark = f'<category domain="category" nicename="{slug}"><![CDATA[{name}]]></category>'
    return written_by("Ada", wp_id).replace("</item>", f"{mark}</item>")


def bring_in_items(tmp_path, *items):
    path = tmp_path / "export.xml"
    path.write_text(export("<link>https://old.example</link>", *items))
    return bring_in(path)


def test_authors_with_the_same_letters_are_two(tmp_path):
    bring_in_items(tmp_path, written_by("C++", 1), written_by("C#", 2), written_by("C++", 3))
    assert [*Author.objects.values_list("name", "slug").order_by("pk")] == [("C++", "c"), ("C#", "c-2")]
    assert [*Article.objects.values_list("author__name", flat=True).order_by("pk")] == ["C++", "C#", "C++"]


def test_authors_without_letters_are_kept_with_addresses_of_their_own(tmp_path):
    bring_in_items(tmp_path, written_by("♥", 1), written_by("★", 2))
    assert [*Author.objects.values_list("name", "slug").order_by("pk")] == [
        ("♥", "author"),
        ("★", "author-2"),
    ]
    for slug in ("author", "author-2"):
        assert Client().get(f"/authors/{slug}/").status_code == 200


def test_author_known_here_by_another_address_is_the_same(tmp_path):
    ada = Author.objects.create(name="Ada", slug="countess")
    bring_in_items(tmp_path, written_by("Ada", 1))
    assert Article.objects.get().author == ada


def test_name_too_long_for_a_byline_is_left_out_and_named(tmp_path):
    lines = bring_in_items(tmp_path, written_by("x" * 201, 1))
    assert lines_about(lines, "Post 1") == [
        "its author's name is longer than 200 characters and was left out"
    ]
    assert Article.objects.published().get().author is None


def test_topics_without_letters_are_kept_with_addresses_of_their_own(tmp_path):
    bring_in_items(
        tmp_path, filed_under("♥", 1, "%e2%99%a5"), filed_under("★", 2), filed_under("♥", 3, "%e2%99%a5")
    )
    assert [*Topic.objects.values_list("name", "slug").order_by("pk")] == [("♥", "topic"), ("★", "topic-2")]


def test_topics_with_the_same_letters_are_two(tmp_path):
    bring_in_items(tmp_path, filed_under("C++", 1), filed_under("C#", 2))
    assert [*Topic.objects.values_list("name", "slug").order_by("pk")] == [("C++", "c"), ("C#", "c-2")]


def test_topic_renamed_here_is_known_by_the_old_sites_slug(tmp_path):
    pain = Topic.objects.create(name="Pain and aches", slug="pain")
    bring_in_items(tmp_path, filed_under("Pain", 1, "pain"))
    assert Article.objects.get().topic == pain


@pytest.mark.parametrize(
    "slug", ["más-dolor", "боль-в-спине", "ปวดหลัง", "हिन्दी", "背痛", "ألم-الظهر", "back_pain", "Back-Pain"]
)
def test_slug_that_can_stay_stays_and_its_page_opens(tmp_path, slug):
    lines = bring_in(sample.write(tmp_path, sample.picture(), sample.post(slug=slug, remarks=())))
    assert lines_about(lines, "What Is") == []
    assert Client().get(f"/articles/{slug}/").status_code == 200


@pytest.mark.parametrize(
    ("slug", "title", "made"),
    [
        ("a/b c", "Knees", "ab-c"),
        ("♥", "Knees & Backs", "knees-backs"),
        ("", "İstanbul", "istanbul"),
        ("", "हिन्दी में दर्द", "हिन्दी-में-दर्द"),
        ("x" * 300, "Knees", "x" * 190),
        ("♥", "★", "post-7"),
    ],
)
def test_slug_is_made_where_the_old_one_cannot_stay(slug, title, made):
    assert kept_or_made(slug, title, otherwise="post-7") == made
    assert is_slug(made)


def test_first_free_counts_up():
    assert first_free("a", {"a", "a-2"}.__contains__) == "a-3"


def test_first_free_keeps_within_the_columns_room():
    longest = "x" * 200
    assert first_free(longest, {longest}.__contains__) == f"{'x' * 190}-2"


def test_slug_in_parts_is_kept_in_its_composed_form():
    assert kept_or_made("ma\u0301s", "", otherwise="") == "m\u00e1s"


@pytest.mark.parametrize("link", ["/articles/knees/", "/articles/knees", "/articles/kn%65es//"])
def test_old_address_where_another_article_lives_is_not_kept(tmp_path, link):
    knees = make_article(slug="knees")
    post = sample.post(link=f"{sample.SITE}{link}", remarks=())
    lines = bring_in(sample.write(tmp_path, sample.picture(), post))
    assert lines_about(lines, "What Is") == [
        "its old address /articles/knees/ is another article's and will not be redirected"
    ]
    assert not OldAddress.objects.exists()
    knees.body = "<p>Knees bend.</p>"
    knees.save()
    assert publishing.publish(knees, by=None, kind=Kind.SMALL_FIX, despite_doubts=True).number == 2


def test_old_address_below_articles_is_kept_when_nobody_lives_there(tmp_path):
    bring_in(sample.write(tmp_path, sample.picture(), sample.post(link=f"{sample.SITE}/articles/once")))
    response = Client().get("/articles/once/")
    assert (response.status_code, response["Location"]) == (301, "/articles/middle-back-pain/")


def test_tags_without_letters_come_in_and_the_page_opens(tmp_path):
    tags = "".join(f'<category domain="post_tag" nicename="x">{name}</category>' for name in "♥★")
    bring_in_items(tmp_path, written_by("Ada", 1).replace("</item>", f"{tags}</item>"))
    assert Article.objects.get().live.tags == ["♥", "★"]
    assert Client().get(Article.objects.get().get_absolute_url()).status_code == 200
