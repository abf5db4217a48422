"""Which address an article may have: one that no other has or had. And one made from its title."""

from django.db.models import Q

from articles.models import Article, OldAddress
from cms.slugs import slug_of

#: Leaves room for a number in the column's 200 characters.
LONGEST = 190


def free_address(title: str, article: Article) -> str:
    """An address made from the title that no other article has or had; empty for a title without a letter."""
    stem = slug_of(title, longest=LONGEST)
    if not stem:
        return ""
    taken = _taken(stem, article)
    candidates = (_numbered(stem, number) for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


def taken_words(slug: str, article: Article) -> str:
    """Why the article cannot have this address: in which way it is another one's; "" when it can."""
    others = Article.objects.exclude(pk=article.pk)
    if other := others.filter(Q(slug=slug) | Q(live_slug=slug)).first():
        return f"The article “{other}” has this address. Choose another one."
    path = f"/articles/{slug}"
    old = OldAddress.objects.exclude(article=article.pk).filter(path__in=[path, f"{path}/"])
    if once := old.select_related("article").first():
        return f"“{once.article}” had this address, and it leads there for ever. Choose another one."
    return ""


def _taken(stem, article):
    others = Article.objects.exclude(pk=article.pk)
    now = others.filter(slug__startswith=stem).values_list("slug", flat=True)
    live = others.filter(live_slug__startswith=stem).values_list("live_slug", flat=True)
    once = OldAddress.objects.exclude(article=article.pk).filter(path__startswith=f"/articles/{stem}")
    return {
        *now,
        *live,
        *(path.removeprefix("/articles/").rstrip("/") for path in once.values_list("path", flat=True)),
    }


def _numbered(stem, number):
    return stem if number == 1 else f"{stem}-{number}"
