"""Tags and topics: renamed, merged, set apart, removed; what readers and editors see of it."""

import time

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.urls import reverse

from articles import publishing, shelves, working_copy
from articles.duplicates import alike
from articles.models import Article, Tag, Topic
from cms.refusals import Conflict, Refused
from tests.factories import make_article, make_draft, make_topic, make_user, update_article

pytestmark = pytest.mark.django_db


def tag(name):
    return Tag.objects.get(name=name)


def names(article):
    return [tag.name for tag in article.tags_in_order()]


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def page(name, *args):
    return reverse(f"admin:articles_{name}", args=args)


@pytest.fixture
def rosa():
    return make_user("Editor", username="rosa")


@pytest.fixture
def editor_client(client, rosa):
    client.force_login(rosa)
    return client


class TestMergingTags:
    @pytest.fixture
    def articles(self):
        return [
            make_article(tags=["Back pains", "Sitting"]),
            make_article(tags=["back-pain", "Back pain", "Sitting"]),
            make_article(tags=["Back pain"]),
        ]

    @pytest.fixture
    def kept(self, articles, rosa):
        return shelves.merge([tag("Back pains"), tag("back-pain")], into=tag("Back pain"), by=rosa)

    def test_editors_and_readers_find_every_article_under_the_one_that_stays(self, client, articles, kept):
        assert [names(article) for article in articles] == [
            ["Back pain", "Sitting"],
            ["Back pain", "Sitting"],
            ["Back pain"],
        ]
        assert kept.use_count == 3
        listed = client.get(kept.get_absolute_url()).context["rows"]
        assert {*listed} == {*articles}

    def test_the_old_addresses_lead_there_for_ever(self, client, kept):
        response = client.get("/tags/back-pains/?page=2")
        assert (response.status_code, response["Location"]) == (301, f"{kept.get_absolute_url()}?page=2")

    def test_a_second_merge_leaves_no_chain(self, client, kept, rosa):
        shelves.merge([kept], into=tag("Sitting"), by=rosa)
        for slug in ("back-pains", "back-pain", kept.slug):
            assert client.get(f"/tags/{slug}/")["Location"] == "/tags/sitting/"

    def test_versions_stay_as_they_were_and_nothing_counts_as_changed(self, client, articles, kept):
        first = Article.objects.get(pk=articles[0].pk)
        assert first.live.tags == ["Back pains", "Sitting"]
        assert [Article.objects.get(pk=a.pk).has_unpublished_changes for a in articles] == [False] * 3
        page = client.get(first.get_absolute_url()).content.decode()
        assert "Back pains" not in page
        assert "Back pains" in client.get(first.live.get_absolute_url()).content.decode()

    def test_an_old_name_that_is_typed_or_restored_means_the_one_that_stays(self, articles, kept):
        draft = make_draft(tags=["BACK PAINS", "Back pain", "new"])
        assert names(draft) == ["Back pain", "new"]
        update_article(articles[0])
        publishing.restore(articles[0].versions.get(number=1), by=None, note="Back to how it was.")
        assert names(articles[0]) == ["Back pain", "Sitting"]
        assert not tag("Back pains").published.exists()

    def test_it_is_logged_once(self, kept, rosa):
        entry = LogEntry.objects.get()
        assert (entry.user, entry.object_id) == (rosa, str(kept.pk))
        assert entry.change_message == "Merged into it: “Back pains”, “back-pain”."

    def test_one_that_was_merged_meanwhile_is_a_conflict(self, kept, rosa):
        with pytest.raises(Conflict):
            shelves.merge([tag("Back pains")], into=tag("Sitting"), by=rosa)
        with pytest.raises(Refused):
            shelves.merge([kept], into=kept, by=rosa)

    def test_set_apart_it_has_its_name_and_address_again(self, client, kept, rosa):
        former = shelves.set_apart(tag("Back pains"), by=rosa)
        make_article(tags=["Back pains"])
        assert client.get(former.get_absolute_url()).status_code == 200
        with pytest.raises(Conflict):
            shelves.set_apart(former, by=rosa)

    def test_a_thousand_articles_ask_as_often_as_one(self, rosa, django_assert_max_num_queries):
        counts = []
        for count in (1, 30):
            for _ in range(count):
                working_copy.set_tags(make_draft(), [f"one {count}", f"two {count}"])
            with django_assert_max_num_queries(40) as captured:
                shelves.merge([tag(f"one {count}")], into=tag(f"two {count}"), by=rosa)
            counts.append(len(captured))
        assert counts[0] == counts[1]


class TestRenaming:
    def test_the_old_name_and_address_lead_to_the_new_ones(self, client, rosa):
        article = make_article(tags=["Sciatica"])
        shelves.rename(tag("Sciatica"), name="Sciatic pain", slug="sciatic-pain", by=rosa)
        assert client.get("/tags/sciatica/")["Location"] == "/tags/sciatic-pain/"
        assert names(make_draft(tags=["sciatica"])) == ["Sciatic pain"]
        assert not Article.objects.get(pk=article.pk).has_unpublished_changes
        assert "Sciatic pain" in client.get(article.get_absolute_url()).content.decode()

    def test_back_again_it_is_as_before_with_the_way_from_the_other_name(self, client, rosa):
        make_article(tags=["Sciatica"])
        one = tag("Sciatica")
        shelves.rename(one, name="Sciatic pain", slug="sciatic-pain", by=rosa)
        shelves.rename(one, name="Sciatica", slug="sciatica", by=rosa)
        assert client.get("/tags/sciatica/").status_code == 200
        assert client.get("/tags/sciatic-pain/")["Location"] == "/tags/sciatica/"
        assert [former.name for former in one.formers.all()] == ["Sciatic pain"]

    @pytest.mark.parametrize(
        ("name", "slug", "old_way"),
        [
            ("Sciatica", "nerve", "/tags/sciatica/"),
            ("Nerve", "sciatica", None),
            ("SCIATICA", "sciatica", None),
        ],
        ids=["address alone", "name alone", "case alone"],
    )
    def test_half_of_it_changes_alone(self, client, rosa, name, slug, old_way):
        make_article(tags=["Sciatica"])
        renamed = shelves.rename(tag("Sciatica"), name=name, slug=slug, by=rosa)
        assert client.get(f"/tags/{slug}/").status_code == 200
        assert names(make_draft(tags=["sciatica"])) == [name]
        if old_way:
            assert client.get(old_way)["Location"] == renamed.get_absolute_url()

    def test_what_another_has_or_had_is_refused_in_words(self, rosa):
        make_draft(tags=["Sciatica", "Slipped disc", "Disc"])
        shelves.merge([tag("Disc")], into=tag("Slipped disc"), by=rosa)
        with pytest.raises(Refused) as refused:
            shelves.rename(tag("Sciatica"), name="Disc", slug="disc", by=rosa)
        assert refused.value.message_dict == {
            "name": ["“Disc” is a former name of “Slipped disc”. Choose another one."],
            "slug": ["This address leads to “Slipped disc”. Choose another one."],
        }


class TestTopics:
    def test_merging_moves_drafts_and_what_readers_see(self, client, rosa):
        article, other = make_article(topic=make_topic("Backs")), make_article(topic=make_topic("Spine"))
        kept = shelves.merge([Topic.objects.get(name="Backs")], into=other.topic, by=rosa)
        article.refresh_from_db()
        assert (article.topic, article.live.topic.name, article.live.shelf) == (kept, "Backs", kept)
        assert not article.has_unpublished_changes
        assert {*client.get("/topics/spine/").context["rows"]} == {article, other}
        assert client.get("/topics/backs/")["Location"] == "/topics/spine/"
        html = client.get(article.get_absolute_url()).content.decode()
        assert (">Spine</a>" in html, "Backs" in html) == (True, False)
        assert "Backs" in client.get(article.live.get_absolute_url()).content.decode()
        assert [*Topic.objects.in_use()] == [kept]

    def test_set_apart_readers_find_its_articles_there_again(self, client, rosa):
        article, other = make_article(topic=make_topic("Backs")), make_article(topic=make_topic("Spine"))
        backs = Topic.objects.get(name="Backs")
        shelves.merge([backs], into=other.topic, by=rosa)
        shelves.set_apart(backs, by=rosa)
        assert [*client.get("/topics/backs/").context["rows"]] == [article]

    def test_a_topic_with_articles_is_not_unused(self, rosa):
        used, former = make_topic("Spine"), make_topic("Backs")
        make_article(topic=former)
        shelves.merge([former], into=used, by=rosa)
        make_topic("Back pain")
        assert shelves.remove_unused(Topic.objects.all(), by=rosa) == 1
        assert {*Topic.objects.all()} == {used, former}


class TestThePages:
    def test_ticked_ones_are_merged_into_the_one_chosen(self, editor_client):
        make_article(tags=["Back pain"])
        make_article(tags=["Back pains"])
        ids = [tag("Back pain").pk, tag("Back pains").pk]
        sent = {"action": "merge_ticked", "_selected_action": ids}
        response = editor_client.post(page("tag_changelist"), sent)
        merge = editor_client.get(response["Location"])
        assert {*merge.context["rows"]} == {*Tag.objects.all()}
        refused = editor_client.post(page("tag_merge"), {"ids": f"{ids[0]},{ids[1]}"})
        assert (refused.status_code, refused.context["error"]) == (422, "Choose the one that stays.")
        response = editor_client.post(page("tag_merge"), {"ids": f"{ids[0]},{ids[1]}", "into": ids[1]})
        assert (response.status_code, response["Location"]) == (303, page("tag_change", ids[1]))
        assert said(response) == ["Merged into “Back pains”. The old addresses lead here."]
        assert "Set apart" in editor_client.get(response["Location"]).content.decode()
        apart = editor_client.post(page("tag_set_apart"), {"former": ids[0]})
        assert said(apart)[-1] == "“Back pain” stands for itself again."

    @pytest.mark.parametrize("ids", ["", "1", "x,y", "9" * 400])
    def test_ids_that_name_nothing_are_answered_in_words(self, editor_client, ids):
        response = editor_client.get(page("tag_merge"), {"ids": ids})
        assert (response.status_code, said(response)) == (303, [shelves.MOVED])

    def test_unused_ones_are_listed_and_removed_in_bulk(self, editor_client):
        make_draft(tags=["drafted"])
        make_article(tags=["published"])
        Tag.objects.for_names(["nobody's", "nobody else's"])
        listed = editor_client.get(page("tag_changelist"), {"use": "none"}).context["cl"].result_list
        assert {row.name for row in listed} == {"nobody's", "nobody else's"}
        sent = {"action": "remove_ticked", "_selected_action": [row.pk for row in Tag.objects.all()]}
        response = editor_client.post(page("tag_changelist"), sent)
        assert said(response) == ["2 tags removed."]
        assert {row.name for row in Tag.objects.all()} == {"drafted", "published"}

    def test_a_taken_name_is_refused_at_its_field(self, editor_client):
        make_draft(tags=["Back pain", "Sciatica"])
        change = page("tag_change", tag("Sciatica").pk)
        response = editor_client.post(change, {"name": "BACK PAIN", "slug": "back-pain", "description": ""})
        errors = response.context["adminform"].form.errors
        assert errors == {
            "name": ["There is a tag “Back pain” already. Merge the two instead."],
            "slug": ["This address leads to “Back pain”. Choose another one."],
        }

    def test_a_rename_in_the_form_keeps_the_way(self, editor_client, client):
        make_article(tags=["Sciatica"])
        change = page("tag_change", tag("Sciatica").pk)
        sent = {"name": "Sciatic pain", "slug": "", "description": "Pain down a leg."}
        assert editor_client.post(change, sent).status_code == 302
        assert client.get("/tags/sciatica/")["Location"] == "/tags/sciatic-pain/"
        assert tag("Sciatic pain").description == "Pain down a leg."

    def test_possible_duplicates_lead_to_merging(self, editor_client):
        make_article(tags=["Back pain", "Back Pains", "Sleep"])
        response = editor_client.get(page("tag_duplicates"))
        assert [[row.name for row in rows] for rows in response.context["sets"]] == [
            ["Back Pains", "Back pain"]
        ]

    def test_a_tag_of_drafts_alone_stays(self, editor_client):
        make_draft(tags=["drafted"])
        kept = tag("drafted")
        assert editor_client.post(page("tag_delete", kept.pk), {"post": "yes"}).status_code == 303
        assert Tag.objects.get() == kept

    def test_ticks_that_name_nothing_are_answered_in_words(self, editor_client):
        for ticked in ["x", "9" * 30]:
            sent = {"action": "merge_ticked", "_selected_action": [ticked]}
            response = editor_client.post(page("tag_changelist"), sent)
            assert (response.status_code, said(response)[-1]) == (303, shelves.MOVED)

    @pytest.mark.parametrize("kind", ["tag", "topic", "author"])
    def test_a_name_that_cannot_be_seen_is_none(self, editor_client, kind):
        sent = {"name": "\u202e\u200b", "slug": "unseen"}
        response = editor_client.post(page(f"{kind}_add"), sent)
        assert response.context["adminform"].form.errors == {"name": ["Give it a name that can be seen."]}

    @pytest.mark.parametrize("name", ["tag_duplicates", "tag_merge", "topic_merge", "tag_set_apart"])
    def test_they_are_for_editors(self, client, name):
        client.force_login(make_user("Writer"))
        assert client.get(page(name)).status_code == 403


class TestPossibleDuplicates:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Back pain", "back-pain"),
            ("Back pain", "Back Pains"),
            ("Café", "Cafe"),
            ("Allergy", "Allergies"),
            ("Box", "boxes"),
            ("Arthritis", "Arthritus"),
            ("Sciatica", "Sciatcia"),
            ("Backpain", "Back pain"),
            ("Straße", "Strasse"),
        ],
    )
    def test_are_told(self, one, other):
        assert alike({1: one, 2: "Sleep", 3: other}) == [[1, 3]]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Vitamin B1", "Vitamin B6"),
            ("Diet", "Died"),
            ("Spelling", "Swelling up"),
            ("Virus", "Viru"),
            ("कमल", "कमला"),
            ("Hypertension", "Hypotension"),
        ],
    )
    def test_are_not_told(self, one, other):
        assert alike({1: one, 2: other}) == []

    def test_among_five_thousand_names_are_found_in_a_second(self):
        names = {number: f"Condition {number} of the back and neck" for number in range(5_000)}
        names |= {6_000: "Condition 7 of the backs and neck"}
        start = time.process_time()
        assert alike(names) == [[7, 6_000]]
        assert time.process_time() - start < 3
