"""The rich-text editor for an article's body, restricted to what a cleaned body can hold.

What the editor's schema lacks is lost when an article is saved, without a word; `static/js/admin-editor.js`
and `admin-figures.js` teach it the rest. Without scripts the field is a text area with the HTML in it.
"""

from django.templatetags.static import static
from django.urls import reverse
from django_prose_editor.widgets import ProseEditorWidget

from articles.models import Image

MODULES = tuple(f"js/admin-{name}.js" for name in ("editor", "figures", "links", "paste"))
PLAIN = (
    "HardBreak Blockquote HorizontalRule BulletList ListItem CodeBlock Table TableRow TableHeader TableCell"
    " Figure Image Caption Box Inserted Deleted Bold Italic Underline Strike Subscript Superscript Code"
).split()
GROUPS = ("blockType", "nodes -blockType", "marks", "link", "table", "history", "utility")
EXTENSIONS = {
    **dict.fromkeys(PLAIN, True),
    "Heading": {"levels": [2, 3, 4]},
    "OrderedList": {"enableListAttributes": False},
    "Link": {"enableTarget": False, "autolink": False, "protocols": ["http", "https", "mailto"]},
    # Editors want to see their spelling mistakes.
    "NoSpellCheck": False,
    "Foot": True,
    "Menu": {"groups": [{"group": group} for group in GROUPS]},
}


class BodyEditor(ProseEditorWidget):
    """A text area that becomes the editor where scripts run.

    `image_ids` are the pictures the body shows; `shows_source` is whether the editor may show it as HTML.
    """

    def __init__(self, attrs=None):
        attrs = {"class": "input body-input", "rows": 24, **(attrs or {})}
        super().__init__(attrs=attrs, preset="configurable")
        self.config = {"extensions": EXTENSIONS}
        self.image_ids, self.shows_source = [], False

    def get_config(self):
        config = super().get_config()
        config["js_modules"] = [static(module) for module in MODULES]
        config["extensions"]["Image"] = {
            "pictures": self._pictures(),
            "find": reverse("admin:articles_image_find"),
        }
        clean = {"clean": reverse("admin:articles_article_clean")}
        config["extensions"]["Link"] |= {"find": reverse("admin:articles_article_find")}
        config["extensions"]["Paste"] = clean
        if self.shows_source:
            config["extensions"]["Source"] = clean
        config["extensions"]["House"] = {"attributes": self._named()}
        return config

    def get_context(self, name, value, attrs):
        self.described = attrs
        return super().get_context(name, value, attrs)

    def _pictures(self):
        """Those in the body; others are asked for when somebody looks for one."""
        return [described(image) for image in Image.objects.filter(pk__in=self.image_ids)]

    def _named(self):
        """What ties the editor to its label, hint and error, as they are tied to the text area."""
        tied = {key: value for key, value in self.described.items() if key.startswith("aria-")}
        return {"aria-labelledby": f"{self.described.get('id')}_label", "aria-multiline": "true", **tied}


def described(image: Image) -> dict:
    """What the desk's scripts know of a picture of the library."""
    return {
        "id": image.pk,
        "name": image.name,
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit,
        "thumbnail": image.thumbnail_url,
    }
