"""Bodies of every kind of block, and the edits an editor makes to them."""

from hypothesis import strategies as st

from cms.html import clean_body

WORDS = (
    "the of a and pain back 10 mg 100 1.5 rest Rest. walk, slowly never not heat’s well-known naïve café "
    "我 喜欢 吃 苹果 ภาษาไทย 痛み للظهر 12 ألم हिन्दी 👩‍⚕️ 🇫🇷 e.g. (see) — … ?"
).split()
HREFS = ["/a/", "/b/", "https://good.example/x", "https://bad.example/x", "#causes"]
GAPS = [" "] * 12 + ["&nbsp;", "<br>", "", "  "]
MARKS = ["strong", "em", "u", "s", "code", "sub", "sup", "ins", "del"]

words = st.sampled_from(WORDS)


@st.composite
def pieces(draw):
    text = draw(words)
    for mark in draw(st.lists(st.sampled_from(MARKS), max_size=2)):
        text = f"<{mark}>{text}</{mark}>"
    if draw(st.integers(0, 9)) == 0:
        text = f'<a href="{draw(st.sampled_from(HREFS))}">{text} {draw(words)}</a>'
    return text + draw(st.sampled_from(GAPS))


inline = st.lists(pieces() | words.map(lambda word: f"{word} "), min_size=1, max_size=14).map("".join)
paragraphs = inline.map(lambda html: f"<p>{html}</p>")
headings = st.tuples(st.sampled_from(["h2", "h3", "h4"]), inline).map(
    lambda made: f"<{made[0]}>{made[1]}</{made[0]}>"
)
pres = st.lists(inline | st.sampled_from(["\n  ", "\n", "    "]), min_size=1, max_size=4).map(
    lambda parts: f"<pre>{''.join(parts)}</pre>"
)
images = st.tuples(st.integers(1, 4), st.lists(words, max_size=3).map(" ".join)).map(
    lambda made: f'<img src="/images/{made[0]}/" alt="{made[1]}">'
)
captions = st.just("") | inline.map(lambda html: f"<figcaption>{html}</figcaption>")
figures = st.tuples(images, captions).map(lambda made: f"<figure>{''.join(made)}</figure>")
simple = paragraphs | headings | pres | figures | st.just("<hr>")


@st.composite
def lists(draw, inner=None):
    tag = draw(st.sampled_from(["ul", "ol", "ol start=4"]))
    inner = st.nothing() if inner is None else inner
    items = draw(st.lists(inline | st.tuples(inline, inner).map("".join), min_size=1, max_size=4))
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag[:2]}>"


@st.composite
def tables(draw):
    width = draw(st.integers(1, 3))
    rows = []
    for _ in range(draw(st.integers(1, 3))):
        tag = draw(st.sampled_from(["td", "td", "th", "td colspan=2"]))
        cells = draw(st.lists(inline | st.just("") | lists(), min_size=width, max_size=width))
        rows.append(f"<tr>{''.join(f'<{tag}>{cell}</{tag[:2]}>' for cell in cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


any_block = simple | lists(inner=lists() | paragraphs) | tables()
around = st.tuples(
    st.sampled_from(["blockquote", "aside class=emergency", "aside class=note"]), any_block, any_block
)
wrapped = around.map(lambda made: f"<{made[0]}>{made[1]}{made[2]}</{made[0].split()[0]}>")
block_lists = st.lists(any_block | wrapped, max_size=6)


@st.composite
def edited(draw, blocks):
    """The blocks after a few edits: words changed, blocks added, removed, moved, doubled, wrapped, joined."""
    blocks = [*blocks]
    for _ in range(draw(st.integers(0, 4))):
        edit = draw(st.sampled_from(EDITS))
        place = draw(st.integers(0, len(blocks)))
        if edit is None:
            blocks.insert(place, draw(any_block))
        elif blocks:
            blocks = edit(blocks, place % len(blocks), draw(words), draw(words))
    return blocks


def replace_word(blocks, place, old, new):
    return [*blocks[:place], blocks[place].replace(old, new), *blocks[place + 1 :]]


def make_bold(blocks, place, old, new):
    return replace_word(blocks, place, f"{old} ", f"<strong>{old}</strong> ")


def make_link(blocks, place, old, new):
    return replace_word(blocks, place, f"{old} ", f'<a href="/new/">{old}</a> ')


def other_links(blocks, place, old, new):
    return replace_word(blocks, place, "/a/", "/c/")


def other_spaces(blocks, place, old, new):
    return replace_word(blocks, place, f"{old} ", f"{old}&nbsp;")


def split(blocks, place, old, new):
    return replace_word(blocks, place, f"{old} ", f"{old}</p><p>")


def remove(blocks, place, old, new):
    return [*blocks[:place], *blocks[place + 1 :]]


def double(blocks, place, old, new):
    return [*blocks[:place], blocks[place], *blocks[place:]]


def move(blocks, place, old, new):
    return [blocks[place], *remove(blocks, place, old, new)]


def quote(blocks, place, old, new):
    return [*blocks[:place], f"<blockquote>{blocks[place]}</blockquote>", *blocks[place + 1 :]]


def other_level(blocks, place, old, new):
    return replace_word(blocks, place, "h2>", "h3>")


def other_list(blocks, place, old, new):
    return replace_word(blocks, place, "ul>", "ol>")


def other_image(blocks, place, old, new):
    return replace_word(blocks, place, "/images/1/", "/images/2/")


EDITS = [
    None, replace_word, replace_word, make_bold, make_link, other_links, other_spaces, split, remove, double,
    move, quote, other_level, other_list, other_image,
]  # fmt: skip


@st.composite
def bodies(draw):
    return clean_body("".join(draw(block_lists)))


@st.composite
def edits(draw):
    """Two bodies, the second an edit of the first."""
    blocks = draw(block_lists)
    return clean_body("".join(blocks)), clean_body("".join(draw(edited(blocks))))
