"""Small factories of real rows. Each makes what it needs around it, through the project's own verbs."""

from itertools import count

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles import publishing, working_copy
from articles.models import Article, Author, Image, Kind, Topic
from comments import moderation
from comments.submission import Submission, submit

_numbers = count(1)


def make_user(group="", *, proven=True, **fields):
    """An account, its address proven by mail; `group` is Writer, Editor or Moderator."""
    number = next(_numbers)
    fields = {"username": f"user{number}", "email": f"user{number}@example.org", **fields}
    user = get_user_model().objects.create_user(password="a long password", is_staff=bool(group), **fields)
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email.lower(), verified=proven, primary=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_topic(name="Back pain"):
    topic, _ = Topic.objects.get_or_create(name=name, slug=name.lower().replace(" ", "-"))
    return topic


def make_author(name="Dana Ellery"):
    author, _ = Author.objects.get_or_create(name=name, slug=name.lower().replace(" ", "-"))
    return author


def make_image(**fields):
    """An image of the library whose file is missing."""
    return Image.objects.create(**{"name": "A back", "alt": "A drawing of a back", **fields})


def make_draft(tags=(), related=(), **fields):
    """An article nobody but editors has seen."""
    number = next(_numbers)
    fields = {
        "title": f"Article {number}",
        "slug": f"article-{number}",
        "standfirst": "What it is and what helps.",
        "body": "<p>Most back pain passes.</p>",
        "topic": make_topic(),
        "author": make_author(),
        **fields,
    }
    article = working_copy.save(Article(**fields), by=None)
    working_copy.set_tags(article, tags)
    working_copy.set_related(article, [other.pk for other in related])
    return article


def make_article(by=None, at=None, **fields):
    """A published article in its first version."""
    draft = make_draft(**fields)
    publishing.publish(draft, by=by, kind=Kind.FIRST, at=at)
    return Article.objects.get(pk=draft.pk)


def update_article(
    article,
    *,
    by=None,
    kind=Kind.UPDATE,
    note="Added a line about walking.",
    at=None,
    reviewer=None,
    **changes,
):
    """Change the working copy and publish it; returns the new version."""
    article = Article.objects.get(pk=article.pk)
    changes = changes or {"body": f"{article.body}\n<p>Walk a little, often. ({next(_numbers)})</p>"}
    for name, value in changes.items():
        setattr(article, name, value)
    working_copy.save(article, by=by)
    review = publishing.Review(reviewer)
    return publishing.publish(article, by=by, kind=kind, note=note, at=at, review=review, despite_doubts=True)


def make_comment(article=None, text="Mine turned out to be the chair.", **fields):
    """A comment that waits."""
    number = next(_numbers)
    fields = {
        "name": f"Reader {number}",
        "email": f"reader{number}@example.org",
        "key": f"key{number}",
        **fields,
    }
    return submit(article or make_article(), Submission(text=text, **fields))


def make_published_comment(article=None, by=None, **fields):
    """A comment everyone may read."""
    return moderation.approve(make_comment(article, **fields), by=by)
