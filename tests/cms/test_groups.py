"""Writer, Editor and Moderator, as the migrations make them."""

import pytest
from django.contrib.auth.models import Group

import articles.groups
import comments.groups
from cms.groups import make_groups

pytestmark = pytest.mark.django_db


def permissions(name):
    found = Group.objects.get(name=name).permissions.select_related("content_type")
    return {f"{permission.content_type.app_label}.{permission.codename}" for permission in found}


def test_writers_prepare_articles_and_pictures_and_publish_nothing():
    assert permissions("Writer") == {
        *(f"articles.{act}_{model}" for act in ("add", "change", "view") for model in ("article", "image")),
        *(f"articles.view_{model}" for model in ("author", "tag", "topic", "version", "updatenote")),
    }


def test_editors_may_what_writers_may_and_publish_and_keep_the_shelves():
    assert permissions("Editor") - permissions("Writer") == {
        "articles.publish_article",
        "articles.edit_html",
        "articles.delete_article",
        "articles.delete_image",
        "comments.answer_correction",
        *(
            f"articles.{act}_{model}"
            for act in ("add", "change", "delete")
            for model in ("author", "tag", "topic")
        ),
    }
    assert permissions("Writer") <= permissions("Editor")


def test_moderators_decide_about_comments_and_see_articles():
    assert {"comments.moderate_comment", "articles.view_article"} <= permissions("Moderator")
    assert not {
        name for name in permissions("Moderator") if name.split(".")[1].startswith(("add_", "change_"))
    }


def test_making_the_groups_again_changes_nothing():
    before = {name: permissions(name) for name in ("Writer", "Editor", "Moderator")}
    articles.groups.make_groups()
    comments.groups.make_groups()
    assert {name: permissions(name) for name in before} == before
    assert Group.objects.count() == 3


def test_a_permission_that_no_model_declares_is_refused():
    with pytest.raises(LookupError, match=r"articles\.juggle_article"):
        make_groups({"Juggler": ["articles.juggle_article"]})
