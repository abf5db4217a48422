"""Four editors who publish one article fifty times each: numbers without gap or repeat, the chain whole."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection

from articles import publishing, working_copy
from articles.models import Article, Kind
from cms.refusals import Conflict, Refused
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS, TIMES = 4, 50
#: More than anybody needs, so that a rule nobody can get past fails the test.
MOST_TRIES = 500


def publish_often(article, editor):
    """Publish a line of one's own so often, starting again from what is there when others were quicker."""
    try:
        for number in range(TIMES):
            line = f"<p>Line {number} of {editor.username}.</p>"
            tries = 0
            while line not in live_body(article):
                tries += 1
                assert tries < MOST_TRIES, f"{line} never went out"
                try_to_publish(article, editor, line)
    finally:
        connection.close()


def live_body(article):
    return Article.objects.select_related("live").get(pk=article.pk).live.body


def try_to_publish(article, editor, line):
    """The working copy is shared, so another editor's publication may carry the line out first."""
    mine = Article.objects.get(pk=article.pk)
    if line not in mine.body:
        mine.body = f"{mine.body}\n{line}"
    with suppress(Conflict, Refused):
        working_copy.save(mine, by=editor)
        publishing.publish(mine, by=editor, kind=Kind.UPDATE, note="Added one more line.")


def test_no_number_is_missing_or_repeated_and_no_edit_is_lost():
    article, editors = make_article(), [make_user("Editor") for _ in range(EDITORS)]
    with ThreadPoolExecutor(EDITORS) as pool:
        for done in [pool.submit(publish_often, article, editor) for editor in editors]:
            done.result()
    versions = [*article.versions.order_by("number")]
    assert [version.number for version in versions] == [*range(1, len(versions) + 1)]
    previous = ""
    for version in versions:
        assert version.chain_hash == version.expected_chain_hash(previous)
        previous = version.chain_hash
    for editor in editors:
        for number in range(TIMES):
            assert versions[-1].body.count(f"<p>Line {number} of {editor.username}.</p>") == 1


def test_publishers_who_waited_go_on_from_what_was_published_meanwhile():
    article, editors = make_article(), [make_user("Editor") for _ in range(EDITORS)]

    def publish(editor):
        try:
            publishing.publish(article, by=editor, kind=Kind.FULL_REVIEW, note="Checked every line.")
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as pool:
        for done in [pool.submit(publish, editor) for editor in editors]:
            done.result()
    assert [*article.versions.order_by("number").values_list("number", flat=True)] == [1, 2, 3, 4, 5]
