import pytest
from django.test import Client

from cms.refusals import Refused
from comments import moderation
from comments.credits import credit, credits_by_version
from comments.models import Credit, Reason
from tests.factories import make_article, make_comment, make_published_comment, update_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(slug="back-pain")


def test_a_credited_comment_is_thanked_in_the_history(article):
    comment = make_published_comment(article, name="Graham")
    version = update_article(article, kind="correction", note="Men get osteoporosis too.")
    credit(comment, version, by=None)
    page = Client().get("/articles/back-pain/history/").content.decode()
    assert f'<a href="/articles/back-pain/comments/{comment.pk}/">the comment of Graham</a>' in page


def test_crediting_twice_changes_nothing(article):
    comment = make_published_comment(article)
    version = update_article(article)
    assert credit(comment, version, by=None) == credit(comment, version, by=None)
    assert Credit.objects.count() == 1


def test_a_comment_that_is_gone_is_thanked_no_more(article):
    comment = make_published_comment(article)
    version = update_article(article)
    credit(comment, version, by=None)
    moderation.remove(comment, by=None, reason=Reason.SPAM)
    assert credits_by_version(article) == {}


@pytest.mark.parametrize("make", [
    lambda article: (make_comment(article), update_article(article)),
    lambda article: (make_published_comment(), update_article(article)),
    lambda article: tuple(reversed((update_article(article), make_published_comment(article)))),
], ids=["waiting", "another article", "younger"])  # fmt: skip
def test_a_comment_that_cannot_have_led_to_the_update_is_refused(article, make):
    comment, version = make(article)
    with pytest.raises(Refused):
        credit(comment, version, by=None)
