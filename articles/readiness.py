"""What to look at before publishing: a glance over the working copy as it is stored.

Nothing here stands in the way; what does is refused by `publishing.publish`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings

from articles.body_checks import Place, check_headings, check_link_words, check_pictures
from articles.internal_links import STAYS, own_path, targets
from articles.markup import image_ids
from articles.models import Article, Image
from articles.models.article import State
from articles.outside_links import known
from articles.reading_level import reading_age
from cms.htmltree import Element, elements, parse, text

ARTICLES = "/articles/"
#: Fields that readers miss when they are empty.
MISSED = {
    "standfirst": "There is no standfirst",
    "topic": "There is no topic",
    "author": "There is no byline",
}
#: Characters. Search results cut what is longer, and readers skip it.
LONG_STANDFIRST = 300
#: A text for everybody is read without effort from about this age on.
PLAIN_AGE = 15
UNSEEN = {
    State.DRAFT: "goes to an article that is not published yet",
    State.WITHDRAWN: "goes to an article that was withdrawn",
}
MOVED = "goes to an address that moved"
GONE = "goes to an article that is not there"


@dataclass(frozen=True)
class Check:
    """One thing looked at, in words, with the form's field it is about and, in the body, the place.

    `moved_to` is the address an article has now that a link seeks at an earlier one: the form can put that
    right by itself.
    """

    words: str
    field: str
    is_good: bool = False
    place: Place | None = None
    hint: str = ""
    moved_to: str = ""


def checks(article: Article) -> list[Check]:
    """What to put right, then what is in order."""
    body = parse(str(article.body))
    found = [*_empty(article), *_standfirst(article), *_lead_image(article), *_of_body(body, article)]
    return sorted(found, key=lambda check: check.is_good)


def _empty(article):
    return [Check(words, name) for name, words in MISSED.items() if not getattr(article, name)]


def _standfirst(article):
    length = len(article.standfirst)
    if length > LONG_STANDFIRST:
        words = f"The standfirst is long: {length} characters"
        yield Check(words, "standfirst", hint="One or two sentences are read; more is skipped.")


def _lead_image(article):
    if article.lead_image_id is None:
        return
    if article.lead_alt or article.lead_is_decorative:
        yield Check("Image has a description", "lead_alt", is_good=True)
    else:
        yield Check("Lead image has no description", "lead_alt")
    if not article.lead_credit:
        yield Check("Lead image has no credit", "lead_credit")


def _of_body(body, article):
    pictures = Image.objects.in_bulk(image_ids(str(article.body)))
    found = [*check_pictures(body, pictures), *check_headings(body), *check_link_words(body)]
    if not any(place.selector.startswith("h2") for _, _, place in found):
        yield Check("Headings are in order", "body", is_good=True)
    for words, hint, place in found:
        yield Check(words, "body", place=place, hint=hint)
    yield from _links(body)
    yield from _reading_level(body)


def _links(body) -> Iterator[Check]:
    """Links to articles that moved or that readers cannot see, and to pages elsewhere that are gone."""
    links = [element for element in elements(body) if element.tag == "a"]
    inside = _inside_judge({link.attrs["href"] for link in links})
    outside = {
        href: link for href, link in known(link.attrs["href"] for link in links).items() if link.is_dead
    }
    for number, link in enumerate(links):
        href, place = link.attrs["href"], Place("a", number)
        trouble, moved_to = inside(href)
        if trouble:
            yield Check(f"Link “{text([link])}” {trouble}", "body", place=place, moved_to=moved_to)
        elif href in outside:
            words = f"Link “{text([link])}” goes to a page that is gone"
            yield Check(words, "body", place=place, hint=f"{href}: {outside[href].outcome}.")


def _inside_judge(hrefs) -> Callable[[str], tuple[str, str]]:
    """Says what is wrong with a link to an article of ours and where that moved; "" where nothing is."""
    led = targets(hrefs)
    ids = {target.article for target in led.values()}
    articles = Article.objects.only("pk", "state", "live_slug").in_bulk(ids)

    def judge(href):
        target = led.get(href)
        if target is None:
            return (GONE if own_path(href).startswith(ARTICLES) else ""), ""
        article = articles.get(target.article)
        if article is None:
            return GONE, ""
        if article.state in UNSEEN:
            return UNSEEN[article.state], ""
        is_moved = not STAYS.fullmatch(href) and not _is_at(article, href)
        return (MOVED, article.get_absolute_url()) if is_moved else ("", "")

    return judge


def _is_at(article, href):
    return own_path(href).startswith(f"{ARTICLES}{article.live_slug}/")


def _reading_level(body: list[Element | str]) -> Iterator[Check]:
    """An estimate that only English has, and only a hint."""
    age = reading_age(body) if settings.LANGUAGE_CODE.startswith("en") else None
    if age is None:
        return
    words = f"Reads easily from about the age of {age}"
    hint = "" if age <= PLAIN_AGE else "Shorter sentences and shorter words reach more readers."
    yield Check(words, "body", is_good=age <= PLAIN_AGE, hint=hint)
