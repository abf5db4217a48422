"""Form controls of the article form. Each is usable without scripts; a script makes it pleasant."""

import csv

from django import forms

from articles.models import Article, Image, Tag

#: How many words a browser is given to complete from.
SUGGESTIONS = 1_000
#: Pictures offered before somebody looks for others, and those that are found then.
PICTURES_OFFERED = 6
PICTURES_FOUND = 24
#: Empty rows after the last related article.
SPARE_ROWS = 2


class PictureInput(forms.Widget):
    """A picture of the library: the chosen one, and a few to choose from.

    `sought` are the words the editor looks for; without them the newest pictures are offered.
    """

    template_name = "admin/articles/widgets/picture.html"
    sought = None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        number = str(value or "")
        chosen = Image.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
        found = Image.objects.with_words(self.sought or "").exclude(pk=chosen.pk if chosen else None)
        count = PICTURES_FOUND if self.sought else PICTURES_OFFERED
        context |= {"chosen": chosen, "offered": [*found[:count]], "sought": self.sought}
        return context


class TagsInput(forms.Textarea):
    """Tags as text: commas or lines apart, a name with a comma in quotation marks."""

    template_name = "admin/articles/widgets/tags.html"

    def __init__(self, attrs=None):
        super().__init__(attrs={"rows": 3, **(attrs or {})})

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["suggestions"] = (
            Tag.objects.current().order_by("-use_count", "name").values_list("name", flat=True)[:SUGGESTIONS]
        )
        return context

    def format_value(self, value):
        return value if isinstance(value, str) else written(value or [])


class RelatedInput(forms.Widget):
    """A row of text for each related article, in order; the browser completes titles."""

    template_name = "admin/articles/widgets/related.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        rows = [row if isinstance(row, str) else label(row) for row in value or []]
        context["rows"] = [*rows, *[""] * SPARE_ROWS]
        context["suggestions"] = [label(article) for article in _known_to_readers()]
        return context

    def value_from_datadict(self, data, files, name):
        return [row for row in data.getlist(name) if row.strip()]

    def value_omitted_from_data(self, data, files, name):
        return False


def written(names) -> str:
    """Names as text that `names_in` reads back."""
    return ", ".join(map(_quoted, names))


def names_in(text: str) -> list[str]:
    """The names in what somebody typed, in order."""
    lines = csv.reader(text.splitlines(), skipinitialspace=True)
    return [name.strip() for line in lines for name in line if name.strip()]


def _quoted(name):
    doubled = name.replace('"', '""')
    return f'"{doubled}"' if "," in name or name.startswith('"') else name


def label(article: Article) -> str:
    """How an article is named in a row: its title, and its number, which settles which one is meant."""
    return f"{article.title} ({article.pk})"


def _known_to_readers():
    return Article.objects.published().only("pk", "title").latest()[:SUGGESTIONS]
