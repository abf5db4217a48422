"""Whatever is typed as a name or a comment comes back as words, or is told in words why not."""

import re
from html import unescape

import pytest
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from cms.text import clean_line, clean_text
from comments import moderation
from comments.markup import comment_html
from comments.models import Comment
from comments.submission import Submission, submit
from comments.thread import thread_of
from tests.factories import make_article

HOSTILE = [
    "<script>window.ran = 1</script>",
    '"><img src=x onerror="window.ran = 1">',
    "<svg/onload=window.ran=1>",
    "<svg><animate onbegin=window.ran=1 attributeName=x dur=1s>",
    "</article></li></ol><iframe srcdoc='<script>parent.ran = 1</script>'></iframe>",
    "<a href='javascript:window.ran=1' autofocus onfocus=window.ran=1>here</a>",
    "javascript:window.ran=1",
    "> <details open ontoggle=window.ran=1>",
    "> https://spa.example/\"onmouseover=\"window.ran=1\"",
    "https://spa.example/'><script>window.ran=1</script>",
    "<style>@import 'https://spa.example/'; * { display: none }</style>",
    "<math><mtext></p><mglyph><style><img src=x onerror=window.ran=1></style>",
    "<!-- --><!--><script>window.ran=1</script>-->",
    "{{ settings.SECRET_KEY }} {% load static %} ${7*7} #{7*7} <%= 7*7 %>",
    "'; DROP TABLE comments_comment; --",
    "%s %d %n {0} {name!r}",
    "\x1a0\x1a \x1a1\x1a https://spa.example/",
    "&lt;script&gt; &#60;script&#62; &amp;amp;",
    "\u202etxt.exe\u202c \u2066\u2067a",
    "Z" + "\u0310\u0321\u0489" * 60,
    "\ufdd0\U0001fffe\ufffe null\ufeff",
    ">" * 2_000,
    "> " * 1_000 + "deep",
    "[" * 2_000 + "](http://a.example)",
    "\n".join(["> a", "b"] * 400),
    "http://" * 300,
]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_hostile_texts_run_nothing_even_without_the_content_security_policy(browser, live_server):
    article = make_article(slug="back-pain")
    for number, text in enumerate(HOSTILE):
        sent = Submission(text=text, name=clean_line(text)[:80] or "Ann", key=str(number), rule="trial")
        moderation.approve(submit(article, sent), by=None)
    context = browser.new_context(base_url=live_server.url, bypass_csp=True)
    page, foreign = context.new_page(), []
    page.on("request", lambda request: request.url.startswith(live_server.url) or foreign.append(request.url))
    page.goto("/articles/back-pain/", wait_until="networkidle")
    assert page.evaluate("typeof window.ran") == "undefined"
    assert foreign == []
    tags = page.evaluate(
        "[...new Set([...document.querySelectorAll('.comment-text *')].map(e => e.tagName))]"
    )
    assert {*tags} <= {"P", "BR", "BLOCKQUOTE", "A", "SPAN"}
    assert page.locator("article.comment").count() == len(HOSTILE)
    context.close()


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["text", "name"])
def test_hostile_texts_are_taken_or_refused_in_words_and_never_lost(field):
    make_article(slug="back-pain")
    for number, text in enumerate(HOSTILE):
        fields = {"text": f"Number {number}", "name": "Ann", "email": "ann@example.org", field: text}
        response = Client().post("/articles/back-pain/comments/", fields | {"key": str(number)})
        assert response.status_code in (303, 422, 429)
        if response.status_code != 303:
            given = response.context["form"][field].value()
            assert given == text
        Comment.objects.update(network="")


PIECES = [*"<>&\"'\n\t \x00\x1a0a.:/@[]({%", "> ", "\n> ", "https://", "a.example", "\u202e\u200d", "👩‍👩‍👧"]
ALPHABET = st.sampled_from(PIECES)
TEXTS = st.lists(ALPHABET | st.characters(exclude_categories=["Cs"]), max_size=40).map("".join)


@settings(max_examples=300)
@given(TEXTS)
def test_a_text_is_printed_as_its_words_in_a_few_elements(text):
    text = clean_text(text)
    html = comment_html(text, [])
    assert {*re.findall(r"</?([^>\s]*)", html)} <= {"p", "br", "blockquote"}
    words = unescape(re.sub(r"<[^>]+>", " ", html))
    assert re.sub(r"[\s>]", "", words) == re.sub(r"[\s>]", "", text)


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, TEXTS)
def test_any_name_and_text_is_answered(text, name):
    article = Article.objects.first() or make_article(slug="back-pain")
    fields = {"text": text, "name": name[:80], "email": "ann@example.org"}
    with override_settings(COMMENT_LIMITS=False):
        response = Client().post("/articles/back-pain/comments/", fields)
    assert response.status_code in (303, 422)
    assert thread_of(article).threads == []
