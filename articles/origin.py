"""What is said of an article's age: when it was first published, and whether it is still looked after."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article
from articles.models.article import Precision

#: "Regularly" is claimed for an article updated at least so often, the last time so recently.
REGULARLY_UPDATES = 2
REGULARLY_WITHIN = datetime.timedelta(days=2 * 365)


def origin_sentence(article: Article, updates: int) -> str:
    """Such as "Originally published in 2016, this post is regularly updated."

    `updates` counts the listed updates since the first version. "Regularly" needs two of them, the latest
    within two years; where earlier versions were not kept, one is enough. Otherwise the sentence says what is
    true instead.
    """
    origin = f"Originally published in {article.first_published.year}, this post"
    if not updates and article.history_complete:
        return f"{origin} has not been updated since."
    needed = REGULARLY_UPDATES if article.history_complete else 1
    if updates >= needed and timezone.now() - article.updated_at < REGULARLY_WITHIN:
        return f"{origin} is regularly updated."
    return f"{origin} was last updated in {timezone.localtime(article.updated_at).year}."


def first_published_words(article: Article) -> str:
    """ "2016", "May 2016" or "12 May 2016", as exactly as it is known."""
    formats = {Precision.YEAR: "Y", Precision.MONTH: "F Y", Precision.DAY: "j F Y"}
    return date_format(article.first_published, formats[article.first_published_precision])


def first_published_iso(article: Article) -> str:
    """The same for machines: "2016", "2016-05" or "2016-05-12"."""
    lengths = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
    return article.first_published.isoformat()[: lengths[article.first_published_precision]]
