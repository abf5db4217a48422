"""How many acts clearing a queue takes. Here are fifty comments; `make bench-spam` has two hundred."""

import re

import pytest
from django.test import Client

from comments.models import Comment, State
from tests.comments.desk.clearing import Acts, clear, make_queue
from tests.comments.desk.letters import QUESTIONS
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make_user("Moderator"))
    return Acts(client)


def test_a_queue_takes_three_acts_for_ten_comments_at_most(desk):
    assert make_queue(50) == 49
    assert clear(desk) == 10
    assert Comment.objects.refused().count() == 15 + 12 + 5
    assert Comment.objects.filter(state=State.PUBLISHED).count() == 7 + 5 + 5
    assert desk.count == 9


def test_the_whole_queue_as_one_list_has_nothing_ticked(desk):
    make_comment(text=QUESTIONS[0])
    make_comment(text="See https://spa.example/")
    page = desk.client.get("/admin/desk/together/all/any/").content.decode()
    assert len(re.findall(r'type="checkbox"', page)) == 2
    assert "checked" not in page
