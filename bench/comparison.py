"""How long a comparison takes, beside lxml's htmldiff on the same bodies in the same run.

    make bench-comparison                 both
    python bench/comparison.py --alone    without lxml

Prints the median of several runs for each size, and leaves with 1 when one takes longer than it may. What
counts is the processor's time, so that a busy machine shows the same figures as an idle one.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles.comparison import compare
from articles.snapshot import Snapshot
from cms.html import CleanHTML, clean_body
from cms.htmltree import Element, serialise

SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi wo za".split()
COMMON = "the of and to in a is that it for on with as at by this from or an be".split()
RUNS = 7


@dataclass(frozen=True)
class Case:
    name: str
    words: int
    edits: int | None
    most_ms: int


CASES = [
    Case("1,000 words, 20 edits", 1_000, 20, 30),
    Case("10,000 words, 200 edits", 10_000, 200, 300),
    Case("20,000 words, unrelated", 20_000, None, 2_000),
]


class Writer:
    """Writes bodies of made-up words that repeat as those of a language do."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.rare = [self._made_up() for _ in range(4_000)]

    def _made_up(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4)))

    def words(self, count: int) -> list[str]:
        pool = self.random
        return [pool.choice(COMMON if pool.random() < 0.45 else self.rare) for _ in range(count)]

    def blocks(self, count: int) -> list[tuple[str, list[str]]]:
        found, written = [], 0
        while written < count:
            tag = self.random.choices(["p", "h2", "li"], [6, 1, 3])[0]
            words = self.words({"p": 60, "h2": 4, "li": 18}[tag])
            found.append((tag, words))
            written += len(words)
        return found

    def edited(self, blocks, edits: int):
        changed = [(tag, words[:]) for tag, words in blocks]
        for _ in range(edits):
            words = self.random.choice(changed)[1]
            place = self.random.randrange(len(words))
            words[place : place + self.random.randint(0, 2)] = self.words(self.random.randint(1, 3))
        return changed


def body(blocks) -> CleanHTML:
    """The blocks as a stored body. Every sixth paragraph has a link, list items a bold beginning."""
    return clean_body(serialise(_element(place, tag, words) for place, (tag, words) in enumerate(blocks)))


def _element(place: int, tag: str, words: list[str]) -> Element:
    first, rest = words[0], " " + " ".join(words[1:])
    if tag == "li":
        return Element("ul", {}, [Element("li", {}, [Element("strong", {}, [first]), rest])])
    if tag == "p" and place % 6 == 0:
        return Element(tag, {}, [Element("a", {"href": f"/articles/{first}/"}, [first]), rest])
    return Element(tag, {}, [first + rest])


def pair(case: Case) -> tuple[CleanHTML, CleanHTML]:
    writer = Writer(case.words)
    blocks = writer.blocks(case.words)
    changed = writer.blocks(case.words) if case.edits is None else writer.edited(blocks, case.edits)
    return body(blocks), body(changed)


def milliseconds(act: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        act()
        times.append(1_000 * (time.process_time() - start))
    return statistics.median(times)


def htmldiff():
    """lxml's comparison, or None when it was not asked for."""
    if "--alone" in sys.argv:
        return None
    from lxml.html.diff import htmldiff

    return htmldiff


def line(case: Case, ours: float, theirs: float | None) -> str:
    beside = f"   lxml {theirs:8.1f} ms   ratio {ours / theirs:.2f}" if theirs else ""
    return f"{case.name:26} {ours:8.1f} ms (at most {case.most_ms:,}){beside}\n"


def is_quick(case: Case, other) -> bool:
    """Time one case and print its line."""
    old, new = pair(case)
    before, now = (Snapshot("A", body=body) for body in (old, new))
    ours = milliseconds(lambda: compare(before, now))
    theirs = milliseconds(lambda: other(str(old), str(new))) if other else None
    sys.stdout.write(line(case, ours, theirs))
    return ours <= case.most_ms


def main() -> int:
    other = htmldiff()
    slow = [case for case in CASES if not is_quick(case, other)]
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
