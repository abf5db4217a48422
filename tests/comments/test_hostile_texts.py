"""Whatever is typed as a name or a comment comes back as words, or is told in words why not."""

import re
from dataclasses import fields
from html import unescape
from random import Random
from types import SimpleNamespace

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from cms.text import clean_line, clean_text
from comments import moderation
from comments.forms import CommentForm
from comments.links.addresses import find_links
from comments.markup import ShownLink, comment_html, fill_links
from comments.models import Comment
from comments.printed import Printer
from comments.submission import Submission, submit
from comments.thread import Shown, thread_of
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


# --- The same without a database: hundreds of payloads, thousands of texts ---


#: What runs a script where markup is taken for markup …
VECTORS = [
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    "<svg onload=window.ran=1>",
    "<svg><script>window.ran=1</script></svg>",
    "<body onload=window.ran=1>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<video><source onerror=window.ran=1></video>",
    "<details open ontoggle=window.ran=1>",
    "<input autofocus onfocus=window.ran=1>",
    "<marquee onstart=window.ran=1>",
    "<object data='data:text/html,<script>parent.ran=1</script>'></object>",
    "<style onload=window.ran=1></style>",
    "<math><mi xlink:href='javascript:window.ran=1'>x</mi></math>",
    "<form><button formaction=javascript:window.ran=1>go</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:window.ran=1'>",
    "<link rel=stylesheet href=https://spa.example/x.css>",
    "<base href=https://spa.example/>",
]
#: … and where it may stand.
PLACES = [
    "{}",
    '"><{}',
    "'>{}",
    "</p></div></article></li></ol>{}",
    "<!--{}-->{}<!--",
    "</title></style></script></textarea>{}",
    "> {}",
    "> > > > {}",
    'https://spa.example/?a="{}',
    "https://spa.example/{}",
    "[{}](https://spa.example/{})",
    "&lt;{}&gt;",
]
PAYLOADS = [place.replace("{}", vector) for place in PLACES for vector in VECTORS]


@pytest.fixture(scope="module")
def printer():
    live = SimpleNamespace(number=1)
    return Printer(SimpleNamespace(live_slug="back-pain", live=live), can_reply=True)


def shown(pk, text, name):
    """A public comment of these words by somebody of this name, its links allowed."""
    links = find_links(text)
    words = {number: ShownLink(link.url, "link") for number, link in enumerate(links)}
    told = dict.fromkeys((one.name for one in fields(Shown) if one.init), None)
    told |= {"pk": pk, "state": "published", "created_at": timezone.now(), "revision_number": 1}
    told |= {"name": name, "html": fill_links(comment_html(text, links), words), "replies": []}
    return Shown(**{**told, "badge": "", "website": "", "replying_to": name, "is_own": False})


def test_two_hundred_payloads_as_words_and_as_a_name_run_nothing(browser, printer):
    assert len(PAYLOADS) > 200
    rows = [shown(pk, text, clean_line(text)) for pk, text in enumerate(PAYLOADS + HOSTILE, 1)]
    page, foreign = browser.new_page(), []
    page.on("request", lambda request: foreign.append(request.url))
    page.set_content(f'<ol class="comments">{printer.threads(rows)}</ol>')
    assert page.evaluate("typeof window.ran") == "undefined"
    assert foreign == []
    assert page.locator("article.comment").count() == len(rows)
    tags = page.evaluate("[...new Set([...document.querySelectorAll('body *')].map(e => e.tagName))]")
    assert {*tags} <= {
        "OL", "LI", "ARTICLE", "SPAN", "HEADER", "H3", "TIME", "DIV", "P", "BDI", "BLOCKQUOTE", "BR", "A",
    }  # fmt: skip
    names = page.locator("h3").all_text_contents()
    assert names == [row.name for row in rows]
    page.close()


def fuzzed(lot):
    """Half of it what markup and addresses are made of, half any characters there are."""
    anything = (chr(lot.randrange(0x110000)) for _ in iter(int, 1))
    odd = (character for character in anything if not "\ud800" <= character <= "\udfff")
    return "".join(lot.choice((lot.choice(PIECES), next(odd))) for _ in range(lot.randrange(40)))


def test_five_thousand_fuzzed_texts_and_names_are_taken_or_refused_in_words_and_printed_as_words(printer):
    lot = Random(5_000)
    for number in range(5_000):
        text, name = fuzzed(lot), fuzzed(lot)
        form = CommentForm({"text": text, "name": name, "email": "ann@example.org"})
        if not form.is_valid():
            assert all(words for told in form.errors.values() for words in told)
            assert form["text"].value() == text
        text, name = clean_text(text), clean_line(name)
        assert (clean_text(text), clean_line(name)) == (text, name)
        html = comment_html(text, [])
        assert {*re.findall(r"</?([^>\s]*)", html)} <= {"p", "br", "blockquote"}
        words = unescape(re.sub(r"<[^>]+>", " ", html))
        assert re.sub(r"[\s>]", "", words) == re.sub(r"[\s>]", "", text), number
        printed = printer.threads([shown(number, text, name)])
        heading = re.search(r'<h3 id="[^"]+">([^<]*)</h3>', printed)
        assert unescape(heading[1]) == name


HONEST = [
    "It’s 37.5 °C – “really”? <3 & <5 min; a<b>c, x > y && y > z",
    "مرحبا! هذا ساعدني: 3 مرات في اليوم (صباحًا).",
    "שלום, הכיסא עזר לי – 20 דקות.",
    "กี่ครั้งที่ควรยืดเหยียดต่อวัน",
    "नमस्ते, क्या यह गर्भावस्था में ठीक है?",
    "👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 ❤️",
    "Zürich, naïve, Ångström, ﬁ, ½, Ω",
    "First.\n\n  indented\n\tcode { return a[0] < 1; }",
    ">:( I took >50 mg",
]


@pytest.mark.django_db
def test_what_an_honest_writer_typed_comes_back_as_typed():
    make_article(slug="back-pain")
    for number, text in enumerate(HONEST):
        fields = {"text": text, "name": text[:20], "email": "ann@example.org", "key": str(number)}
        with override_settings(COMMENT_LIMITS=False):
            sent = Client().post("/articles/back-pain/comments/", fields)
        edited = Client().get(f"{sent['Location']}edit/")
        assert edited.context["form"]["text"].value() == text
        assert f">\n{escape(text)}</textarea>" in edited.text
