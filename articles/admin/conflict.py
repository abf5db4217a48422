"""Two editors at one article: what the other one stored beside what this one wrote."""

from dataclasses import dataclass, field

from articles.forms import ArticleForm
from articles.models import Article, Version


@dataclass(frozen=True)
class Difference:
    """A field that differs. `theirs` and `yours` are words, or for the body cleaned HTML."""

    label: str
    theirs: object
    yours: object
    is_body: bool = False


@dataclass(frozen=True)
class Meanwhile:
    """What happened to an article while its form was open."""

    article: Article
    is_edited: bool
    version: Version | None
    differences: list[Difference] = field(default_factory=list)


def meanwhile(form: ArticleForm) -> Meanwhile:
    """Read the article anew and compare it with what was sent.

    The form then counts as based on what is there, so that saving once more is possible, and is a decision.
    """
    article = Article.objects.select_related("edited_by").get(pk=form.instance.pk)
    latest = article.versions.first()
    number = latest.number if latest else 0
    is_edited = article.edit_number != form.cleaned_data["edit_number"]
    happened = Meanwhile(
        article=article,
        is_edited=is_edited,
        version=latest if number != form.cleaned_data["based_on"] else None,
        differences=differences(article, form) if is_edited else [],
    )
    form.put("edit_number", article.edit_number)
    form.put("based_on", number)
    return happened


def differences(article: Article, form: ArticleForm) -> list[Difference]:
    """The fields in which the stored working copy and the sent one differ."""
    sent = form.cleaned_data
    pairs = {name: (getattr(article, name), sent.get(name)) for name in form.Meta.fields}
    pairs["tags"] = _names(article.tags_in_order()), _names(sent["tags"])
    pairs["related"] = _names(article.related_in_order()), _names(_in_order(sent["related"]))
    return [
        Difference(form[name].label, _words(theirs), _words(yours), name == "body")
        for name, (theirs, yours) in pairs.items()
        if (theirs or "") != (yours or "")
    ]


def _in_order(ids):
    found = Article.objects.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _names(things):
    return ", ".join(str(thing) for thing in things)


def _words(value):
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else value
