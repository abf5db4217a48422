"""Checks of what readers get: axe for accessibility, the Nu HTML checker for pages and style sheets."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.nu import faults

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

#: What a wider window in the dark may show that a narrow light one does not.
OF_THE_WINDOW = ["color-contrast", "target-size"]


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
    _assert_no_violation(page, OF_THE_WINDOW)
    assert_fits(page)


def _resize(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    # The stock admin fades from the one scheme to the other.
    page.evaluate("Promise.all(document.getAnimations().map(({ finished }) => finished))")


def _assert_no_violation(page, rules):
    __tracebackhide__ = True
    results = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"], "preload": False})
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def assert_fits(page: Page) -> None:
    """The page is no wider than the window."""
    __tracebackhide__ = True
    page_width, window_width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert page_width <= window_width, f"{page.url} is {page_width} px wide in a window of {window_width} px"


def assert_valid_html(pages: Mapping[str, str] | Iterable[str]) -> None:
    """The Nu HTML checker has nothing to say about the pages.

    `pages` maps a name for the failure message (the address, say) to HTML; a list of HTML texts will do.
    """
    __tracebackhide__ = True
    named = pages if isinstance(pages, Mapping) else {f"page {n}": page for n, page in enumerate(pages, 1)}
    _assert_valid(named, "html")


def assert_valid_css(*files: Path) -> None:
    """The Nu HTML checker has nothing to say about the style sheets."""
    __tracebackhide__ = True
    _assert_valid({str(file): file.read_text(encoding="utf-8") for file in files}, "css")


def _assert_valid(documents, kind):
    __tracebackhide__ = True
    assert documents, "nothing to check"
    said = [f"{name} {fault}" for name, document in documents.items() for fault in faults(document, kind)]
    assert not said, "\n".join(said)
