import datetime

import pytest
from django.core.management import CommandError
from django.test import Client

from articles.models import Article, Image, Tag, Version
from comments.models import Comment, LinkTarget, State
from tests.factories import make_article
from tests.wordpress import sample
from tests.wordpress.importing import bring_in
from wordpress.importer import Importer

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(tmp_path):
    bring_in(sample.write(tmp_path))
    return Article.objects.get()


def test_the_article_comes_in_with_everything_a_reader_sees(article):
    live = article.live
    assert (live.title, live.standfirst) == (
        "What Is Wrong With My Middle Back?",
        "It is uncommon and rarely serious.",
    )
    assert (live.byline, live.topic_name, live.tags) == ("Kate Lowe", "Pain", sample.TAGS)
    assert (live.lead_alt, live.lead_caption, live.lead_credit) == (
        "A person holding their back",
        "Where it aches.",
        "© Somebody | Pictures",
    )
    assert live.lead_image.file.name == ""


def test_its_body_is_cleaned(article):
    assert article.live.body == (
        "<p>The middle back is held steady by the ribs.</p>\n"
        "<ul>\n<li><strong>Posture:</strong> sit up, roll your shoulders.</li>\n"
        "<li><strong>Strain:</strong> bend your knees when you lift.</li></ul>\n"
        "<h2>When to worry</h2>\n"
        "<p>Tell your doctor about sudden pain.</p>"
    ).replace("<ul>\n", "<ul>")


def test_its_dates_come_from_the_text_and_the_export(article):
    assert article.first_published == datetime.date(2016, 1, 1)
    assert article.first_published_precision == "year"
    assert article.updated_at == datetime.datetime(2018, 7, 30, 15, 15, tzinfo=datetime.UTC)
    assert not article.history_complete


def test_its_page_says_when_it_was_first_published_and_its_history_what_was_not_kept(article):
    page = Client().get(article.get_absolute_url()).content.decode()
    history = Client().get(f"{article.get_absolute_url()}history/").content.decode()
    assert "Originally published in 2016, this post" in page
    assert "Earlier versions were not kept" in history


def test_its_old_address_leads_to_it(article):
    for path in ("/daily/pain/middle-back-pain/", "/daily/pain/middle-back-pain"):
        response = Client().get(path)
        assert (response.status_code, response["Location"]) == (301, "/articles/middle-back-pain/")


def test_comments_keep_their_states_times_and_answers(article):
    found = {comment.name: comment for comment in Comment.objects.select_related("current", "parent")}
    assert {name: comment.state for name, comment in found.items()} == {
        "Andre": State.PUBLISHED,
        "Bea": State.PUBLISHED,
        "Tom": State.PENDING,
        "Halo": State.PENDING,
        "Spammer": State.REJECTED,
    }
    assert found["Andre"].created_at == datetime.datetime(2017, 2, 3, 14, 22, 10, tzinfo=datetime.UTC)
    assert found["Bea"].parent == found["Andre"]
    assert (found["Andre"].seen_version, found["Halo"].seen_version) == (None, article.live)


def test_the_link_is_on_record_at_once(article):
    site = LinkTarget.objects.get(scope="domain", value="saltcave.example")
    assert site.verdict is None
    words = [finding.words for finding in Comment.objects.get(name="Halo").current.findings.all()]
    assert "Links to saltcave.example: nobody has decided about it yet" in words


def test_what_is_left_out_is_named_with_the_reason(tmp_path):
    path = sample.write(tmp_path)
    lines = bring_in(path)
    assert lines == [
        f"{path}: 1 post, pages included, from https://old.example",
        "“What Is Wrong With My Middle Back?”: comment 506 is a pingback, not a reader's, and was left out",
        "Came in: 1 image record, 1 article, 5 comments.",
    ]


def test_running_it_again_changes_nothing(tmp_path):
    path = sample.write(tmp_path)
    bring_in(path)
    models = (Article, Version, Comment, Image, Tag, LinkTarget)
    before = [[*model.objects.order_by("pk").values()] for model in models]
    assert bring_in(path)[-1] == "Nothing new came in."
    assert [[*model.objects.order_by("pk").values()] for model in models] == before


def test_a_later_export_brings_in_the_comments_that_are_new(tmp_path):
    bring_in(sample.write(tmp_path))
    new = sample.remark(510, text="Still true in 2019.", name="Dee", at="2019-01-01 10:00:00")
    path = sample.write(tmp_path, sample.picture(), sample.post(new))
    assert bring_in(path)[-1] == "Came in: 1 comment."


def test_an_interrupted_import_leaves_whole_articles_and_goes_on_when_run_again(tmp_path):
    posts = [sample.post(wp_id=n, slug=f"post-{n}", title=f"Post {n}", remarks=()) for n in range(1, 4)]
    path = sample.write(tmp_path, sample.picture(), *posts)
    importer = Importer(path, say=lambda line: None)
    importer.survey()
    next(importer.bring_in())
    assert [*Article.objects.values_list("title", flat=True)] == ["Post 1"]
    assert bring_in(path)[-1] == "Came in: 2 articles."


@pytest.mark.parametrize("status", ["draft", "pending", "private", "future", ""])
def test_what_was_not_public_there_is_a_draft_here(tmp_path, status):
    lines = bring_in(sample.write(tmp_path, sample.picture(), sample.post(status=status, remarks=())))
    assert Article.objects.get().state == "draft"
    assert f"not public there ({status or 'no status'}); it came in as a draft" in lines[1]
    assert Client().get("/articles/middle-back-pain/").status_code == 404


def test_a_title_too_long_for_us_is_named_and_nothing_of_it_is_stored(tmp_path):
    lines = bring_in(sample.write(tmp_path, sample.picture(), sample.post(title="Long " * 70, remarks=())))
    assert "Title is 349 characters. Shorten it to 300 or fewer." in "".join(lines)
    assert not Article.objects.exists()


def test_a_taken_address_is_not_taken_from_its_article(tmp_path):
    make_article(slug="middle-back-pain")
    lines = bring_in(sample.write(tmp_path))
    assert Article.objects.get(title__startswith="What Is").live_slug == "middle-back-pain-2"
    assert "another article has the address middle-back-pain" in lines[1]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "Nothing was brought in."),
        ("no xml at all", "Nothing was brought in."),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', "Nothing was brought in."),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_words(tmp_path, content, told):
    path = tmp_path / "export.xml"
    path.write_text(content)
    with pytest.raises(CommandError, match=told):
        bring_in(path)


def test_a_truncated_export_brings_in_nothing(tmp_path):
    path = sample.write(tmp_path)
    path.write_text(path.read_text()[:-200])
    with pytest.raises(CommandError, match="Nothing was brought in"):
        bring_in(path)
    assert not Article.objects.exists()
    assert not Image.objects.exists()


def test_a_missing_file_is_refused_in_words(tmp_path):
    with pytest.raises(CommandError, match="Nothing was brought in"):
        bring_in(tmp_path / "none.xml")
