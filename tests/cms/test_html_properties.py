"""What holds for the cleaning of any text at all."""

import re
import string

import pytest
from bleach._vendor import html5lib
from hypothesis import example, given
from hypothesis import strategies as st

from cms.html import ATTRIBUTES, KEPT, clean_body, text_of
from cms.htmltree import Element, parse, serialise

TAGS = (
    "p div h1 h2 h3 h5 ul ol li blockquote pre table tr td th tbody thead caption figure figcaption img aside"
    " b strong i em a ins del code sub u s br hr span q dl dt dd svg math style script title textarea select"
    " option template noscript form button center font details summary menu dir listing xmp plaintext object"
    " iframe foreignObject mi mtext annotation-xml desc frameset body html nobr ruby rp colgroup"
).split()
ATTRIBUTE = st.sampled_from(
    """class="note"|class="x emergency"|href="http://a.example/"|href="/x"|href="javascript:1"|href="//evil.example"
    |href=" HTTP:\\b.example"|src="/images/3/"|src="x"|alt="&quot;<b>"|start=3|colspan=2|rowspan=0
    |style="font-weight:normal"|title="</p>"|onclick=x()|id='""".replace("\n    ", "").split("|")
)
PIECES = (
    "a, b  c ,\n,&nbsp;,\xa0,&lt;b&gt;,1 < 2,\u200b,]]>,-->,&,&#1;,&#13;,\0,\v,\ud800,é,&amp;lt;,\t,\u2028"
    ",<!-- x -->,<![CDATA[ x ]]>,</p>,</br>"
).split(",")
WORDS = st.sampled_from(PIECES) | st.text(max_size=8)


def _element(inside):
    return st.builds(
        lambda tag, attributes, content, end: (
            f"<{' '.join([tag, *attributes])}>{content}{end and f'</{end}>'}"
        ),
        st.sampled_from(TAGS),
        st.lists(ATTRIBUTE, max_size=2),
        inside,
        st.one_of(st.just(""), st.sampled_from(TAGS)),
    ) | st.builds(lambda tag, content: f"<{tag}>{content}</{tag}>", st.sampled_from(TAGS), inside)


SOUP = st.recursive(
    WORDS,
    lambda inside: st.lists(_element(inside) | inside, min_size=1, max_size=4).map("".join),
    max_leaves=25,
)


def parsed(html):
    """The nodes that HTML's own parsing rules make of the markup."""
    return _nodes(html5lib.parseFragment(html, namespaceHTMLElements=False))


def _nodes(parent):
    nodes = [parent.text] if parent.text else []
    for element in parent:
        nodes.append(Element(element.tag, dict(element.attrib), _nodes(element)))
        nodes += [element.tail] if element.tail else []
    return nodes


def all_elements(nodes):
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from all_elements(node.children)


@given(SOUP)
@example("<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li></ul>")
@example("<b>a<a href=/x>b</b><p>c</a>")
def test_cleaning_what_is_clean_changes_nothing(html):
    body = clean_body(html)
    assert clean_body(str(body)) == body


@given(SOUP)
def test_browsers_read_what_was_written(html):
    body = clean_body(html)
    assert parsed(body) == parse(body, separators=True)


@given(SOUP)
def test_only_what_we_keep_is_kept(html):
    for element in all_elements(parsed(clean_body(html))):
        allowed = ATTRIBUTES.get(element.tag, set()) | ({"class"} if element.tag == "aside" else set())
        assert element.tag in KEPT
        assert element.attrs.keys() <= allowed
        assert re.match(r"https?://[^/]|mailto:|/(?!/)|#.|\Z", element.attrs.get("href", ""))
        assert element.tag != "img" or re.fullmatch(r"/images/[1-9]\d*/", element.attrs["src"])
        assert element.attrs.get("class", "note") in ("note", "emergency")


@given(SOUP)
def test_a_tree_written_and_read_is_the_same_tree(html):
    body = clean_body(html)
    assert serialise(parse(body)) == body


@given(st.text(alphabet=string.printable + "é東\u0301\u200f\xa0&<>\"'"))
def test_plain_words_are_all_kept(words):
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    assert text_of(escaped).split() == words.split()


@given(
    st.lists(st.text(alphabet="ab &<>é", min_size=1), max_size=6), st.sampled_from(["p", "li", "td", "h2"])
)
def test_words_in_blocks_are_all_kept_and_stay_apart(blocks, tag):
    elements = [Element(tag, {}, [words]) for words in blocks]
    wrapped = {
        "li": [Element("ul", {}, elements)],
        "td": [Element("table", {}, [Element("tr", {}, elements)])],
    }
    lines = text_of(serialise(wrapped.get(tag, elements))).split("\n")
    assert [line for line in lines if line] == [" ".join(words.split()) for words in blocks if words.strip()]


@pytest.mark.parametrize("entity", ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;"])
def test_an_entity_in_a_description_is_spelled_in_one_way(entity):
    html = f'<figure><img src="/images/7/" alt="a{entity}b"></figure>'
    kept = " " if entity == "&nbsp;" else entity
    assert clean_body(html) == html.replace(entity, kept)
