"""What an import says while it works: one line for each thing left out, and what came in at the end."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from wordpress.entries import Post


@dataclass
class Report:
    """Counts what came in, and tells `say` one line for each thing that did not, and why."""

    say: Callable[[str], None]
    counts: Counter = field(default_factory=Counter)

    def came_in(self, what: str) -> None:
        self.counts[what] += 1

    def note(self, post: Post, words: str) -> None:
        """Something about a post that somebody should know."""
        self.say(f"“{post.title or post.slug or post.wp_id}”: {words}")

    def summary(self) -> str:
        """Such as "Came in: 1 image record, 1 article, 6 comments." """
        if not self.counts:
            return "Nothing new came in."
        return f"Came in: {', '.join(counted(count, what) for what, count in self.counts.items())}."


def counted(count: int, things: str) -> str:
    """Such as "1 article" or "1,200 articles", of the plural."""
    return f"{count:,} {things.removesuffix('s') if count == 1 else things}"
