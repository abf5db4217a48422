"""Two texts of one article: what is stored, and what was sent or kept elsewhere."""

from dataclasses import dataclass, field, replace

from articles.admin.unpublished import redline
from articles.compared import Compared
from articles.forms import ArticleForm
from articles.models import Article, Version
from articles.snapshot import RelatedTitle, Snapshot


@dataclass(frozen=True)
class Difference:
    """A field that differs. `theirs` and `yours` are words, or for the body cleaned HTML."""

    label: str
    theirs: object
    yours: object
    is_body: bool = False


@dataclass(frozen=True)
class Meanwhile:
    """What happened to an article while its form was open.

    `shown` is the redline from what is there to what was sent, as readers would see it. With `is_recovered`
    nothing happened: the words were kept in the editor's browser.
    """

    article: Article
    is_edited: bool = False
    version: Version | None = None
    differences: list[Difference] = field(default_factory=list)
    shown: Compared | None = None
    is_recovered: bool = False


def meanwhile(form: ArticleForm) -> Meanwhile:
    """Read the article anew and compare it with what was sent.

    The form then counts as based on what is there, so that saving once more is possible, and is a decision.
    """
    article = _stored(form)
    latest = article.versions.first()
    number = latest.number if latest else 0
    is_edited = article.edit_number != form.cleaned_data["edit_number"]
    version = latest if number != form.cleaned_data["based_on"] else None
    happened = Meanwhile(
        article=article,
        is_edited=is_edited,
        version=version,
        differences=differences(article, form) if is_edited else [],
        shown=_shown(article if is_edited else version, form),
    )
    _base_on(form, article, number)
    return happened


def recovered(form: ArticleForm) -> Meanwhile:
    """What an editor's browser kept beside what is stored; saving it is a decision too."""
    article = _stored(form)
    latest = article.versions.first()
    _base_on(form, article, latest.number if latest else 0)
    return Meanwhile(
        article=article,
        differences=differences(article, form),
        shown=_shown(article, form),
        is_recovered=True,
    )


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


def _stored(form):
    return Article.objects.select_related("edited_by", "topic", "author").get(pk=form.instance.pk)


def _base_on(form, article, number):
    form.put("edit_number", article.edit_number)
    form.put("based_on", number)


def _shown(theirs, form):
    """The redline from `theirs`, an article or a version, to what was sent."""
    if theirs is None:
        return None
    return redline("From what is stored to yours", theirs.snapshot(), sent_snapshot(form), base="", view="")


def sent_snapshot(form: ArticleForm) -> Snapshot:
    """What readers would see of what was sent."""
    related = [article for article in _in_order(form.cleaned_data["related"]) if article.live]
    return replace(
        form.instance.snapshot(),
        tags=tuple(form.cleaned_data["tags"]),
        related=tuple(RelatedTitle(article.pk, article.live.title) for article in related),
    )


def _in_order(ids):
    found = Article.objects.select_related("live").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _names(things):
    return ", ".join(str(thing) for thing in things)


def _words(value):
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else value
