"""A day's queue of two hundred comments, cleared through the desk: how many acts that takes."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from comments.models import Comment, State
from tests.comments.desk.letters import QUESTIONS, STORIES
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db

TOPICS = "knees hips necks shoulders wrists ankles elbows thumbs jaws heels".split()
TEMPLATE = "What a {} page about this, it {} my whole {} and I will {} tell every friend about the {} advice"
SPUN = ("great lovely splendid fine superb", "changed turned eased saved", "week month year", "surely gladly")


class Acts:
    """A moderator at the desk who counts every decision that is sent."""

    def __init__(self, client):
        self.client, self.count = client, 0

    def page(self):
        return self.client.get("/admin/desk/waiting/")

    def offered(self, kind):
        """The set of a kind that the queue's page offers."""
        return next(one for one in self.page().context["together"] if one.kind == kind)

    def together(self, address, do, fits=lambda comment: True, **sent):
        """Open a set, keep those ticked that fit, press a button."""
        listed = self.client.get(address).context["listed"]
        ticked = [comment.current_id for comment in listed if fits(comment)]
        return self.send(address, {"do": do, "wording": ticked, **sent})

    def one(self, do):
        item = self.page().context["item"].comment
        return self.send(f"/admin/desk/waiting/{item.pk}/", {"do": do, "revision": item.current_id})

    def send(self, address, fields):
        self.count += 1
        answer = self.client.post(address, fields)
        assert answer.status_code == 303
        return answer


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make_user("Moderator"))
    return Acts(client)


@pytest.fixture
def queue():
    """One site's campaign, one template's, questions, and sixty of everything else, mixed."""
    article = make_article()
    texts = [*mixed(), *campaign(), *template(), *QUESTIONS]
    begin = timezone.now() - datetime.timedelta(days=9)
    for place in range(200):  # as they arrive: never one kind after the other
        make_comment(article, text=texts[place * 77 % 200], at=begin + place * datetime.timedelta(hours=1))
    return article


def campaign():
    return [
        f"Number {n} on my list was https://pills.example/offer/{n} and it is worth a look" for n in range(60)
    ]


def template():
    spun = [part.split() for part in SPUN]
    for n in range(50):
        words = [part[n // 3**place % len(part)] for place, part in enumerate(spun)]
        yield TEMPLATE.format(*words, f"number{n}")


def mixed():
    """Forty with links to sites of their own, half of them advertising, and twenty stories without."""
    for n in range(20):
        yield f"The leaflet on {TOPICS[n % 10]} is at https://clinic{n}.example/{n}, page {n + 2}."
        yield f"Buy now cheap {TOPICS[n % 10]} braces, discount {n}: https://shop{n}.example/buy/{n}"
        yield STORIES[n]


def test_two_hundred_comments_take_sixty_acts_at_most(desk, queue):
    desk.together(desk.offered("site").get_absolute_url(), "spam")
    while Comment.objects.pending().filter(current__text__startswith="What a").count() >= 3:
        desk.together(desk.offered("alike").get_absolute_url(), "spam")
    desk.together(desk.offered("quiet").get_absolute_url(), "approve")
    left = Comment.objects.pending().count()
    desk.together("/admin/desk/together/all/any/", "spam", fits=is_advertising)
    while Comment.objects.pending().exists():
        desk.one("approve_without_links")
    assert (left, Comment.objects.refused().count()) == (40, 130)
    assert Comment.objects.filter(state=State.PUBLISHED).count() == 70
    assert desk.count == 24


def test_the_whole_queue_as_one_list_has_nothing_ticked(desk):
    make_comment(text=QUESTIONS[0])
    make_comment(text="See https://spa.example/")
    page = desk.client.get("/admin/desk/together/all/any/").content.decode()
    assert len(re.findall(r'type="checkbox"', page)) == 2
    assert "checked" not in page


def is_advertising(comment):
    return comment.current.text.startswith("Buy now")
