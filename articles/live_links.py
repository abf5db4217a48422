"""Keeping what the text readers see links to, beside the article."""

from articles.internal_links import targets
from articles.models import Article, LiveLink, Version
from articles.models.link import WORDS_MAX_LENGTH
from articles.outside_links import known, watch
from articles.rendering import render_version
from cms.htmltree import elements, parse, text
from cms.tasks import task


def record(article: Article, version: Version) -> None:
    """Keep the links of the version that readers of the article see from now on, in the order of its text."""
    links = [element for element in elements(parse(str(version.body))) if element.tag == "a"]
    hrefs = {link.attrs["href"] for link in links}
    watch(hrefs)
    inside, outside = _ours(hrefs), known(hrefs)
    article.live_links.all().delete()
    LiveLink.objects.bulk_create(
        LiveLink(
            article=article,
            href=href,
            words=text([link])[:WORDS_MAX_LENGTH],
            target_id=inside.get(href),
            checked=outside.get(href),
        )
        for link in links
        if (href := link.attrs["href"]) in inside or href in outside
    )


def _ours(hrefs):
    found = {href: target.article for href, target in targets(hrefs).items()}
    there = {*Article.objects.filter(pk__in={*found.values()}).values_list("pk", flat=True)}
    return {href: pk for href, pk in found.items() if pk in there}


@task()
def print_links_anew(article_id: int) -> None:
    """Render again what readers see that links to the article, whose address is another one now."""
    for version in Version.objects.filter(live_for__live_links__target=article_id).distinct():
        render_version(version)
