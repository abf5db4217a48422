"""What other rooms add to the publish panel.

Articles know nothing of whoever has something to ask there: an app adds its part when it starts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from articles.models import Article, Version


@dataclass(frozen=True)
class Part:
    """One addition to the panel.

    `template` is printed there with what `show(article, sent)` returns as `part`. `names` are the fields it
    has, and `sent` what was given in them, each as a list of strings. `take(sent, version, by=…)` does what
    they ask for, in the transaction that publishes the version.
    """

    template: str
    names: tuple[str, ...]
    show: Callable[[Article, Mapping[str, list[str]]], dict]
    take: Callable[..., None]


_parts: list[Part] = []


def add(part: Part) -> None:
    """Add a part; called from an app's `ready()`."""
    if part not in _parts:
        _parts.append(part)


def field_names() -> list[str]:
    """The names of every field that parts have."""
    return [name for part in _parts for name in part.names]


def shown(article: Article, sent: Mapping[str, list[str]]) -> list[tuple[str, dict]]:
    """Each part's template, and what it is printed with."""
    return [(part.template, part.show(article, sent)) for part in _parts]


def take(sent: Mapping[str, list[str]], version: Version, *, by) -> None:
    """Do what the parts were asked for at the publication of this version."""
    for part in _parts:
        part.take(sent, version, by=by)
