"""What changed between two versions of an article, as a redline a person can read and trust.

Plain data in, plain data out: `compare` takes two snapshots, and nothing from a database, the settings or a
request. The same two snapshots always give the same comparison; the other way round, the same one mirrored.

How it works. `blocks` turns each body into a sequence of blocks (paragraph, heading, words of a list item,
figure, table row …), each of which knows the lists, quotations, boxes and tables around it. Nothing is
compared as a tree: a redline is read from top to bottom, and so are the blocks.

`pairing` finds which block was which. Blocks that are equal hold the rest in place (`sequences`). Between
them come blocks that became several or one (`divisions`), blocks that are alike (`likeness`), then blocks
that moved anywhere (`moves`). What is left was removed or added.

`inline` aligns the words of a pair, whole words only (`words`), whatever they look like. Words that are the
same but look, link or stand apart differently are restyled. `readable` does what a person would: a change
begins and ends with a sentence where it can, and no "of" is kept between two long changes. With less than two
fifths of its words in common a paragraph is another one, and both are shown whole.

`marking` writes each step in one column and for either side (`redline`, `figures`, `tables`, `places`).
`portions` joins what a reader takes as one, and `comparing` numbers it.

What may be relied on. Every `span`, and every `p` of the class "note", holds words about the text; everything
else is the text. Without those, without `del.removed` and with what is in `ins.added`, a redline is the new
body again, block by block with its links and formatting, and the old side is the old body. Nothing is silent:
bodies that differ have a change, and every change has a mark. What no word shows is put into words: where a
link leads, what kind of space it is, a heading's level, a list's kind and depth, which picture it is and how
it is described.

Marks stand inside one block, outside bold and links, never inside each other; what was removed comes first.
Ours have classes and an editor's own `ins` and `del` have none, so those stay what they are, inside ours. The
classes are `added` and `removed` (also on table cells), `moved`, `vh` for the hidden words at the start of
each mark, and `note`. Nothing else leaves (`allowed`). Text that reads from right to left carries its
direction, and marks in it are set apart, so that numbers keep their places.

How it is bounded. Every alignment pays for its steps out of one fixed effort, never out of time: a slow
machine shows what a fast one does. When it is spent, or when nobody could read all the changes (thousands of
blocks), what is left is shown whole, block by block, and `Comparison.fallback` says so in a sentence.

Beside it: `small_fix` (is this more than a small fix?), `stub` (a first draft of the note for readers) and
`passages` (has what somebody quoted changed?).
"""

from articles.comparison.comparing import compare
from articles.comparison.kinds import Kind
from articles.comparison.outcome import Change, Comparison, Row
from articles.comparison.tally import Tally

__all__ = ["Change", "Comparison", "Kind", "Row", "Tally", "compare"]
