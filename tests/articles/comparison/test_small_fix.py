import pytest

from articles.comparison.small_fix import doubts
from articles.snapshot import Snapshot
from cms.html import clean_body

LONG = f"<p>{'Gentle walks help most people with a sore back. ' * 12}</p>"


def doubted(old, new, **fields):
    before = Snapshot("Back pain", body=clean_body(LONG + old))
    return doubts(before, Snapshot(**{"title": "Back pain", "body": clean_body(LONG + new)} | fields))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>Read thsi first.</p>", "<p>Read this first.</p>"),
        ("<p>Rest then walk.</p>", "<p>Rest, then walk.</p>"),
        ("<p>Its fine.</p>", "<p>It’s fine.</p>"),
        ("<p>Take 10 mg.</p>", "<p>Take 10&nbsp;mg.</p>"),
        ("<p>Take 10 mg.</p>", "<p>Take <strong>10 mg</strong>.</p>"),
        ('<p>See <a href="/a/">this</a>.</p>', '<p>See <a href="/b/">this</a>.</p>'),
        (
            '<p>See <a href="https://a.example/1">it</a>.</p>',
            '<p>See <a href="https://a.example/2">it</a>.</p>',
        ),
        ("<h2>Cuases</h2>", "<h2>Causes</h2>"),
        ("<p>Take 10mg now.</p>", "<p>Take 10 mg now.</p>"),
        ("<p>Take 5-10 mg now.</p>", "<p>Take 5–10 mg now.</p>"),
        ("<p>It is the 2nd time.</p>", "<p>It is the 2<sup>nd</sup> time.</p>"),
        ("<p>A pain may be felt at first.</p>", "<p>The pain may be felt at first.</p>"),
    ],
)
def test_a_slip_put_right_raises_no_doubt(old, new):
    assert doubted(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("<p>Take 10 mg daily.</p>", "<p>Take 100 mg daily.</p>", "10 mg became 100 mg"),
        ("<p>Take 10 mg daily.</p>", "<p>Take 10 g daily.</p>", "10 mg became 10 g"),
        ("<p>Take 10 mg daily.</p>", "<p>Take 10 mg weekly.</p>", "10 mg daily became 10 mg weekly"),
        ("<p>Take 10mg a day.</p>", "<p>Take 100mg a day.</p>", "10mg became 100mg"),
        ("<p>Take it once a day.</p>", "<p>Take it once a week.</p>", "once a day became once a week"),
        ("<p>Give 10 mg/kg.</p>", "<p>Give 10 mg/l.</p>", "10 mg/kg became 10 mg/l"),
        ("<p>Take 5–10 mg.</p>", "<p>Take 5–100 mg.</p>", "5–10 mg became 5–100 mg"),
        ("<p>Below 37 °C.</p>", "<p>Below 37 °F.</p>", "37 °C became 37 °F"),
        ("<p>Take ½ tablet.</p>", "<p>Take ¼ tablet.</p>", "½ tablet became ¼ tablet"),
        ("<p>Give it if &lt; 5 kg.</p>", "<p>Give it if &gt; 5 kg.</p>", "< 5 became > 5"),
        ("<p>Ring at 8 am.</p>", "<p>Ring at 8 pm.</p>", "8 am became 8 pm"),
        ("<p>Since Mar 4.</p>", "<p>Since Apr 4.</p>", "Mar 4 became Apr 4"),
        ("<p>About 10<sup>2</sup> cells.</p>", "<p>About 102 cells.</p>", "“102” is no longer superscript"),
        ("<p>Do not lift.</p>", "<p>Do <del>not</del> lift.</p>", "“not” is now marked as deleted"),
        ("<p>Take 1.5 ml.</p>", "<p>Take 15 ml.</p>", "1.5 ml became 15 ml"),
        ("<p>Take 1.5 ml.</p>", "<p>Take 1,5 ml.</p>", "1.5 ml became 1,5 ml"),
        ("<p>About 50% heal.</p>", "<p>About 60% heal.</p>", "50% became 60%"),
        ("<p>It has ten bones.</p>", "<p>It has twelve bones.</p>", "ten became twelve"),
        ("<p>Checked 4 March 2024.</p>", "<p>Checked 4 May 2024.</p>", "4 March became 4 May"),
        ("<p>Take tablets at night.</p>", "<p>Take 2 tablets at night.</p>", "“2 tablets” was added"),
        ("<p>Do lift it.</p>", "<p>Do not lift it.</p>", "“not” was added: “Do not lift it.”"),
        ("<p>You can’t run.</p>", "<p>You can run.</p>", "“can’t” was removed: “You can’t run.”"),
        (
            '<p>See <a href="https://a.example/">it</a>.</p>',
            '<p>See <a href="https://b.example/">it</a>.</p>',
            "a link leads to b.example instead of a.example",
        ),
        (
            '<table><tr><td>See <a href="https://a.example/">it</a></td></tr></table>',
            '<table><tr><td>See <a href="https://b.example/">it</a></td></tr></table>',
            "a link leads to b.example instead of a.example",
        ),
        (
            '<figure><img src="/images/1/" alt="x"><figcaption><a href="/a/">By</a></figcaption></figure>',
            '<figure><img src="/images/1/" alt="x"><figcaption><a href="https://b.example/">By</a></figcaption>',
            "a link leads to b.example instead of this site",
        ),
        ("<h2>Causes</h2>", "", "a heading is gone: “Causes”"),
        ("<h2>Causes</h2>", "<p>Causes</p>", "a heading is gone: “Causes”"),
        ("<h2>Causes</h2>", "<h2>Treatment</h2>", "a heading was rewritten: “Treatment”"),
        ("<p>Call us at any time of the day.</p>", "", "a paragraph is gone: “Call us at any time of …”"),
        ("", "<p>Call us.</p>", "a paragraph is new: “Call us.”"),
        (
            '<figure><img src="/images/1/" alt="x"></figure>',
            '<figure><img src="/images/2/" alt="x"></figure>',
            "an image was replaced",
        ),
        (
            "<table><tr><td>Adults</td><td>5 mg</td></tr></table>",
            "<table><tr><td>Adults</td><td>50 mg</td></tr></table>",
            "5 mg became 50 mg",
        ),
    ],
)
def test_a_change_of_meaning_is_named(old, new, reason):
    assert doubted(old, new) == [reason]


def test_a_number_in_the_title_counts_too():
    before, now = Snapshot("10 tips", body=clean_body(LONG)), Snapshot("12 tips", body=clean_body(LONG))
    assert doubts(before, now) == ["10 became 12"]


def test_another_lead_image_is_not_small():
    before, now = Snapshot("Back", image=1, alt="A back"), Snapshot("Back", image=2, alt="A back")
    assert doubts(before, now) == ["the lead image was replaced"]


def test_many_changed_words_are_not_small():
    old, new = clean_body(LONG), clean_body(LONG.replace("Gentle walks", "Slow swims"))
    assert doubts(Snapshot("A", body=old), Snapshot("A", body=new)) == ["22 % of the words changed"]


def test_the_same_words_raise_no_doubt():
    assert doubted("<p>Same.</p>", "<p>Same.</p>") == []
