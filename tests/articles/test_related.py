"""Related reading that editors are offered: from which signs, and never what readers cannot open."""

import pytest
from django.core.management import call_command

from articles import publishing, related, working_copy
from articles.models import Suggestion
from tests.article_form import OpenForm
from tests.factories import make_article, make_draft, make_topic, make_user, update_article

pytestmark = pytest.mark.django_db

RARE = ["Slipped disc", "Sciatica", "Numb leg"]


def offers(article):
    """What is suggested, once the worker has done it: title → reasons."""
    related.suggest.call(article.pk)
    return {made.related.live.title: made.reasons for made in related.offered(article)}


def link_to(article):
    return f'<p><a href="/articles/id/{article.pk}/">More</a></p>'


@pytest.fixture
def disc():
    return make_article(title="Disc", slug="disc", tags=[*RARE, "Back"], topic=make_topic("Spine"))


@pytest.fixture
def crowd():
    """Articles that share a common tag and a topic with everything, and nothing else."""
    for number in range(12):
        make_article(title=f"Crowd {number}", tags=["Back"], standfirst="", topic=make_topic("Spine"))


@pytest.mark.usefixtures("crowd")
def test_rare_tags_count_and_common_ones_alone_do_not(disc):
    make_article(title="Nerves", tags=["Sciatica", "Numb leg", "Back"], standfirst="")
    assert offers(disc) == {"Nerves": ["2 rare tags"]}


@pytest.mark.usefixtures("crowd")
def test_links_count_in_both_directions(disc):
    both = make_article(title="Both", body=link_to(disc), standfirst="")
    make_article(title="One way, no more", body=link_to(disc), standfirst="", topic=make_topic("Sleep"))
    update_article(disc, body=f"<p>A disc.</p>{link_to(both)}", standfirst="")
    assert offers(disc) == {"Both": ["links here", "linked from here"]}


@pytest.mark.usefixtures("crowd")
def test_words_in_common_lift_what_is_linked(disc):
    update_article(disc, title="Slipped disc and sciatic nerve", standfirst="Which exercise eases pressure.")
    other = "Exercise for a slipped disc: easing pressure on the sciatic nerve"
    make_article(title=other, body=link_to(disc), standfirst="", topic=make_topic("Sleep"))
    assert offers(disc) == {other: ["links here", "5 words in common"]}


def test_five_at_most_the_best_first(disc):
    for number in range(7):
        make_article(
            title=f"Article {number}", tags=RARE[: 2 + number // 6], topic=make_topic("Spine"), standfirst=""
        )
    titles = [*offers(disc)]
    assert (len(titles), titles[0]) == (5, "Article 6")


def test_drafts_and_withdrawn_articles_are_never_offered_and_vanish_at_once(disc):
    make_draft(title="Draft", tags=RARE)
    gone = make_article(title="Gone", tags=RARE, body=link_to(disc))
    assert [*offers(disc)] == ["Gone"]
    publishing.withdraw(gone, by=None, reason="Its advice was out of date.")
    assert not Suggestion.objects.exists()
    assert offers(disc) == {}


def test_what_is_pinned_is_not_offered_again(disc):
    pinned = make_article(title="Pinned", tags=RARE)
    make_article(title="Offered", tags=RARE)
    working_copy.set_related(disc, [pinned.pk])
    assert [*offers(disc)] == ["Offered"]


def test_publishing_makes_them_for_the_article_and_for_those_like_it(disc, rosa):
    like = make_article(title="Like it", tags=RARE)
    update_article(like, by=rosa)
    (task,) = queued()
    related.suggest.call(*task)
    assert [made.related for made in related.offered(disc)] == [like]


def test_an_import_queues_nothing_and_a_command_makes_them_all(disc, capsys):
    make_article(title="Like it", tags=RARE)
    assert queued() == []
    call_command("suggest_related")
    assert capsys.readouterr().out == "Suggestions made: 2.\n"


def test_a_draft_is_offered_some_after_its_first_save(disc, rosa):
    draft = make_draft(tags=RARE)
    OpenForm(rosa, draft).send("save")
    assert queued() == [[draft.pk]]
    assert [*offers(draft)] == ["Disc"]


def test_the_form_offers_them_with_reasons_and_a_button_pins_one(disc, rosa):
    other = make_article(title="Nerves", tags=RARE)
    related.store(disc.pk)
    form = OpenForm(rosa, disc)
    html = form.response.content.decode()
    assert "3 rare tags" in html
    button = f'value="Nerves ({other.pk})" data-pin'
    assert button in html
    form.send("save", related=[*form.data.get("related", []), f"Nerves ({other.pk})"])
    assert [*disc.related_in_order()] == [other]
    assert button not in OpenForm(rosa, disc).response.content.decode()


def test_readers_see_what_is_pinned_and_no_suggestion(client, disc):
    make_article(title="Nerves", tags=RARE)
    related.store(disc.pk)
    assert "Nerves" not in client.get(disc.get_absolute_url()).content.decode()


def test_asks_as_often_for_forty_like_it_as_for_one(disc, django_assert_max_num_queries):
    counts = []
    for count in (1, 39):
        for _ in range(count):
            make_article(tags=RARE, body=link_to(disc))
        with django_assert_max_num_queries(12) as captured:
            related.store(disc.pk)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.fixture
def rosa():
    return make_user("Editor", username="rosa")


def queued():
    from django_tasks_db.models import DBTaskResult

    made = DBTaskResult.objects.filter(task_path=related.suggest.module_path)
    return [row.args_kwargs["args"] for row in made]
