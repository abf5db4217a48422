"""Players in a body become links, and each is told of."""

import pytest

from articles.models import Article
from tests.wordpress import sample
from tests.wordpress.importing import bring_in, lines_about
from wordpress.players import with_links_to_players

ADDRESS = "https://video.example/1?a=1&b=2"
LINK = '<a href="https://video.example/1?a=1&amp;b=2">https://video.example/1?a=1&amp;b=2</a>'


@pytest.mark.parametrize(
    ("name", "player"),
    [
        ("iframe", '<iframe width="5" src="https://video.example/1?a=1&amp;b=2" allowfullscreen></iframe>'),
        ("iframe", "<IFRAME SRC='//video.example/1?a=1&b=2'>Words for old browsers</IFRAME>"),
        ("audio", "<audio controls src=https://video.example/1?a=1&b=2></audio>"),
        ("video", '<video><source src="https://video.example/1?a=1&amp;b=2" type="video/mp4"></video>'),
        ("object", '<object><param name="movie" value="https://video.example/1?a=1&b=2"><embed></object>'),
        ("object", '<object data="https://video.example/1?a=1&b=2" type="text/html"></object>'),
    ],
)
def test_a_player_with_an_address_becomes_a_link_and_is_told(name, player):
    told = f"its {name} {ADDRESS} cannot be shown here and became a link"
    assert with_links_to_players(f"<p>a {player} b</p>") == (f"<p>a {LINK} b</p>", [told])


@pytest.mark.parametrize("player", ["<video></video>", '<iframe src="javascript:alert(1)"></iframe>'])
def test_a_player_without_an_address_is_left_out_and_told(player):
    html, (told,) = with_links_to_players(f"a {player} b")
    assert html == "a  b"
    assert told.endswith("has no address and was left out")


@pytest.mark.parametrize(
    "html",
    ["<p>words</p>", f"<pre><iframe src='{ADDRESS}'></iframe></pre>", "<video> never ends", "</video>"],
)
def test_the_rest_is_as_it_was(html):
    assert with_links_to_players(html) == (html, [])


@pytest.mark.django_db
def test_a_post_with_a_film_links_to_it(tmp_path):
    body = "Watch this.\n\n<iframe src='//video.example/embed/7'></iframe>\n\nAnd breathe."
    lines = bring_in(sample.write(tmp_path, sample.picture(), sample.post(body=body, remarks=())))
    assert Article.objects.get().live.body == (
        "<p>Watch this.</p>\n"
        '<p><a href="https://video.example/embed/7">https://video.example/embed/7</a></p>\n'
        "<p>And breathe.</p>"
    )
    told = "its iframe https://video.example/embed/7 cannot be shown here and became a link"
    assert told in lines_about(lines, "What Is")


@pytest.mark.django_db
def test_a_picture_without_an_address_is_left_out_and_told(tmp_path):
    body = '<p>Words.</p><img alt="Nothing">'
    lines = bring_in(sample.write(tmp_path, sample.picture(), sample.post(body=body, remarks=())))
    assert Article.objects.get().live.body == "<p>Words.</p>"
    told = "its picture without an address cannot be recorded and was left out"
    assert told in lines_about(lines, "What Is")
