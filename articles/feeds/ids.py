"""Ids for feeds and entries that never change, so that no reader is told twice.

Addresses change with a title, and all of them with the site's name. The links of an article's chain stay:
nobody can change them. An id is a name-based UUID (RFC 9562, version 5) made from one.
"""

import uuid

from django.db.models import OuterRef, Subquery

from articles.models import Version

#: Ours, drawn once.
NAMESPACE = uuid.UUID("215b670d-b642-45cb-886a-468a2591d9d0")


def lasting_id(*names: str) -> str:
    """The id of what these names together stand for, as a URN."""
    return uuid.uuid5(NAMESPACE, " ".join(names)).urn


def first_link() -> Subquery:
    """The first link of an article's chain, which stands for the article; for a query of articles."""
    return Subquery(Version.objects.filter(article=OuterRef("pk"), number=1).values("chain_hash"))
