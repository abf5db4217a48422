import pytest

from wordpress.plaintext import plain_text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("Plain", "Plain"),
        ("Tom &amp; <em>Jer</em>ry", "Tom & Jerry"),
        (" two\n\tlines ", "two lines"),
        ("<p>one</p><p>two<br/>three</p>", "one two three"),
        ("<td>a</td><TD class='x'>b</TD>", "a b"),
        ("a < b and b > c", "a < b and b > c"),
        ("10&nbsp;km", "10\xa0km"),
        ("a<!-- remark -->b", "ab"),
        ("&lt;b&gt; is a tag", "<b> is a tag"),
        ("a&#8;b", "ab"),
        ("", ""),
    ],
)
def test_words_remain_and_markup_goes(html, words):
    assert plain_text(html) == words
