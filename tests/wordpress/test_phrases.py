"""The closing sentence about a post's own history becomes a date; every other sentence stays."""

from datetime import date

import pytest

from wordpress.phrases import Origin, lift_origin

BODY = "<p>Sit up straight.</p>"
REGULARLY = "Originally published in 2016, this post is regularly updated."
YEAR = date(2016, 1, 1)


@pytest.mark.parametrize(
    ("sentence", "day", "precision"),
    [
        (REGULARLY, YEAR, "year"),
        (
            "This article was originally published in May 2014 and has been updated.",
            date(2014, 5, 1),
            "month",
        ),
        ("Originally published 12 May 2016. Updated 4 March 2018.", date(2016, 5, 12), "day"),
        ("First published in 2015", date(2015, 1, 1), "year"),
        ("First published in 2015 and updated regularly since then.", date(2015, 1, 1), "year"),
        ("This post was first posted on May 12th, 2016.", date(2016, 5, 12), "day"),
        ("(Originally published: Sept. 2012; last reviewed 2018-03-04)", date(2012, 9, 1), "month"),
        ("Editor’s note: This story originally appeared on 1st of June 2011.", date(2011, 6, 1), "day"),
        ("Originally published 2016-05-12 — fully revised in June 2018.", date(2016, 5, 12), "day"),
    ],
)
def test_sentence_is_lifted_as_a_date_of_its_precision(sentence, day, precision):
    html, origin = lift_origin(f"{BODY}\n<p>{sentence}</p>")
    assert (html, origin) == (BODY, Origin(day, precision, sentence))


@pytest.mark.parametrize(
    "closing",
    [
        f"<p><em>{REGULARLY}</em></p>",
        f"<p class='x'><strong><i>{REGULARLY}</i></strong> </p>\n",
        f"<p>\n{REGULARLY}<br />\n</p>\n<p>&nbsp;</p>",
        f"<em>{REGULARLY}</em>",
        f"\n\n{REGULARLY}",
        "<p>Originally published in 2016,\nthis&#32;post is regularly updated.</p>",
    ],
)
def test_sentence_is_found_however_it_is_wrapped(closing):
    html, origin = lift_origin(f"{BODY}{closing}")
    assert html.removesuffix("\n<p>&nbsp;</p>") == BODY
    assert origin == Origin(YEAR, "year", REGULARLY)


def test_sentence_is_found_in_a_block_and_in_a_box_around_the_body():
    block = f"{BODY}\n<!-- wp:paragraph -->\n<p>{REGULARLY}</p>\n<!-- /wp:paragraph -->"
    assert lift_origin(block) == (
        f"{BODY}\n<!-- wp:paragraph -->\n<!-- /wp:paragraph -->",
        Origin(YEAR, "year", REGULARLY),
    )
    assert lift_origin(f"<div>{BODY}<p>{REGULARLY}</p></div>")[0] == f"<div>{BODY}</div>"


@pytest.mark.parametrize(
    "sentence",
    [
        "Originally published in The Lancet in 2016.",
        "Originally published in 2016 in The Lancet.",
        "Originally published in 2016 by the society.",
        "This story originally appeared on another site.",
        "Originally published in 2016, this post has not been updated.",
        "First published in 2015 as a chapter of a book.",
        "The first paper on it was published in 2016.",
        "Originally published in 2016, updated 3 times.",
        "Originally published in 2016: what has been updated since, and why.",
        "Originally published in 2016, 2017.",
        "Originally published 31 February 2016.",
        "Originally published in 20161.",
        "Originally published in 1016.",
        "Updated in 2016.",
        "2016",
        "",
    ],
)
def test_sentence_about_something_else_stays(sentence):
    html = f"{BODY}\n<p>{sentence}</p>"
    assert lift_origin(html) == (html, None)


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{REGULARLY}</p>{BODY}",
        f"{BODY}<p>{REGULARLY}</p>{BODY}",
        f"{BODY}<p>{REGULARLY} Ask your doctor.</p>",
        f"<p>Sit up. {REGULARLY}</p>",
        f"{BODY}<blockquote><p>{REGULARLY}</p></blockquote>",
        f"{BODY}<ul><li>{REGULARLY}</li></ul>",
        f"{BODY}<p>{REGULARLY}</p><p><img src='/images/1/' alt=''></p>",
        f'{BODY}<p><a href="/old/">{REGULARLY}</a></p>',
        f"<p>{REGULARLY}</p>",
        f"<p>&nbsp;</p><p>{REGULARLY}</p>",
    ],
)
def test_sentence_stays_where_it_does_not_close_the_body(html):
    assert lift_origin(html) == (html, None)
