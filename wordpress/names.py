"""The authors and topics of an export, matched with ours by name."""

from articles.models import Author, Topic
from cms.slugs import is_slug
from cms.text import clean_line
from wordpress.entries import Post, Term
from wordpress.report import Report
from wordpress.slugs import first_free, kept_or_made

NAME_LENGTH = 200
UNSORTED = "uncategorized"


def author_of(post: Post, authors: dict[str, str], report: Report) -> Author | None:
    """The author of the post, made where there is none of that name. `authors` are names by login."""
    name = clean_line(authors.get(post.creator) or post.creator)
    if len(name) > NAME_LENGTH:
        report.note(post, f"its author's name is longer than {NAME_LENGTH} characters and was left out")
        return None
    if not name:
        return None
    found = Author.objects.filter(name=name).order_by("pk").first()
    return found or Author.objects.create(
        name=name, slug=_free(Author, kept_or_made("", name, otherwise="author"))
    )


def topic_of(post: Post, report: Report) -> Topic | None:
    """The post's first category that says something, as a topic."""
    said = [term for term in post.categories if term.slug != UNSORTED] or [*post.categories]
    said = [term for term in said if _name(term)]
    if not said:
        return None
    for term in said[1:]:
        report.note(post, f"an article has one topic, so its category “{term.name}” was left out")
    if len(_name(said[0])) > NAME_LENGTH:
        report.note(post, f"its category's name is longer than {NAME_LENGTH} characters and was left out")
        return None
    return _topic(said[0])


def _topic(term: Term) -> Topic:
    name = _name(term)
    found = Topic.objects.filter(name=name).first()
    # The old site's own slug still tells a topic that was renamed here; one made from a name tells nothing.
    if found is None and is_slug(term.slug):
        found = Topic.objects.filter(slug=term.slug).first()
    return (found and found.today) or Topic.objects.create(
        name=name, slug=_free(Topic, kept_or_made(term.slug, name, otherwise="topic"))
    )


def _name(term):
    return clean_line(term.name) or clean_line(term.slug)


def _free(model, slug):
    return first_free(slug, lambda wanted: model.objects.filter(slug=wanted).exists())
