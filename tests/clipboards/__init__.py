"""Samples of clipboards, written by us in the dialects of the programs they are named after.

`NAME.html` or `NAME.txt` is what is copied, `NAME.clean.html` what is to become of it.
"""

from pathlib import Path

from cms.markdown import text_html

_FOLDER = Path(__file__).parent
SAMPLES = sorted(
    path for path in _FOLDER.iterdir() if path.suffix in (".html", ".txt") and ".clean" not in path.name
)


def markup(sample: Path) -> str:
    """The sample as markup."""
    words = sample.read_text()
    return text_html(words) if sample.suffix == ".txt" else words


def expected(sample: Path) -> str:
    return sample.with_name(f"{sample.stem}.clean.html").read_text().rstrip("\n")
