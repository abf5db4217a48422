"""A real browser for the tests: one Chromium per run, and cookies of their own for every visitor.

Whatever a visitor's pages write to the console and every error they throw fails the test: that is how a
breach of the content security policy shows.
"""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    WebError,
    expect,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome")
# The browser talks to the tests' own server and to nobody else.
FLAGS = ("--disable-gpu", "--disable-quic", "--disable-sync", "--disable-dev-shm-usage")
#: Milliseconds to wait for what should come at once: that a machine is busy is not a fault of the page.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of this run."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_executable(), args=FLAGS)
        yield chromium
        chromium.close()


def _executable():
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    return pytest.fail("There is no Chromium. `make test` installs one, or CHROMIUM names it.", pytrace=False)


@pytest.fixture
def visitor(browser, live_server) -> Iterator[Callable[..., Page]]:
    """`visitor(width=320, dark=True, scripts=False, user=editor)` is a new visitor's page.

    All four are optional. Each visitor has cookies of its own. Addresses given to `page.goto` start at "/".
    """
    visits = []

    def arrive(*, width=1280, dark=False, scripts=True, user=None) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(PATIENCE)
        if user is not None:
            context.add_cookies([_signed_in(user, live_server.url)])
        visits.append(Visit(context))
        return context.new_page()

    yield arrive
    for visit in visits:
        visit.context.close()
    complaints = [line for visit in visits for line in visit.complaints()]
    if complaints:
        pytest.fail("The browser's console is not empty:\n" + "\n".join(complaints), pytrace=False)


@pytest.fixture
def page(visitor) -> Page:
    """An anonymous reader's page at 1280 px, scripts on."""
    return visitor()


class Visit:
    """One visitor's stay: remembers what the browser complained about."""

    def __init__(self, context: BrowserContext):
        self.context = context
        self._messages = []
        self._answered_with_error = set()
        context.on("console", self._on_console)
        context.on("weberror", self._on_page_error)
        context.on("response", self._on_response)

    def complaints(self) -> list[str]:
        """Every message but those that Chromium writes by itself about an answer of 404, say."""
        return [text for address, text in self._messages if not self._is_expected(address, text)]

    def _is_expected(self, address, text):
        """True where a test went to such a page or sent such a form, and for the icon of a page without.

        Chromium asks for that icon once in a run, so that it would fail one test or another by chance.
        """
        asked_for = address in self._answered_with_error or address.endswith("/favicon.ico")
        return asked_for and "Failed to load resource" in text

    def _on_console(self, message: ConsoleMessage):
        address = message.location["url"]
        self._messages.append((address, f"{message.type}: {message.text} ({address})"))

    def _on_page_error(self, error: WebError):
        self._messages.append(("", f"page error: {error.error} ({error.page.url})"))

    def _on_response(self, response: Response):
        request = response.request
        if response.status >= 400 and (request.is_navigation_request() or request.method == "POST"):
            self._answered_with_error.add(response.url)


def _signed_in(user, url):
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}
