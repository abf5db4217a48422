"""What the article form does, each act in one transaction: all of it is stored, or nothing."""

from django.db import transaction

from articles import publishing, working_copy
from articles.forms import ArticleForm, PublishForm
from articles.internal_links import settled
from articles.models import Article, Version


@transaction.atomic
def save(form: ArticleForm, *, by, settle: bool = False) -> Article:
    """Store the working copy with its tags and related articles; raises Conflict.

    With `settle` links to articles that moved are put right, even in a body nobody changed.
    """
    sent = form.cleaned_data
    if settle:
        form.instance.body = settled(form.instance.body)
    article = working_copy.save(form.instance, by=by, edit_number=sent["edit_number"])
    working_copy.set_tags(article, sent["tags"])
    working_copy.set_related(article, sent["related"])
    return article


@transaction.atomic
def publish(form: ArticleForm, publication: PublishForm, *, by) -> Version:
    """Store the working copy and make it what readers see; raises Conflict and Refused."""
    article = save(form, by=by)
    return publishing.publish(article, by=by, based_on=form.cleaned_data["based_on"], **publication.act())
