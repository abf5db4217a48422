"""A day's queue of all kinds of comments, and how a moderator clears it through the desk."""

import datetime

from django.utils import timezone

from comments.models import Comment
from tests.comments.desk.letters import QUESTIONS, STORIES
from tests.factories import make_article, make_comment

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


def make_queue(size):
    """So many comments as they arrive, never one kind after the other; returns how many that came to.

    Three tenths link to one site, a quarter is of one template, three in twenty are questions.
    """
    article = make_article()
    texts = [
        *mixed(size // 10),
        *campaign(3 * size // 10),
        *template(size // 4),
        *QUESTIONS[: 3 * size // 20],
    ]
    begin = timezone.now() - datetime.timedelta(days=9)
    for place in range(len(texts)):
        at = begin + place * datetime.timedelta(hours=1)
        make_comment(article, text=texts[place * 37 % len(texts)], at=at)
    return len(texts)


def campaign(size):
    return [f"Number {n} on my list was https://pills.example/offer/{n}, worth a look" for n in range(size)]


def template(size):
    spun = [part.split() for part in SPUN]
    for n in range(size):
        words = [part[n // 3**place % len(part)] for place, part in enumerate(spun)]
        yield TEMPLATE.format(*words, f"number{n}")


def mixed(size):
    """Twice as many with links to sites of their own, half of them advertising, and stories without."""
    for n in range(size):
        yield f"The leaflet on {TOPICS[n % 10]} is at https://clinic{n}.example/{n}, page {n + 2}."
        yield f"Buy now cheap {TOPICS[n % 10]} braces, discount {n}: https://shop{n}.example/buy/{n}"
        yield STORIES[n]


def clear(desk):
    """Clear the queue as somebody would who reads everything; returns how many belonged to no set."""
    desk.together(desk.offered("site").get_absolute_url(), "spam")
    while Comment.objects.pending().filter(current__text__startswith="What a").count() >= 3:
        desk.together(desk.offered("alike").get_absolute_url(), "spam")
    desk.together(desk.offered("quiet").get_absolute_url(), "approve")
    left = Comment.objects.pending().count()
    desk.together("/admin/desk/together/all/any/", "spam", fits=is_advertising)
    while Comment.objects.pending().exists():
        desk.one("approve_without_links")
    return left


def is_advertising(comment):
    return comment.current.text.startswith("Buy now")
