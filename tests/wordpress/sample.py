"""An export of our own writing, shaped like one of a real site: the article every import test starts from."""

from tests.wordpress.exports import comment, export, field, item, meta

SITE = "https://old.example"
TAGS = ["back pain", "middle back pain", "posture", *(f"tag {number}" for number in range(46))]
BODY = """<p>The middle back is held steady by the ribs.</p>
<ul>
<li><strong>Posture:</strong> sit up, roll your shoulders.</li>
<li><strong>Strain:</strong> bend your knees when you lift.</li>
</ul>
<h2>When to worry</h2>
<p onclick="alert(1)">Tell your doctor about <a href="javascript:alert(1)">sudden pain</a>.</p>
<script>alert(1)</script>
<p><em>Originally published in 2016, this post is regularly updated.</em></p>"""


def about():
    return (
        "<title>Old Site</title><link>https://old.example</link>"
        f"<wp:base_blog_url>{SITE}</wp:base_blog_url>"
        "<wp:author><wp:author_login>kate</wp:author_login>"
        "<wp:author_display_name>Kate Lowe</wp:author_display_name></wp:author>"
    )


def picture():
    return item(
        field("title", "middle back"),
        field("content:encoded", "© Somebody | Pictures"),
        field("excerpt:encoded", "Where it aches."),
        field("wp:attachment_url", f"{SITE}/wp-content/uploads/back.jpg"),
        meta("_wp_attachment_image_alt", "A person holding their back"),
        wp_id=71,
        kind="attachment",
    )


def remark(
    wp_id, *, text, approved="1", at="2017-02-03 14:22:10", name="Andre", parent=0, url="", kind="comment"
):
    return comment(
        field("wp:comment_author", name),
        field("wp:comment_author_email", f"{name.lower()}@example.org"),
        field("wp:comment_author_url", url),
        field("wp:comment_date_gmt", at),
        field("wp:comment_content", text),
        field("wp:comment_approved", approved),
        field("wp:comment_type", kind),
        field("wp:comment_parent", str(parent)),
        wp_id=wp_id,
    )


REMARKS = (
    remark(501, text="Mine was the chair."),
    remark(502, text="So was mine.", name="Bea", parent=501, at="2017-06-19 08:01:44"),
    remark(503, text="How long should I wait?", name="Tom", approved="0", at="2018-01-28 22:47:31"),
    remark(
        504,
        text="Lovely article. For more visit https://www.saltcave.example/massage/",
        name="Halo",
        approved="0",
        at="2018-08-14 05:33:12",
        url="https://www.saltcave.example/",
    ),
    remark(505, text="Buy now", name="Spammer", approved="spam"),
    remark(506, text="ping", name="Another blog", kind="pingback"),
)


def post(
    *extra,
    wp_id=70,
    slug="middle-back-pain",
    title="What Is Wrong With My Middle Back?",
    status="publish",
    link=f"{SITE}/daily/pain/middle-back-pain/",
    body=BODY,
    remarks=REMARKS,
    published="2018-05-07 13:00:00",
    modified="2018-07-30 15:15:00",
):
    tags = "".join(
        f'<category domain="post_tag" nicename="{n.replace(" ", "-")}">{n}</category>' for n in TAGS
    )
    return item(
        field("title", title),
        f"<link>{link}</link>",
        field("dc:creator", "kate"),
        field("content:encoded", body),
        field("excerpt:encoded", "It is uncommon and rarely serious."),
        field("wp:post_date_gmt", published),
        field("wp:post_modified_gmt", modified),
        field("wp:post_name", slug),
        field("wp:status", status),
        '<category domain="category" nicename="pain">Pain</category>',
        tags,
        meta("_thumbnail_id", "71"),
        *remarks,
        *extra,
        wp_id=wp_id,
    )


def write(folder, *records):
    """The export in a file; with no records, the site's picture and its one post."""
    path = folder / "export.xml"
    path.write_text(export(about(), *(records or (picture(), post()))))
    return path
