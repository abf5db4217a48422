"""What the article form does, each act in one transaction: all of it is stored, or nothing."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from articles import publication_parts, publishing, related, scheduling, working_copy
from articles.forms import ArticleForm, PublishForm
from articles.internal_links import settled
from articles.models import Article, ScheduledAct, Version
from cms.tasks import enqueue_on_commit

#: What was sent in the fields that other rooms have in the panel (`articles.publication_parts`).
Parts = Mapping[str, list[str]]


@transaction.atomic
def save(form: ArticleForm, *, by, settle: bool = False) -> Article:
    """Store the working copy with its tags and related articles; raises Conflict.

    With `settle` links to articles that moved are put right, even in a body nobody changed. Until its first
    publication an article is suggested related reading by what its draft says.
    """
    article = _store(form, by=by, settle=settle)
    if not article.is_published:
        enqueue_on_commit(related.suggest, article.pk)
    return article


def _store(form, *, by, settle=False):
    sent = form.cleaned_data
    if settle:
        form.instance.body = settled(form.instance.body)
    article = working_copy.save(form.instance, by=by, edit_number=sent["edit_number"])
    working_copy.set_tags(article, sent["tags"])
    working_copy.set_related(article, sent["related"])
    return article


@transaction.atomic
def publish(form: ArticleForm, publication: PublishForm, parts: Parts, *, by) -> Version:
    """Store the working copy and make it what readers see, and do what other parts of the panel ask for.

    Raises Conflict and Refused.
    """
    article = _store(form, by=by)
    based_on = form.cleaned_data["based_on"]
    version = publishing.publish(article, by=by, based_on=based_on, **publication.act())
    publication_parts.take(parts, version, by=by)
    return version


@transaction.atomic
def schedule(
    form: ArticleForm, publication: PublishForm, parts: Parts, *, at: datetime.datetime, by
) -> ScheduledAct:
    """Store the working copy and have all of it done at that time; raises Conflict and Refused."""
    article = _store(form, by=by)
    based_on = form.cleaned_data["based_on"]
    return scheduling.schedule(article, by=by, at=at, based_on=based_on, parts=parts, **publication.act())
