"""What is stored is clean and fits, on every way into the database."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Author
from comments.models import Comment
from tests.factories import make_comment, make_draft

pytestmark = pytest.mark.django_db

HOSTILE = '<p onclick="x()">Heat <b>helps</b>.</p><script>alert(1)</script>'
CLEAN = "<p>Heat <strong>helps</strong>.</p>"


def by_save(article):
    article.body = HOSTILE
    article.save()


def by_update(article):
    Article.objects.filter(pk=article.pk).update(body=HOSTILE)


def by_bulk_update(article):
    article.body = HOSTILE
    Article.objects.bulk_update([article], ["body"])


def by_bulk_create(article):
    copy = Article(title="Copy", slug="copy", body=HOSTILE)
    Article.objects.bulk_create([copy])
    article.pk = copy.pk


@pytest.mark.parametrize("write", [by_save, by_update, by_bulk_update, by_bulk_create])
def test_a_body_is_cleaned_on_every_way_in(write):
    article = make_draft()
    write(article)
    assert Article.objects.get(pk=article.pk).body == CLEAN


def test_what_was_saved_is_on_the_instance_too():
    article = make_draft()
    by_save(article)
    assert article.body == CLEAN


def test_saving_what_was_loaded_changes_nothing():
    article = make_draft(body=HOSTILE)
    before = Article.objects.filter(pk=article.pk).values().get()
    Article.objects.get(pk=article.pk).save()
    assert Article.objects.filter(pk=article.pk).values().get() == before


@pytest.mark.parametrize("write", [
    lambda: Author.objects.create(name="Dana\n\tEllery\x07 ", slug="dana"),
    lambda: Author.objects.bulk_create([Author(name="Dana\n\tEllery\x07 ", slug="dana")]),
])  # fmt: skip
def test_a_line_is_one_line_without_control_characters(write):
    write()
    assert Author.objects.get(slug="dana").name == "Dana Ellery"


def test_plain_text_keeps_its_lines_and_loses_control_characters():
    article = make_draft()
    Article.objects.filter(pk=article.pk).update(standfirst="One\r\ntwo\x00\x08\n\n")
    assert Article.objects.get(pk=article.pk).standfirst == "One\ntwo"


@pytest.mark.parametrize(
    "write",
    [
        lambda: make_draft(title="T" * 301),
        lambda: Article.objects.filter(pk=make_draft().pk).update(title="T" * 301),
        lambda: Article.objects.bulk_create([Article(title="T" * 301, slug="long")]),
    ],
    ids=["save", "update", "bulk create"],
)
def test_what_is_too_long_is_refused_in_words_and_not_cut(write):
    with pytest.raises(ValidationError) as refused:
        write()
    assert refused.value.messages == ["Title is 301 characters. Shorten it to 300 or fewer."]


def test_a_title_of_300_characters_fits():
    assert len(make_draft(title="T" * 300).title) == 300


def test_looking_a_name_up_finds_what_was_stored():
    comment = make_comment(name="Priya S.")
    assert Comment.objects.get(name="Priya S.") == comment
