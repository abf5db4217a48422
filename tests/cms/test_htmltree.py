import pytest

from cms.htmltree import Element, elements, parse, serialise, text

LIST = "<ul><li>a</li>\n<li>b</li></ul>"


def test_markup_is_read_as_elements_and_strings():
    assert parse('<p>a &lt; <a href="/?b&amp;c">d</a><br>e</p>') == [
        Element("p", {}, ["a < ", Element("a", {"href": "/?b&c"}, ["d"]), Element("br"), "e"])
    ]


def test_line_breaks_between_blocks_are_read_only_when_asked_for():
    items = [Element("li", {}, ["a"]), Element("li", {}, ["b"])]
    assert parse(LIST) == [Element("ul", {}, items)]
    assert parse(LIST, separators=True) == [Element("ul", {}, [items[0], "\n", items[1]])]


def test_line_breaks_in_code_are_read_as_they_are():
    assert parse("<pre><code>a</code>\n<code>b</code></pre>") == [
        Element("pre", {}, [Element("code", {}, ["a"]), "\n", Element("code", {}, ["b"])])
    ]


@pytest.mark.parametrize(
    ("node", "markup"),
    [
        ("<&>\xa0\"'", "&lt;&amp;&gt;&nbsp;\"'"),
        (Element("a", {"href": "<&>\xa0\"'"}, []), '<a href="&lt;&amp;&gt;&nbsp;&quot;\'"></a>'),
        (Element("img", {"src": "/images/7/", "alt": ""}), '<img src="/images/7/" alt="">'),
        (Element("hr"), "<hr>"),
    ],
)
def test_words_and_values_are_escaped(node, markup):
    assert serialise([node]) == markup


def test_each_block_stands_on_a_line_of_its_own():
    cells = [Element("th", {}, ["a"]), Element("td", {}, ["b"])]
    rows = [Element("tr", {}, cells), Element("tr", {}, ["c"])]
    assert serialise([Element("hr"), *rows]) == "<hr>\n<tr><th>a</th><td>b</td></tr>\n<tr>c</tr>"


def test_a_list_after_words_stays_on_their_line():
    nested = Element("li", {}, ["a", Element("ul", {}, [Element("li", {}, ["b"])])])
    assert serialise([nested]) == "<li>a<ul><li>b</li></ul></li>"


def test_the_words_have_a_line_for_each_block_and_break():
    assert text(parse("<p>a <em>b</em><br> c</p>\n<ul><li>d<ul><li>e</li></ul></li></ul>")) == "a b\nc\nd\ne"


def test_elements_come_in_the_order_of_the_source():
    tags = [element.tag for element in elements(parse("<p>a<b><i></i></b></p><hr>"))]
    assert tags == ["p", "b", "i", "hr"]
