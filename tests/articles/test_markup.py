import pytest

from articles.markup import ImageFacts, Rendering, image_ids, render

PHOTO = {7: ImageFacts(url="/media/back.webp", width=1600, height=747, srcset="/media/480.webp 480w")}


def html(body, images=None):
    return render(body, images or {}).html


def test_a_heading_gets_an_id_of_its_own_and_a_place_in_the_contents():
    made = render("<h2>What helps?</h2>\n<h3>Heat</h3>\n<h2>What helps?</h2>\n<h2>東京</h2>", {})
    assert made.html == (
        '<h2 id="what-helps">What helps?</h2>\n<h3 id="heat">Heat</h3>\n'
        '<h2 id="what-helps-2">What helps?</h2>\n<h2 id="東京">東京</h2>'
    )
    assert made.contents == [("what-helps", "What helps?"), ("what-helps-2", "What helps?"), ("東京", "東京")]


@pytest.mark.parametrize("words", ["Comments", "C-5", "Reply", "About"])
def test_a_heading_takes_no_id_that_the_page_needs(words):
    assert html(f"<h2>{words}</h2>") == f'<h2 id="{words.lower()}-2">{words}</h2>'


def test_a_heading_of_signs_only_has_an_id_too():
    assert html("<h2>?!</h2>") == '<h2 id="section">?!</h2>'


def test_words_are_counted_without_markup():
    assert render("<p>One <strong>two</strong>.</p>\n<p>Three</p>", {}).words == 3


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        (
            '<aside class="emergency"><h2>When to get help</h2><p>Call.</p></aside>',
            (
                '<aside class="callout" aria-labelledby="when-to-get-help">'
                '<h2 id="when-to-get-help">When to get help</h2>\n<p>Call.</p></aside>'
            ),
        ),
        (
            '<aside class="note"><p>By the way.</p></aside>',
            '<aside class="callout note" aria-label="Note 1"><p>By the way.</p></aside>',
        ),
    ],
)
def test_a_box_is_named_by_its_heading_or_by_what_it_is(body, printed):
    assert html(body) == printed


def test_a_picture_gets_its_file_and_sizes():
    assert html('<figure><img src="/images/7/" alt="A back"></figure>', PHOTO) == (
        '<figure><img src="/media/back.webp" alt="A back" width="1600" height="747"'
        ' srcset="/media/480.webp 480w"'
        ' sizes="(min-width: 42rem) 40rem, calc(100vw - 2.5rem)" loading="lazy"></figure>'
    )


def test_a_picture_in_several_formats_offers_the_best_first():
    sources = (("image/avif", "/480.avif 480w"), ("image/webp", "/480.webp 480w"))
    facts = ImageFacts(url="/480.jpg", width=480, height=320, srcset="/480.jpg 480w", sources=sources)
    sizes = 'sizes="(min-width: 42rem) 40rem, calc(100vw - 2.5rem)"'
    assert html('<figure><img src="/images/7/" alt=""></figure>', {7: facts}) == (
        "<figure><picture>"
        f'<source type="image/avif" srcset="/480.avif 480w" {sizes}>'
        f'<source type="image/webp" srcset="/480.webp 480w" {sizes}>'
        f'<img src="/480.jpg" alt="" width="480" height="320" srcset="/480.jpg 480w" {sizes} loading="lazy">'
        "</picture></figure>"
    )


@pytest.mark.parametrize("images", [{}, {7: ImageFacts()}])
def test_a_missing_picture_leaves_a_frame_with_its_description(images):
    assert html('<figure><img src="/images/7/" alt="A “back”"></figure>', images) == (
        '<figure><span class="empty-frame" role="img" aria-label="A “back”">A “back”</span></figure>'
    )


def test_a_table_can_be_scrolled_by_keyboard():
    assert html("<table><tbody><tr><td>1</td></tr></tbody></table>") == (
        '<div class="table-frame" role="region" aria-label="Table 1" tabindex="0">'
        "<table><tbody>\n<tr><td>1</td></tr></tbody></table></div>"
    ).replace("<tbody>\n", "<tbody>")


def test_words_are_escaped_again():
    assert html("<p>1 &lt; 2 &amp; 3</p>") == "<p>1 &lt; 2 &amp; 3</p>"


def test_the_images_of_a_body_are_those_of_the_library():
    assert image_ids('<figure><img src="/images/7/" alt=""></figure><p>/images/8/</p>') == {7}


def test_an_empty_body_is_an_empty_rendering():
    assert render("", {}) == Rendering("", [], 0)
