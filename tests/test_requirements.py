"""What the site is installed from: pinned, with hashes, and silent about the machine it was written on."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_hashes(name):
    lines = (ROOT / name).read_text().splitlines()
    packages = [number for number, line in enumerate(lines) if line and not line.startswith((" ", "#"))]
    assert packages
    assert [lines[n] for n in packages if "==" not in lines[n]] == []
    assert [lines[n] for n in packages if not lines[n + 1].startswith("    --hash=sha256:")] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_name_no_address_and_no_path(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_postgresql_is_reached_through_psycopg2():
    """With psycopg 3 installed, Django would prefer it without a word."""
    assert version("psycopg2-binary")
    with pytest.raises(PackageNotFoundError):
        version("psycopg")
