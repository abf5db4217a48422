"""What the entries of an export hold, field by field, and in which order they come."""

import re
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.wordpress.exports import comment, entries, export, field, item, meta, only
from wordpress.entries import Attachment, Author, Category, Comment, Post, Repair, Site, Tag, Term
from wordpress.reader import read

ABOUT = (
    "<title>Knees &amp; Backs</title><link>https://old.example/feed</link><language>en-GB</language>"
    "<wp:base_site_url>https://network.example</wp:base_site_url>"
    "<wp:base_blog_url>https://old.example</wp:base_blog_url>"
)


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_site_prefers_the_blog_to_its_network(tmp_path):
    assert entries(tmp_path, export(ABOUT)) == [Site("Knees & Backs", "https://old.example", "en-GB", None)]


def test_site_without_addresses_falls_back_to_its_link(tmp_path):
    assert entries(tmp_path, export("<link>https://old.example</link>")) == [
        Site("", "https://old.example", "", None)
    ]


def test_site_says_when_it_was_exported(tmp_path):
    about = "<pubDate>Tue, 02 Jul 2019 10:00:00 +0200</pubDate>"
    assert only(Site, entries(tmp_path, export(about))).exported == moment(2019, 7, 2, 8)


def test_author_takes_the_display_name(tmp_path):
    record = f"<wp:author>{field('wp:author_login', 'ada')}{field('wp:author_email', 'ada@example.org')}"
    record += f"{field('wp:author_display_name', 'Ada &amp; Co')}</wp:author>"
    assert only(Author, entries(tmp_path, export(record))) == Author("ada", "ada@example.org", "Ada & Co")


def test_author_without_a_display_name_goes_by_first_and_last_name_then_login(tmp_path):
    named = "<wp:author_first_name>Ada</wp:author_first_name><wp:author_last_name>Byron</wp:author_last_name>"
    login = "<wp:author_login>ada</wp:author_login>"
    found = entries(tmp_path, export(f"<wp:author>{login}{named}</wp:author><wp:author>{login}</wp:author>"))
    assert found[1:] == [Author("ada", "", "Ada Byron"), Author("ada", "", "ada")]


def test_category_and_tag_hold_every_field(tmp_path):
    category = (
        field("wp:category_nicename", "l%c3%b6sung")
        + field("wp:category_parent", "r%C3%BCcken")
        + field("wp:cat_name", "L&ouml;sung")
        + field("wp:category_description", "What <em>helps</em>")
    )
    tag = (
        field("wp:tag_slug", "back-pain")
        + field("wp:tag_name", "back pain")
        + field("wp:tag_description", "It")
    )
    found = entries(tmp_path, export(f"<wp:category>{category}</wp:category>\n<wp:tag>{tag}</wp:tag>"))
    assert found[1:] == [
        Category("lösung", "Lösung", "rücken", "What <em>helps</em>"),
        Tag("back-pain", "back pain", "It"),
    ]


def test_attachment_holds_every_field(tmp_path):
    record = item(
        field("title", "Spine"),
        field("content:encoded", "© A. Painter"),
        field("excerpt:encoded", "A spine, <em>drawn</em>"),
        "<wp:post_parent>9</wp:post_parent>",
        field("wp:attachment_url", "https://old.example/spine.jpg"),
        meta("_wp_attached_file", "spine.jpg"),
        meta("_wp_attachment_image_alt", "Drawing of a &quot;spine&quot;"),
        wp_id=12,
        kind="attachment",
    )
    assert only(Attachment, entries(tmp_path, export(record))) == Attachment(
        wp_id=12,
        title="Spine",
        url="https://old.example/spine.jpg",
        alt='Drawing of a "spine"',
        caption="A spine, <em>drawn</em>",
        description="© A. Painter",
        parent=9,
        comments=(),
    )


def test_attachment_without_an_address_of_its_own_uses_its_guid(tmp_path):
    record = item("<guid>https://old.example/a.jpg</guid>", kind="attachment")
    assert only(Attachment, entries(tmp_path, export(record))).url == "https://old.example/a.jpg"


def test_post_holds_every_field(tmp_path):
    record = item(
        field("title", "Backs &amp; <em>knees</em>"),
        "<link>https://old.example/backs/</link><pubDate>Mon, 07 May 2018 13:00:00 +0000</pubDate>",
        field("dc:creator", "ada"),
        field("content:encoded", "\n<p>Text</p>\n"),
        field("excerpt:encoded", "In <b>short</b>"),
        field("wp:post_date", "2018-05-07 09:00:00") + field("wp:post_date_gmt", "2018-05-07 13:00:00"),
        field("wp:post_modified", "2018-07-30 11:15:00")
        + field("wp:post_modified_gmt", "2018-07-30 15:15:00"),
        field("wp:comment_status", "open") + field("wp:post_name", "m%c3%a1s"),
        field("wp:status", "publish") + field("wp:post_password", "") + "<wp:is_sticky>1</wp:is_sticky>",
        '<category domain="category" nicename="pain"><![CDATA[Pain]]></category>',
        '<category domain="post_tag" nicename="d%c3%adas"><![CDATA[días]]></category>',
        '<category domain="post_format" nicename="aside"><![CDATA[Aside]]></category>',
        meta("_thumbnail_id", "12"),
        comment(wp_id=3),
    )
    post = only(Post, entries(tmp_path, export(record)))
    assert post == Post(
        wp_id=7,
        kind="post",
        status="publish",
        title="Backs & knees",
        slug="más",
        link="https://old.example/backs/",
        creator="ada",
        content="\n<p>Text</p>\n",
        excerpt="In <b>short</b>",
        published=moment(2018, 5, 7, 13),
        modified=moment(2018, 7, 30, 15, 15),
        comment_status="open",
        password_protected=False,
        is_sticky=True,
        categories=(Term("pain", "Pain"),),
        tags=(Term("días", "días"),),
        thumbnail_id=12,
        comments=(Comment(3, "", "", "", None, "", "0", "comment", None, None),),
    )


def test_post_with_nothing_in_it_is_read_as_unknown_throughout(tmp_path):
    assert only(Post, entries(tmp_path, export("<item></item>"))) == Post(
        wp_id=None,
        kind="post",
        status="",
        title="",
        slug="",
        link="",
        creator="",
        content="",
        excerpt="",
        published=None,
        modified=None,
        comment_status="",
        password_protected=False,
        is_sticky=False,
        categories=(),
        tags=(),
        thumbnail_id=None,
        comments=(),
    )


def test_password_is_noticed_and_not_kept(tmp_path):
    post = only(Post, entries(tmp_path, export(item(field("wp:post_password", "open sesame")))))
    assert post.password_protected
    assert "sesame" not in repr(post)


def test_pages_and_other_kinds_keep_their_kind(tmp_path):
    found = entries(tmp_path, export(item(kind="page"), item(kind="nav_menu_item")))
    assert [entry.kind for entry in found[1:]] == ["page", "nav_menu_item"]


def test_numbers_that_are_no_ids_are_unknown(tmp_path):
    record = item(meta("_thumbnail_id", "9" * 30), "<wp:post_parent>-3</wp:post_parent>", kind="attachment")
    posts = export(record, item(meta("_thumbnail_id", "9" * 30)), item(meta("_thumbnail_id", "twelve")))
    found = entries(tmp_path, posts)
    assert found[1].parent is None
    assert [post.thumbnail_id for post in found[2:]] == [None, None]


def test_comment_holds_every_field(tmp_path):
    remark = comment(
        field("wp:comment_author", "Jo &amp; Al"),
        field("wp:comment_author_email", "jo@example.org"),
        field("wp:comment_author_url", "https://jo.example/"),
        field("wp:comment_author_IP", "192.0.2.1"),
        field("wp:comment_date", "2018-03-02 12:10:05") + field("wp:comment_date_gmt", "2018-03-02 16:10:05"),
        field("wp:comment_content", "\nIt <b>helped</b>.\n\nThanks\n"),
        "<wp:comment_approved>1</wp:comment_approved><wp:comment_type>pingback</wp:comment_type>",
        "<wp:comment_parent>4</wp:comment_parent><wp:comment_user_id>2</wp:comment_user_id>",
        f"<wp:commentmeta>{field('wp:meta_key', 'wp:comment_author')}</wp:commentmeta>",
        wp_id=5,
    )
    assert only(Post, entries(tmp_path, export(item(remark)))).comments == (
        Comment(
            wp_id=5,
            author="Jo & Al",
            email="jo@example.org",
            url="https://jo.example/",
            at=moment(2018, 3, 2, 16, 10, 5),
            content="It <b>helped</b>.\n\nThanks",
            approved="1",
            kind="pingback",
            parent_id=4,
            user_id=2,
        ),
    )


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("1", "1"),
        ("0", "0"),
        ("spam", "spam"),
        ("trash", "trash"),
        ("post-trashed", "post-trashed"),
        ("approved", "0"),
        ("2", "0"),
        ("", "0"),
    ],
)
def test_comment_is_approved_only_when_the_export_says_so(tmp_path, written, read_as):
    remark = comment(field("wp:comment_approved", written))
    assert only(Post, entries(tmp_path, export(item(remark)))).comments[0].approved == read_as


def test_comments_keep_their_order_and_attachments_have_them_too(tmp_path):
    record = item(comment(wp_id=9), comment(wp_id=2), comment(wp_id=5), kind="attachment")
    found = only(Attachment, entries(tmp_path, export(record)))
    assert [remark.wp_id for remark in found.comments] == [9, 2, 5]


def test_entries_come_in_file_order_with_the_site_first(tmp_path):
    text = export(
        "<title>Late title</title>",
        item(wp_id=3),
        "<wp:tag><wp:tag_slug>a</wp:tag_slug></wp:tag>",
        item(wp_id=1, kind="attachment"),
        "<wp:author><wp:author_login>ada</wp:author_login></wp:author>",
        item(wp_id=2, kind="page"),
    )
    found = entries(tmp_path, text)
    assert [type(entry) for entry in found] == [Site, Post, Tag, Attachment, Author, Post]
    assert [entry.wp_id for entry in found if hasattr(entry, "wp_id")] == [3, 1, 2]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.3"])
def test_every_version_of_the_format_reads_alike(tmp_path, version):
    record = item(field("excerpt:encoded", "Short"), field("content:encoded", "Long"))
    post = only(Post, entries(tmp_path, export(record, version=version)))
    assert (post.wp_id, post.excerpt, post.content) == (7, "Short", "Long")


def test_other_prefixes_for_the_same_namespaces_read_alike(tmp_path):
    text = export(item(field("content:encoded", "Long")))
    text = re.sub(r"\bwp([:=])", r"ns0\1", re.sub(r"\bcontent([:=])", r"ns1\1", text))
    post = only(Post, entries(tmp_path, text))
    assert (post.wp_id, post.content) == (7, "Long")


def test_prefix_that_nobody_declared_is_let_through(tmp_path):
    text = export(
        '<atom:link rel="search" href="https://old.example/s"/>', item("<media:thing>x</media:thing>")
    )
    assert only(Post, entries(tmp_path, text)).wp_id == 7


def test_oldest_format_writes_terms_twice_and_says_tag(tmp_path):
    record = item(
        "<category><![CDATA[Pain]]></category>",
        '<category domain="category" nicename="pain"><![CDATA[Pain]]></category>',
        '<category domain="tag"><![CDATA[back]]></category>',
        '<category domain="tag" nicename="back"><![CDATA[back]]></category>',
        '<category domain="tag"><![CDATA[nameless slug]]></category>',
    )
    post = only(Post, entries(tmp_path, export(record, version="1.0")))
    assert post.categories == (Term("pain", "Pain"),)
    assert post.tags == (Term("back", "back"), Term("", "nameless slug"))


def test_cdata_in_every_odd_form_is_one_text(tmp_path):
    bodies = {
        "<![CDATA[one]]><![CDATA[ two]]> three": "one two three",
        "<![CDATA[a ]]]]><![CDATA[> b]]>": "a ]]> b",
        "<![CDATA[see <![CDATA[ here]]>": "see <![CDATA[ here",
        "<![CDATA[]]>": "",
        "<![CDATA[ends with ]] >]]>": "ends with ]] >",
        "&lt;p&gt;Fish &amp;amp; chips&lt;/p&gt;": "<p>Fish &amp; chips</p>",
        "<![CDATA[&#8; &nbsp; &lol;]]>": "&#8; &nbsp; &lol;",
    }
    records = [item(f"<content:encoded>{body}</content:encoded>") for body in bodies]
    found = entries(tmp_path, export(*records))
    assert [post.content for post in found[1:]] == list(bodies.values())


def test_markup_without_cdata_around_it_is_written_out_again(tmp_path):
    body = (
        '<content:encoded><p class="a">Fish &amp; <em>chips</em></p> and <br/><p>peas</p></content:encoded>'
    )
    post = only(Post, entries(tmp_path, export(item(body))))
    assert post.content == '<p class="a">Fish &amp; <em>chips</em></p> and <br><p>peas</p>'


def test_end_of_cdata_where_none_began_becomes_text_and_is_reported(tmp_path):
    record = item("\n<content:encoded><![CDATA[one <![CDATA[ two ]]> three]]></content:encoded>")
    found = entries(tmp_path, export(record))
    assert only(Post, found).content == "one <![CDATA[ two  three]]>"
    assert found[-1] == Repair(9, "1 end of CDATA stood where none had begun and became text.")


def _written(path: Path, items: int) -> Path:
    """An export of `items` posts of 20 kB each, with comments."""
    words = "Stand up, stretch and sit down again. " * 500
    record = item(field("content:encoded", words), *(comment(wp_id=number) for number in range(1, 11)))
    with path.open("w") as file:
        head, _, tail = export("|").partition("|")
        file.write(head)
        for _ in range(items):
            file.write(record)
        file.write(tail)
    return path


def _peak(path: Path) -> int:
    tracemalloc.start()
    for _ in read(path):
        peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_file(tmp_path):
    small, large = _written(tmp_path / "small.xml", 100), _written(tmp_path / "large.xml", 1000)
    assert large.stat().st_size > 19_000_000 > 9 * small.stat().st_size
    assert _peak(large) < 1.1 * _peak(small) < 1_500_000
