"""Filling an empty site with the demo articles, through the same verbs that editors use."""

import datetime
import re

from django.core.files import File

from articles import images, publishing, working_copy
from articles.models import Article, Author, Image, Kind, Topic
from articles.publishing import Review
from demo import content_files

BODY_IMAGE = re.compile(r"image:([a-z0-9-]+)")
#: What a version may say anew about the working copy.
PLAIN = ("title", "standfirst")
LEAD = {"alt": "lead_alt", "caption": "lead_caption", "credit": "lead_credit"}


class ArticleLoader:
    """Makes the demo articles; `people` are the accounts by username."""

    def __init__(self, people: dict):
        self.people = people
        self.images: dict[str, Image] = {}
        self.articles: dict[str, Article] = {}

    def load(self, data: list[dict]):
        """Make every article with all its versions; yields each one's title when it is done."""
        self._load_site()
        for item in data:
            self.articles[item["slug"]] = self._make(item)
        for item, step in self._steps(data):
            self._take(item, step)
        for item in data:
            self._finish(item)
            yield self.articles[item["slug"]].title

    def _load_site(self):
        site = content_files.site()
        self.topics = {item["slug"]: Topic.objects.create(**item) for item in site["topics"]}
        self.authors = {item["slug"]: Author.objects.create(**item) for item in site["authors"]}
        for author in self.authors.values():
            author.user = self.people.get(author.slug.split("-")[0])
            author.save()

    def _make(self, item):
        """The article's working copy before its first version; what it recommends comes later."""
        article = Article(
            slug=item["slug"], topic=self.topics[item["topic"]], author=self.authors[item["author"]]
        )
        article.history_complete = item.get("history_complete", True)
        if "first_published" in item:
            article.first_published = item["first_published"]["date"]
            article.first_published_precision = item["first_published"]["precision"]
        self._change(article, item)
        return working_copy.save(article, by=self.people["rosa"])

    @staticmethod
    def _steps(data):
        """Every version of every article in the order of time, so that links lead to what was there."""
        steps = [(item, step) for item in data for step in item["versions"]]
        return sorted(steps, key=lambda pair: pair[1]["published"])

    def _take(self, item, step):
        article = Article.objects.get(pk=self.articles[item["slug"]].pk)
        by = self.people[step["by"]]
        kind = Kind(step["kind"])
        if kind is Kind.WITHDRAWN:
            publishing.withdraw(article, by=by, reason=step["note"], at=step["published"])
        elif kind is Kind.RESTORED:
            version = article.versions.get(number=step["restores"])
            publishing.restore(version, by=by, note=step["note"], at=step["published"])
        else:
            self._edit(article, item, step, by)
            review = Review(self.authors.get(step.get("reviewer")), self._review_due(item, step))
            publishing.publish(
                article, by=by, kind=kind, note=step.get("note", ""), at=step["published"],
                review=review, despite_doubts=True,
            )  # fmt: skip

    def _edit(self, article, item, change, by):
        """Change the working copy as a version, or an unpublished draft, says."""
        self._change(article, change)
        if "body" in change:
            article.body = self._body(item, change["body"])
        working_copy.save(article, by=by)
        working_copy.set_tags(article, change.get("tags", item["tags"]))
        related = change.get("related", item.get("related", []))
        working_copy.set_related(
            article, [self.articles[slug].pk for slug in related if slug in self.articles]
        )

    def _change(self, article, change):
        for name in PLAIN:
            if name in change:
                setattr(article, name, change[name])
        for name, column in LEAD.items():
            if name in change:
                setattr(article, column, change[name])
        if change.get("image"):
            article.lead_image = self._image(change["image"], change)

    def _body(self, item, name):
        text = (item["folder"] / name).read_text()
        return BODY_IMAGE.sub(lambda match: self._image(match[1], {}).get_absolute_url(), text)

    def _image(self, name, described):
        if name not in self.images:
            self.images[name] = self._store_image(name, described)
        return self.images[name]

    def _store_image(self, name, described):
        with content_files.image(name).open("rb") as file:
            return images.add(
                File(file, content_files.image(name).name),
                by=self.people["rosa"],
                name=name.replace("-", " ").capitalize(),
                alt=described.get("alt", ""),
                caption=described.get("caption", ""),
                credit=described.get("credit", "Drawing: Plain Health"),
            )

    @staticmethod
    def _review_due(item, step):
        months = item.get("review_every_months")
        if not months:
            return None
        return (step["published"] + datetime.timedelta(days=round(months * 30.44))).date()

    def _finish(self, item):
        """Leave what is written and not published, as an editor would find it."""
        draft = item.get("working_body") or (item.get("body") if not item["versions"] else None)
        if draft:
            article = Article.objects.get(pk=self.articles[item["slug"]].pk)
            self._edit(article, item, {"body": draft}, self.people["noor"])
