import pytest

from articles.comparison.allowed import NotAllowed, written
from cms.htmltree import Element


@pytest.mark.parametrize(
    "element",
    [
        Element("script"),
        Element("div"),
        Element("p", {"onclick": "x"}),
        Element("p", {"class": "change"}),
        Element("ins", {"class": "removed"}),
        Element("span", {"class": "vh", "id": "x"}),
        Element("a", {"href": "javascript:alert(1)"}),
        Element("a", {"href": "//elsewhere.example/"}),
        Element("img", {"src": "https://elsewhere.example/x.png", "alt": ""}),
        Element("ul", {"dir": "rtl"}),
        Element("p", {"dir": "up"}),
        Element("ol", {"start": "x"}),
    ],
)
def test_what_is_not_on_the_list_is_refused_at_any_depth(element):
    with pytest.raises(NotAllowed):
        written([Element("p", {}, ["words", element])])


def test_what_is_on_the_list_is_written():
    mark = Element(
        "ins", {"class": "added", "dir": "auto"}, [Element("span", {"class": "vh"}, ["Added: "]), "<x>"]
    )
    assert written([Element("p", {"dir": "rtl"}, [mark])]) == (
        '<p dir="rtl"><ins class="added" dir="auto"><span class="vh">Added: </span>&lt;x&gt;</ins></p>'
    )
