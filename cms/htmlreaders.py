"""Walking markup for its words: the vocabulary of elements we know, and readers that collect running text."""

import re
from collections.abc import Iterable

from cms.htmlinline import BREAK, MARKS, PLAIN, Marks, Piece, marked
from cms.htmltree import Element, Node

SAME_AS = {"h1": "h2", "h5": "h4", "h6": "h4", "menu": "ul", "dir": "ul", "listing": "pre"}
HEADINGS = frozenset({"h2", "h3", "h4"})
MADE = HEADINGS | {"ul", "ol", "blockquote", "pre", "hr", "figure", "figcaption", "aside", "table"}
UNWRAPPED = frozenset(
    "p div section article main header footer nav address fieldset legend form details summary dialog center"
    " hgroup dl dt dd li caption thead tbody tfoot tr th td".split()
)
#: Every element whose meaning is known here; any other is only its content.
KNOWN = frozenset({*MARKS, *SAME_AS, *MADE, *UNWRAPPED, "br", "img", "q"})
IMAGE_ADDRESS = re.compile(r"/images/([1-9][0-9]{0,17})/")

_SPACES = re.compile("[ \t\n\f\r]+")


class Reader:
    """Walks markup with the marks in force. What a block means is for each kind of reader to say."""

    def __init__(self):
        self.run: list[Piece] = []

    def read(self, tree: Iterable[Node], marks: Marks) -> None:
        for node in tree:
            if isinstance(node, str):
                self.run.append((self.spaced(node), marks))
            else:
                self.read_element(node, marks)

    def read_element(self, element: Element, marks: Marks) -> None:
        tag = SAME_AS.get(element.tag, element.tag)
        if tag in MARKS:
            self.read(element.children, marked(marks, element))
        elif tag == "br":
            self.break_line(marks)
        elif tag == "img":
            self.read_image(element, marks)
        elif tag == "q":
            self.read(["“", *element.children, "”"], marks)
        elif tag in MADE or tag in UNWRAPPED:
            self.read_block(tag, element, marks)
        else:
            self.read(element.children, marks)

    def read_image(self, image: Element, marks: Marks) -> None:
        """Show an image of our library in a figure; any other is no part of the text."""
        address = IMAGE_ADDRESS.fullmatch(image.attrs.get("src", "").strip())
        if address:
            alt = " ".join(image.attrs.get("alt", "").split())
            self.show(Element("figure", {}, [Element("img", {"src": address[0], "alt": alt})]), marks)

    def read_block(self, tag: str, element: Element, marks: Marks) -> None:
        raise NotImplementedError

    def show(self, figure: Element, marks: Marks) -> None:
        raise NotImplementedError

    def break_line(self, marks: Marks) -> None:
        self.run.append((BREAK, marks))

    def spaced(self, text: str) -> str:
        return _SPACES.sub(" ", text)


class Lines(Reader):
    """Collects words where no block may stand. Blocks become lines; pictures are set apart."""

    def __init__(self, tree: Iterable[Node], marks: Marks):
        super().__init__()
        self.pictures: list[Element] = []
        self.read(tree, marks)

    def read_block(self, tag: str, element: Element, marks: Marks) -> None:
        self.end_line()
        self.read(element.children, marks)
        self.end_line()

    def show(self, figure: Element, marks: Marks) -> None:
        self.pictures.append(figure)
        self.run.append((" ", marks))

    def end_line(self) -> None:
        self.break_line(PLAIN)


class VerbatimLines(Lines):
    """Lines whose white space counts."""

    def break_line(self, marks: Marks) -> None:
        self.run.append(("\n", marks))

    def end_line(self) -> None:
        if self.run and not self.run[-1][0].endswith("\n"):
            self.break_line(PLAIN)

    def spaced(self, text: str) -> str:
        return text
