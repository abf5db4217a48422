"""Words as long as their fields may be: no page grows wider than its window."""

import pytest

from articles.models import Article
from tests.checks import assert_fits
from tests.factories import (
    make_article,
    make_author,
    make_image,
    make_published_comment,
    make_topic,
    make_user,
    update_article,
)

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC = ("", "history/", "history/?older=1&newer=2", "changes/2/", "versions/1/", "comments/")


@pytest.fixture
def article():
    article = make_article(
        title="W" * 300,
        standfirst="s" * 900,
        body=f"<h2>{'h' * 200}</h2><p>{'p' * 500}</p><ul><li>{'l' * 300}</li></ul><h2>b</h2><h2>c</h2>",
        topic=make_topic("T" * 80),
        author=make_author("N" * 80),
        lead_image=make_image(),
        lead_alt="a" * 300,
        lead_caption="c" * 300,
        lead_credit="d" * 200,
        tags=["t" * 100],
        related=[make_article(title="R" * 300)],
    )
    update_article(article, note="n" * 150)
    make_published_comment(article, name="N" * 80, text="c" * 900)
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_word_without_end_breaks_at_the_end_of_the_line(visitor, article, width):
    reader, editor = visitor(width=width), visitor(width=width, user=make_user("Editor", is_superuser=True))
    shelves = [one.get_absolute_url() for one in (article.topic, article.author, article.tags.first())]
    for address in (*(article.get_absolute_url() + end for end in PUBLIC), *shelves, "/", "/latest/"):
        assert reader.goto(address).status == 200
        assert_fits(reader)
    desk, comment = f"/admin/articles/article/{article.pk}", article.comments.get()
    for address in (f"{desk}/change/", f"{desk}/preview/", f"/admin/comments/comment/{comment.pk}/change/"):
        assert editor.goto(address).status == 200
        assert_fits(editor)
