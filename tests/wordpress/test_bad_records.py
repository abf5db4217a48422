"""One bad record is named in a line and never stops the import; what is not a record's fault does."""

import pytest
from django.core.management import CommandError
from django.db import IntegrityError, OperationalError, connection, transaction

from articles.models import Article, Image, OldAddress
from comments.models import Comment, State
from tests.wordpress import sample
from tests.wordpress.exports import field, item
from tests.wordpress.importing import bring_in, lines_about
from wordpress import importer

pytestmark = pytest.mark.django_db

LATER = sample.post(wp_id=90, slug="later", title="Later", link="", remarks=())


def bring_in_posts(tmp_path, *posts):
    return bring_in(sample.write(tmp_path, sample.picture(), *posts, LATER))


def test_approved_comment_without_a_date_is_published_with_its_posts(tmp_path):
    remark = sample.remark(501, text="Mine was the chair.", at="0000-00-00 00:00:00")
    bring_in_posts(tmp_path, sample.post(remarks=(remark,)))
    comment = Comment.objects.get(state=State.PUBLISHED)
    assert comment.created_at.isoformat() == "2018-05-07T13:00:00+00:00"
    assert comment.published_at == comment.created_at
    assert comment.seen_version is None


def test_the_comment_without_a_date_is_named(tmp_path):
    remark = sample.remark(501, text="Mine was the chair.", at="9999-12-31 00:00:00")
    lines = bring_in_posts(tmp_path, sample.post(remarks=(remark,)))
    assert lines_about(lines, "What Is") == ["the date of comment 501 cannot be read; it has the post's"]


def test_comment_dated_after_today_has_the_posts_date(tmp_path):
    remark = sample.remark(501, text="From the future.", at="2990-01-01 00:00:00")
    bring_in_posts(tmp_path, sample.post(remarks=(remark,)))
    assert Comment.objects.get().created_at.year == 2018


@pytest.mark.parametrize("url", ["http://nul.example/%00abc", f"http://{'.'.join(['a' * 60] * 12)}.example/"])
def test_comment_with_an_address_no_database_takes_does_not_stop_the_others(tmp_path, url):
    remarks = (sample.remark(501, text=f"See {url} now"), sample.remark(502, text="Fine.", name="Bea"))
    bring_in_posts(tmp_path, sample.post(remarks=remarks))
    assert Comment.objects.filter(name="Bea").count() == 1
    assert Article.objects.count() == 2


def test_comment_of_a_name_too_long_is_left_out_and_named(tmp_path):
    remarks = (
        sample.remark(501, text="Hello.", name="x" * 300),
        sample.remark(502, text="Fine.", name="Bea"),
    )
    lines = bring_in_posts(tmp_path, sample.post(remarks=remarks))
    assert [comment.name for comment in Comment.objects.all()] == ["Bea"]
    assert lines_about(lines, "What Is") == [
        "comment 501 was left out: Name is 300 characters. Shorten it to 245 or fewer."
    ]


def test_comment_that_is_there_twice_comes_in_once(tmp_path):
    remarks = (sample.remark(501, text="First."), sample.remark(501, text="Second."))
    lines = bring_in_posts(tmp_path, sample.post(remarks=remarks))
    assert Comment.objects.get().current.text == "First."
    assert lines_about(lines, "What Is") == ["comment 501 is there twice, and the second was left out"]


def test_comment_with_the_number_of_another_posts_is_left_out_and_named(tmp_path):
    other = sample.post(
        wp_id=80, slug="other", title="Other", link="", remarks=(sample.remark(501, text="Mine."),)
    )
    lines = bring_in_posts(tmp_path, sample.post(remarks=(sample.remark(501, text="First."),)), other)
    assert Comment.objects.get().current.text == "First."
    assert lines_about(lines, "Other") == ["comment 501 has the number of another comment and was left out"]


@pytest.mark.parametrize(
    "fault", [IntegrityError("not\nso"), ValueError("not\nso"), OverflowError("not\nso")]
)
def test_post_the_database_refuses_is_named_and_counts_as_nothing(tmp_path, monkeypatch, fault):
    whole = importer.bring_in_comments

    def refuse(site, post, article, report):
        whole(site, post, article, report)
        if post.wp_id == 70:
            raise fault

    monkeypatch.setattr(importer, "bring_in_comments", refuse)
    lines = bring_in_posts(tmp_path, sample.post())
    assert lines_about(lines, "What Is")[-1] == "it was left out, for the database refused it (not)"
    assert lines[-1] == "Came in: 1 image record, 1 article."
    assert (Article.objects.count(), Comment.objects.count()) == (1, 0)


def test_lost_database_stops_the_import_and_says_what_came_in(tmp_path, monkeypatch):
    def lose(site, post, article, report):
        if post.wp_id == 90:
            raise OperationalError("the connection was lost\n")

    monkeypatch.setattr(importer, "bring_in_comments", lose)
    with pytest.raises(CommandError) as stopped:
        bring_in_posts(tmp_path, sample.post())
    assert str(stopped.value) == (
        "the connection was lost The import stopped here. What came in stays;"
        " start it again to bring in the rest."
    )
    assert Article.objects.get().title.startswith("What Is")


def test_picture_the_database_refuses_leaves_the_others(tmp_path, monkeypatch):
    whole = importer.bring_in_image

    def refuse(source, attachment):
        is_new = whole(source, attachment)
        if attachment.wp_id == 72:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO articles_image (id) VALUES (NULL)")
        return is_new

    monkeypatch.setattr(importer, "bring_in_image", refuse)
    bad = item(field("title", "bad"), field("wp:attachment_url", "/x.png"), wp_id=72, kind="attachment")
    lines = bring_in_posts(tmp_path, bad)
    assert lines[0].startswith("Attachment “bad” was left out, for the database refused it (")
    assert [image.name for image in Image.objects.all()] == ["middle back"]


def test_picture_marked_with_a_number_no_database_holds_is_recorded_by_its_address(tmp_path):
    body = (
        f'<p>Look.</p><p><img class="wp-image-{"9" * 30}" src="https://old.example/x.png" alt="A knee"></p>'
    )
    bring_in_posts(tmp_path, sample.post(body=body, remarks=()))
    assert Image.objects.filter(source="https://old.example/x.png").exists()


@pytest.mark.parametrize("link", ["http://[old.example/x/", "https://old.example/a%00b/"])
def test_old_address_that_is_none_is_not_kept(tmp_path, link):
    bring_in_posts(tmp_path, sample.post(link=link, remarks=()))
    assert Article.objects.published().count() == 2
    assert not OldAddress.objects.exists()


def test_slug_with_a_nul_is_made_anew(tmp_path):
    bring_in_posts(tmp_path, sample.post(slug="a%00b", remarks=()))
    assert Article.objects.filter(live_slug="ab").exists()


def test_site_whose_address_is_broken_comes_in_all_the_same(tmp_path):
    path = sample.write(tmp_path)
    path.write_text(
        path.read_text().replace("<wp:base_blog_url>https://old", "<wp:base_blog_url>http://[old")
    )
    bring_in(path)
    assert Article.objects.get().notes.get().text == "Brought over from http://[old.example."
