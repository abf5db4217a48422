"""The checks find what they are for: a check that cannot fail says nothing."""

import pytest

from tests.browser import Visit
from tests.checks import assert_accessible, assert_fits, assert_valid_css, assert_valid_html

SOUND = '<!DOCTYPE html><html lang="en"><title>A page</title><main><h1>A page</h1>{}</main></html>'
POLICY = {"Content-Security-Policy": "default-src 'none'", "Content-Type": "text/html"}
ADDRESS = "http://site.example/"


@pytest.fixture
def bare_page(browser):
    with browser.new_context(viewport={"width": 320, "height": 600}) as context:
        yield context.new_page()


def test_a_sound_page_passes(bare_page):
    bare_page.set_content(SOUND.format("<p>Words.</p>"))
    assert_accessible(bare_page)


def test_an_image_without_words_is_found_inside_a_closed_fold(bare_page):
    bare_page.set_content(SOUND.format("<details><summary>More</summary><img src=''></details>"))
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(bare_page)


def test_a_page_wider_than_its_window_is_found(bare_page):
    bare_page.set_content(SOUND.format("<pre>" + "wide " * 100 + "</pre>"))
    with pytest.raises(AssertionError, match="in a window of 320 px"):
        assert_fits(bare_page)


def test_the_html_checker_names_the_page_at_fault():
    with pytest.raises(AssertionError, match="/faulty/") as failure:
        assert_valid_html({"/sound/": SOUND.format(""), "/faulty/": SOUND.format("<p></div>")})
    assert "/sound/" not in str(failure.value)


def test_the_html_checker_warns_too():
    with pytest.raises(AssertionError, match="page 2 line 1: Empty heading"):
        assert_valid_html([SOUND.format("<p>Words.</p>"), SOUND.format("<h2></h2>")])


def test_the_css_checker_reads_inside_layers(tmp_path):
    sound, faulty = tmp_path / "sound.css", tmp_path / "faulty.css"
    sound.write_text("@layer base { p { color: red } }")
    faulty.write_text("@layer base { p { colour: red } }")
    assert_valid_css(sound)
    with pytest.raises(AssertionError, match="colour"):
        assert_valid_css(sound, faulty)


@pytest.fixture
def complaints_about(browser):
    """A function: what a visitor's browser says about an answer with this body and status."""

    def visit(body, status=200):
        with browser.new_context() as context:
            visit = Visit(context)
            context.route("**/*", lambda route: route.fulfill(status=status, headers=POLICY, body=body))
            page = context.new_page()
            page.goto(ADDRESS)
        return visit.complaints()

    return visit


def test_a_breach_of_the_policy_is_a_complaint(complaints_about):
    complaints = complaints_about(SOUND.format("<script>document.title = 'Mine'</script>"))
    assert len(complaints) == 1
    assert "Content Security Policy" in complaints[0]


def test_an_answer_of_404_that_was_asked_for_is_not_a_complaint(complaints_about):
    assert complaints_about(SOUND.format(""), status=404) == []


def test_an_error_thrown_by_a_script_is_a_complaint(browser):
    with browser.new_context() as context:
        visit = Visit(context)
        page = context.new_page()
        with page.expect_event("pageerror"):
            page.set_content(SOUND.format("<script>throw new Error('lost')</script>"))
    assert [complaint for complaint in visit.complaints() if "page error: lost" in complaint]
