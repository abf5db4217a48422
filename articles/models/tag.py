"""Tags: as the editors' working copy has them, and as readers see them."""

from django.db import models
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from articles.models.former import Becoming, BecomingQuerySet
from cms.fields import LineField
from cms.slugs import SlugField, slug_of
from cms.text import clean_line

#: Shared by what puts tags on articles, taken by what merges tags (`cms.turns`).
TAG_TURN = "tags"
#: Leaves room for a number in the column's 100 characters.
SLUG_ROOM = 90


class TagQuerySet(BecomingQuerySet):
    def in_use(self):
        """Tags of at least one published article."""
        return self.filter(use_count__gt=0)

    def unused(self):
        """Tags that neither readers nor editors see on any article."""
        drafts = TaggedArticle.objects.filter(tag=models.OuterRef("pk"))
        published = PublishedTag.objects.filter(tag=models.OuterRef("pk"))
        return self.current().filter(~models.Exists(drafts), ~models.Exists(published))

    def on_published(self, article):
        """The tags readers see on the article, the most used first."""
        return self.filter(published__article=article).order_by("-use_count", "name")

    def recount(self, ids) -> None:
        """Store anew how many published articles carry each of these tags."""
        tags = [*self.select_for_update().filter(pk__in=ids).order_by("pk")]
        counts = dict(
            PublishedTag.objects.filter(tag__in=tags).values_list("tag").annotate(count=models.Count("pk"))
        )
        for tag in tags:
            tag.use_count = counts.get(tag.pk, 0)
        self.bulk_update(tags, ["use_count"])

    def for_names(self, names) -> list["Tag"]:
        """The tags of these names, in their order, made where there are none, whatever their case.

        A former name means the tag it became.
        """
        wanted = {}
        for name in names:
            wanted.setdefault(name.casefold(), name)
        wanted.pop("", None)
        found = self._by_folded(wanted)
        tags = [found.get(folded) or self.create(name=name) for folded, name in wanted.items()]
        return [*dict.fromkeys(tags)]

    def names_today(self, names) -> dict[str, str]:
        """What the tags of these names are called now, as far as they are known."""
        found = self._by_folded({name.casefold() for name in names})
        return {name: found[name.casefold()].name for name in names if name.casefold() in found}

    def _by_folded(self, folded):
        return {tag.folded: tag.today for tag in self.filter(folded__in=folded).select_related("became")}


class Tag(Becoming, TagBase):
    """A word that articles are found by. Names that differ in case only are one tag."""

    name = LineField(max_length=100, unique=True)
    slug = SlugField(max_length=100, unique=True)
    folded = models.CharField(max_length=300, unique=True, editable=False)
    use_count = models.PositiveIntegerField(
        default=0, editable=False, help_text="Published articles with it."
    )
    description = LineField(max_length=300, blank=True, help_text="One line under the tag's name.")

    objects = TagQuerySet.as_manager()

    class Meta(Becoming.Meta):
        ordering = ["name"]

    def save(self, *args, **kwargs):
        self.folded = clean_line(self.name).casefold()
        super().save(*args, **kwargs)

    def slugify(self, tag, i=None):
        """The end of the address for a name, with a number where another tag has it; called by taggit."""
        number = "" if i is None else f"-{i}"
        return (slug_of(tag, longest=SLUG_ROOM) or "tag") + number

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class TaggedArticle(ItemBase):
    """A tag on an article's working copy."""

    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tagged_article_once"),
        ]


class PublishedTag(models.Model):
    """A tag on an article as readers see it now.

    Written anew by each publication and removed by a withdrawal, so that tag pages never meet a working copy.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="published_tags")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="published")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "article"], name="published_tag_once")]

    def __str__(self):
        return self.tag.name
