"""What the article form does, each act in one transaction: all of it is stored, or nothing."""

import datetime

from django.db import transaction

from articles import publishing, scheduling, working_copy
from articles.forms import ArticleForm, PublishForm
from articles.models import Article, ScheduledAct, Version


@transaction.atomic
def save(form: ArticleForm, *, by) -> Article:
    """Store the working copy with its tags and related articles; raises Conflict."""
    sent = form.cleaned_data
    article = working_copy.save(form.instance, by=by, edit_number=sent["edit_number"])
    working_copy.set_tags(article, sent["tags"])
    working_copy.set_related(article, sent["related"])
    return article


@transaction.atomic
def publish(form: ArticleForm, publication: PublishForm, *, by) -> Version:
    """Store the working copy and make it what readers see; raises Conflict and Refused."""
    article = save(form, by=by)
    return publishing.publish(article, by=by, based_on=form.cleaned_data["based_on"], **publication.act())


@transaction.atomic
def schedule(form: ArticleForm, publication: PublishForm, *, at: datetime.datetime, by) -> ScheduledAct:
    """Store the working copy and have it published at that time; raises Conflict and Refused."""
    article = save(form, by=by)
    based_on = form.cleaned_data["based_on"]
    return scheduling.schedule(article, by=by, at=at, based_on=based_on, **publication.act())
