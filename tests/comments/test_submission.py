import pytest
from django.test import override_settings

from comments import policy, version_token
from comments.models import Action, Comment, LinkTarget, LinkUse, Reason, State
from comments.models.comment import SeenVersion
from comments.submission import AlreadySent, Submission, submit
from tests.factories import make_article, make_comment, make_published_comment, update_article

pytestmark = pytest.mark.django_db


def send(article, **fields):
    fields = {"text": "Heat helps me.", "name": "Priya S.", "email": "priya@example.org", **fields}
    return submit(article, Submission(**fields))


def test_a_comment_waits_with_its_words_and_one_event():
    comment = send(make_article(), text="\n\nHeat helps me.\r\nA lot.  \n")
    assert (comment.state, comment.current.text) == (State.PENDING, "Heat helps me.\nA lot.")
    assert [event.action for event in comment.events.all()] == [Action.SUBMIT]


def test_the_same_key_twice_is_one_comment():
    article = make_article()
    assert send(article, key="k1") == send(article, key="k1")
    assert Comment.objects.count() == 1


def test_the_same_key_with_other_words_is_refused_and_stores_nothing():
    article = make_article()
    send(article, key="k1")
    with pytest.raises(AlreadySent):
        send(article, key="k1", text="Something else.")
    assert Comment.objects.count() == 1


def test_without_a_key_the_same_words_within_minutes_are_one_comment():
    article = make_article()
    assert send(article) == send(article)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"text": "Cold helps me."}, {"email": "other@example.org"}, {"name": "P."}]
)
def test_without_a_key_other_words_or_another_writer_are_another_comment(change):
    article = make_article()
    assert send(article) != send(article, **change)


def test_the_comment_keeps_the_version_its_writer_saw():
    article = make_article()
    first = article.live
    update_article(article)
    article.refresh_from_db()
    comment = send(article, version_token=version_token.sign(first))
    assert (comment.seen_version, comment.seen_version_by) == (first, SeenVersion.SIGNED)


@pytest.mark.parametrize(
    ("token", "by"),
    [("", SeenVersion.MISSING), ("forged", SeenVersion.FORGED), ("a:b:c", SeenVersion.FORGED)],
)
def test_without_an_honest_token_the_live_version_is_assumed_and_it_is_said_so(token, by):
    article = make_article()
    comment = send(article, version_token=token)
    assert (comment.seen_version, comment.seen_version_by) == (article.live, by)


def test_a_token_of_another_article_counts_as_forged():
    article, other = make_article(), make_article()
    comment = send(article, version_token=version_token.sign(other.live))
    assert (comment.seen_version, comment.seen_version_by) == (article.live, SeenVersion.FORGED)


def test_every_link_is_recorded_against_its_page_host_and_site():
    comment = send(make_article(), text="Visit https://www.spa.example/offers/salt?x=1 soon")
    use = LinkUse.objects.get(revision=comment.current)
    assert use.url == "https://www.spa.example/offers/salt?x=1"
    assert [(target.scope, target.value) for target in use.target.chain()] == [
        ("path", "www.spa.example/offers/salt"),
        ("path", "www.spa.example/offers"),
        ("host", "www.spa.example"),
        ("domain", "spa.example"),
    ]


def test_the_website_field_is_recorded_too():
    comment = send(make_article(), website="https://spa.example/")
    use = LinkUse.objects.get(revision=comment.current)
    assert (use.place, use.target.value) == (LinkUse.Place.WEBSITE, "spa.example")


def test_an_unknown_link_is_a_finding():
    comment = send(make_article(), text="Visit https://spa.example/salt")
    words = {finding.check_name: finding.words for finding in comment.current.findings.all()}
    assert words["unknown_link"] == "Links to spa.example: nobody has decided about it yet"
    assert words["link_in_last_sentence"] == "Ends in a link"
    assert words["new_writer"] == "No published comment from this address yet"


def test_a_known_writer_without_links_gives_no_finding():
    article = make_article()
    make_published_comment(article, email="joel@example.org")
    comment = send(article, email="joel@example.org")
    assert [*comment.current.findings.all()] == []


def test_a_verdict_of_reject_rejects_future_comments_by_rule():
    from comments.links import verdicts
    from comments.links.record import target_of

    verdict = verdicts.decide(target_of("https://spa.example/"), "reject", by=None)
    comment = send(make_article(), text="Visit https://www.spa.example/salt")
    assert (comment.state, comment.reason) == (State.REJECTED, Reason.SPAM)
    moves = [(event.action, event.rule) for event in comment.events.all()]
    assert moves == [(Action.SUBMIT, ""), (Action.REJECT, f"verdict {verdict.pk}")]


def test_without_a_key_the_same_words_from_another_network_are_another_comment():
    """The answer to a sent comment opens it for its sender, and everybody can read what was published."""
    article, words = make_article(), {"email": "priya@example.org", "name": "Priya", "key": ""}
    first = send(article, text="Same.", network="hers", **words)
    assert send(article, text="Same.", network="hers", **words) == first
    assert send(article, text="Same.", network="a stranger's", **words) != first


@override_settings(COMMENT_FLOOD_LIMIT=2)
def test_a_network_that_sends_too_many_is_told_how_long_to_wait():
    article = make_article()
    for text in ("One.", "Two."):
        send(article, text=text, network="net")
    with pytest.raises(policy.TooQuick) as told:
        send(article, text="Three.", network="net")
    assert told.value.minutes == 10
    send(article, text="Three.", network="another net")


@override_settings(COMMENT_FLOOD_LIMIT=1)
def test_sending_the_same_again_is_no_flood():
    article = make_article()
    assert send(article, network="net", key="k1") == send(article, network="net", key="k1")


@override_settings(COMMENT_FLOOD_LIMIT=1, COMMENT_LIMITS=False)
def test_the_switch_for_trials_lifts_the_limit():
    article = make_article()
    send(article, text="One.", network="net")
    assert send(article, text="Two.", network="net")


def test_targets_are_shared_between_comments():
    article = make_article()
    make_comment(article, text="https://spa.example/a")
    make_comment(article, text="https://spa.example/b")
    assert LinkTarget.objects.filter(value="spa.example").count() == 1
