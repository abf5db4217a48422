"""Bringing in a WordPress export, in two readings of its file.

The first reading checks the whole file and records its pictures, in one transaction: a file with a fault
brings in nothing. The second brings in one post after the other with its comments, each in a transaction of
its own, so that nothing is half there when the work is interrupted. What came in before is left as it is.
A record that cannot be brought in is named in a line, and the next one follows.
"""

from collections.abc import Callable
from os import PathLike

from django.db import transaction

from wordpress import reader
from wordpress.articles import bring_in_article
from wordpress.comments import bring_in_comments
from wordpress.entries import Attachment, Author, Post, Repair, Site
from wordpress.faults import RECORD_FAULTS, left_out
from wordpress.images import bring_in_image, is_picture
from wordpress.models import ImportedItem
from wordpress.oldsite import OldSite
from wordpress.report import Report

KINDS = ("post", "page")


class Importer:
    """Brings in the export at `path`; `say` is told one line for each thing left out."""

    def __init__(self, path: str | PathLike, say: Callable[[str], None]):
        self.path = path
        self.report = Report(say)
        self.site = OldSite()
        self.attached: dict[int, list[int]] = {}
        self.numbers: set[int] = set()
        self.posts = 0

    @transaction.atomic
    def survey(self) -> int:
        """Check the whole file and record its pictures; returns how many posts and pages it holds.

        Raises WxrError, with nothing stored, when the file is not a sound export.
        """
        for entry in reader.read(self.path):
            match entry:
                case Site() | Author():
                    self.site.learn(entry)
                case Repair():
                    self.report.say(f"Line {entry.line}: {entry.sentence}")
                case Attachment():
                    self._survey_attachment(entry)
                case Post(kind="post" | "page"):
                    self.posts += 1
        return self.posts

    def bring_in(self):
        """Bring in every post and page; yields each title when it is done."""
        for entry in reader.read(self.path):
            if not isinstance(entry, Post):
                continue
            reason = self._why_not(entry)
            if reason:
                self.report.note(entry, reason)
                continue
            self.numbers.add(entry.wp_id)
            self._try_post(entry)
            yield entry.title

    def _why_not(self, post):
        if post.kind not in KINDS:
            return f"a {post.kind or 'thing without a kind'}, which has no place here"
        if post.status == "trash":
            return "in the bin there, and left out"
        if post.wp_id is None:
            return "it has no number, and was left out"
        if post.wp_id in self.numbers:
            return f"its number {post.wp_id} belongs to another post of this export, and it was left out"
        return ""

    def _try_post(self, post):
        counts = self.report.counts.copy()
        try:
            self._bring_in_post(post)
        except RECORD_FAULTS as fault:
            # Its comments went with it.
            self.report.counts = counts
            self.report.note(post, f"it {left_out(fault)}")

    @transaction.atomic
    def _bring_in_post(self, post):
        item = ImportedItem.objects.filter(
            source=self.site.address, kind=ImportedItem.Kind.POST, wordpress_id=post.wp_id
        ).select_related("article__live").first()  # fmt: skip
        article = item.article if item else self._new_article(post)
        bring_in_comments(self.site, post, article, self.report)

    def _new_article(self, post):
        attached = self.attached.get(post.wp_id, [])
        article = bring_in_article(self.site, post, attached, self.report)
        ImportedItem.objects.create(
            source=self.site.address, kind=ImportedItem.Kind.POST, wordpress_id=post.wp_id, article=article
        )
        self.report.came_in("articles")
        return article

    def _survey_attachment(self, attachment):
        for comment in attachment.comments:
            self.report.say(
                f"Comment {comment.wp_id} is on the attachment “{attachment.title}”, not on a post,"
                " and was left out"
            )
        if attachment.wp_id is None or not is_picture(attachment):
            self.report.say(f"Attachment “{attachment.title}” is not a picture and was left out")
            return
        if attachment.parent:
            self.attached.setdefault(attachment.parent, []).append(attachment.wp_id)
        self._try_image(attachment)

    def _try_image(self, attachment):
        try:
            with transaction.atomic():
                is_new = bring_in_image(self.site.address, attachment)
        except RECORD_FAULTS as fault:
            self.report.say(f"Attachment “{attachment.title}” {left_out(fault)}")
            return
        if is_new:
            self.report.came_in("image records")
