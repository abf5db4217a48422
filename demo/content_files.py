"""Reading the demo content from its files."""

import tomllib
from pathlib import Path

CONTENT = Path(__file__).resolve().parent / "content"


def site() -> dict:
    """The demo site's topics and authors."""
    return _read(CONTENT / "site.toml")


def articles() -> list[dict]:
    """Every demo article as its file says, with `folder` and `comments`, the first written first."""
    found = [_article(file.parent) for file in CONTENT.glob("articles/*/article.toml")]
    return sorted(found, key=lambda data: str(data["versions"][0]["published"]) if data["versions"] else "9")


def image(name: str) -> Path:
    return CONTENT / "images" / f"{name}.webp"


def _article(folder):
    data = _read(folder / "article.toml")
    remarks = folder / "comments.toml"
    return data | {"folder": folder, "comments": _read(remarks)["comments"] if remarks.exists() else []}


def _read(path):
    return tomllib.loads(path.read_text())
