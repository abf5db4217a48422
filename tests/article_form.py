"""The article form without a browser: opened, filled in and sent as a browser would."""

from django.test import Client
from django.urls import reverse

from articles.widgets import label, written


class OpenForm:
    """One editor's window with the form of `article`, or with an empty one."""

    def __init__(self, user, article=None):
        self.client = Client()
        self.client.force_login(user)
        name = "change" if article else "add"
        self.url = reverse(f"admin:articles_article_{name}", args=[article.pk] if article else [])
        self.response = self.client.get(self.url)
        self.data = self._filled_in()

    def send(self, do, **changes):
        """Press a button with these fields changed; the answer's form is what the window then shows."""
        self.response = self.client.post(self.url, {**self.data, **changes, "do": do})
        if self.response.status_code == 422:
            self.data = self._filled_in()
        return self.response

    @property
    def errors(self):
        """Everything the page says is wrong, by field."""
        context = self.response.context
        return {
            field or "": [str(error) for error in errors]
            for form in (context["form"], context["publication"])
            for field, errors in form.errors.items()
        }

    def _filled_in(self):
        context = self.response.context
        fields = [*context["form"], *context["publication"]]
        sent = {field.html_name: _sent(field) for field in fields}
        return {name: value for name, value in sent.items() if value is not None and value is not False}


def _sent(field):
    value = field.value()
    if field.name == "tags":
        return value if isinstance(value, str) else written(value or [])
    if field.name == "related":
        return [row if isinstance(row, str) else label(row) for row in value or []]
    if hasattr(value, "pk"):
        return value.pk
    return value
