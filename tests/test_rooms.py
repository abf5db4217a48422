"""Which room may import which: the walls of docs/architecture.md, checked on the code itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("cms", "articles", "comments", "wordpress", "demo", "worker")
#: App → the apps it may import. Names alone (urls, settings) do not count.
DOORS = {
    "cms": {"cms"},
    "articles": {"articles", "cms"},
    "comments": {"comments", "articles", "cms"},
    "wordpress": {"wordpress", "articles", "comments", "cms"},
    "demo": {"demo", "articles", "comments", "cms"},
    "worker": {"worker", "cms"},
}
#: Floors inside an app, the lowest first; a module not named here is a rule.
OUTERMOST = {
    "views",
    "machines",
    "admin",
    "feeds",
    "urls",
    "sitemaps",
    "templatetags",
    "management",
    "middleware",
    "desk",
}
CLEANERS = {"bleach", "nh3"}
#: Plain data without rules, which models use too.
DATA = {"models", "snapshot"}


def modules(app):
    for path in sorted((ROOT / app).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def imported(path):
    """The dotted names a module imports, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor(parts):
    """0 data, 1 rules, 2 forms, 3 what answers requests and commands."""
    inside = parts[1] if len(parts) > 1 else ""
    if inside in DATA:
        return 0
    if inside == "forms":
        return 2
    return 3 if inside in OUTERMOST else 1


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_the_apps_it_may(app):
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(app)
        for name in imported(path)
        if name.split(".")[0] in APPS and name.split(".")[0] not in DOORS[app]
    ]
    assert wrong == []


@pytest.mark.parametrize("app", ["articles", "comments"])
def test_inside_an_app_nothing_imports_a_floor_above_its_own(app):
    wrong = []
    for path in modules(app):
        own = floor(path.relative_to(ROOT).with_suffix("").parts)
        for name in imported(path):
            parts = name.split(".")
            if parts[0] == app and len(parts) > 1 and floor(parts) > own:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_only_cms_html_imports_a_cleaner():
    importers = {
        str(path.relative_to(ROOT))
        for app in APPS
        for path in modules(app)
        if CLEANERS & {name.split(".")[0] for name in imported(path)}
    }
    assert importers == {"cms/html.py"}
