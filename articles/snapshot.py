"""What a reader sees of an article, as plain data: the thing that is published, hashed and compared."""

import hashlib
import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class RelatedTitle:
    """An article recommended for further reading, under the title it had then.

    Two are the same when they lead to the same article, whatever it is called meanwhile.
    """

    id: int
    title: str = field(compare=False)


@dataclass(frozen=True)
class Snapshot:
    """Everything a reader sees of an article at one moment; `body` is canonical HTML."""

    title: str
    standfirst: str = ""
    body: str = ""
    image: int | None = None
    alt: str = ""
    caption: str = ""
    credit: str = ""
    byline: str = ""
    topic: str = ""
    tags: tuple[str, ...] = ()
    related: tuple[RelatedTitle, ...] = field(default=())

    def digest(self) -> str:
        """SHA-256 (hexadecimal) of the content, over JSON with sorted keys and no spaces, in UTF-8."""
        return digest(asdict(self))


def digest(data) -> str:
    """SHA-256 (hexadecimal) of `data` as JSON with sorted keys and no spaces, in UTF-8."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def chained(previous: str, *, number: int, published_at: str, content: str) -> str:
    """The link of the chain for a version: its content, number and time, bound to the link before it."""
    return digest([previous, number, published_at, content])
