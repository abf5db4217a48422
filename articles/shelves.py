"""The verbs about tags and topics: rename, merge, set apart, remove.

The old name and address stay with a *former* one (`articles.models.former`). Merging moves what editors and
readers have now; versions stay as they were published, and their names are read as what they became.
"""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import NamedTuple
from uuid import uuid4

from django.contrib.admin.models import DELETION, LogEntry
from django.db import transaction
from django.db.models import Min, Model, Q, QuerySet

from articles.desk_log import record
from articles.models import Article, PublishedTag, Tag, TaggedArticle, Topic
from articles.models.tag import TAG_TURN
from articles.search import entries
from cms.refusals import Conflict, Refused
from cms.slugs import slug_of
from cms.tasks import enqueue_on_commit
from cms.text import clean_line
from cms.turns import take_turns

Shelf = Tag | Topic


class Words(NamedTuple):
    """What something is called and where it is found."""

    name: str
    slug: str


#: Room for a number after an old name or address that is made up.
ROOM = 80
MOVED = "Somebody merged, renamed or removed one of these meanwhile. Look again."


def refusals(shelf: Shelf, name: str, slug: str) -> dict[str, str]:
    """What speaks against this name and address for it, or for a new one, by field."""
    others = type(shelf).objects.exclude(pk=shelf.pk).select_related("became")
    if shelf.pk:
        others = others.exclude(became=shelf)
    found = {}
    if named := others.filter(_named(type(shelf), name)).first():
        found["name"] = _taken_name(named)
    if placed := others.filter(slug=slug).first():
        found["slug"] = f"This address leads to “{placed.today}”. Choose another one."
    return found


@transaction.atomic
def rename(shelf: Shelf, *, name: str, slug: str, by) -> Shelf:
    """Give it another name or address; the old ones lead to it. Refused for those of another one."""
    shelf = _locked(type(shelf), [shelf.pk])[shelf.pk]
    name = clean_line(name)
    if (shelf.name, shelf.slug) == (name, slug):
        return shelf
    if wrong := refusals(shelf, name, slug):
        raise Refused(wrong)
    old = _lay_down(shelf)
    kept = _exchanged(shelf, name, slug, old)
    shelf.name, shelf.slug = name, slug
    shelf.save()
    if name.casefold() == old.name.casefold():
        kept |= {"name"}
    if slug == old.slug:
        kept |= {"slug"}
    _keep(shelf, old, kept)
    record(shelf, by=by, sentence=f"Renamed from “{old.name}” ({old.slug}).")
    _let_it_be_found(shelf)
    return shelf


@transaction.atomic
def merge(shelves: Iterable[Shelf], *, into: Shelf, by) -> Shelf:
    """Make several one: everything on them moves to `into`, and their names and addresses lead there.

    Conflict when one of them was merged or removed meanwhile.
    """
    model = type(into)
    if model is Tag:
        take_turns(TAG_TURN)
    rows = _locked(model, [into.pk, *(shelf.pk for shelf in shelves)])
    kept = rows.pop(into.pk)
    if not rows:
        raise Refused("Choose at least one other to merge into it.")
    _move_articles(model, rows, kept)
    model.objects.filter(Q(pk__in=rows) | Q(became__in=rows)).update(became=kept)
    names = ", ".join(f"“{row}”" for row in rows.values())
    record(kept, by=by, sentence=f"Merged into it: {names}.")
    _let_it_be_found(kept)
    kept.refresh_from_db()
    return kept


@transaction.atomic
def set_apart(former: Shelf, *, by) -> Shelf:
    """Make a former one stand for itself again, with its name and address.

    Articles stay where they are, but for those whose versions are on a topic: readers find them there again.
    """
    former = type(former).objects.select_for_update(of=("self",)).get(pk=former.pk)
    if not former.is_former:
        raise Conflict(f"“{former}” stands for itself already.")
    former.became = None
    former.save(update_fields=["became"])
    record(former, by=by, sentence="Set apart again.")
    _let_it_be_found(former)
    return former


@transaction.atomic
def remove_unused(shelves: QuerySet, *, by) -> int:
    """Remove those of them that no article has; how many those were."""
    if shelves.model is Tag:
        take_turns(TAG_TURN)
    # The ones to go are looked for again once they are locked: somebody may have begun to use one.
    unused = shelves.model.objects.unused()
    rows = [*unused.select_for_update(of=("self",)).filter(pk__in=shelves.order_by().values("pk"))]
    if rows:
        LogEntry.objects.log_actions(by.pk, rows, DELETION, change_message="Removed; nothing used it.")
        shelves.model.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _let_it_be_found(shelf):
    """Have search know the articles on it by its name of today."""
    enqueue_on_commit(entries.record_shelf, shelf._meta.model_name, shelf.pk)


def _locked(model, ids) -> dict[int, Shelf]:
    """The current ones with these primary keys, kept from others; Conflict when one is not there any more."""
    wanted = {*ids}
    rows = model.objects.current().select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    found = {row.pk: row for row in rows}
    if wanted - found.keys():
        raise Conflict(MOVED)
    return found


def _move_articles(model, rows, kept):
    if model is Topic:
        Article.objects.filter(topic__in=rows).update(topic=kept)
        return
    tags = [kept.pk, *rows]
    _unite(TaggedArticle, "content_object", tags, kept)
    _unite(PublishedTag, "article", tags, kept)
    Tag.objects.recount(tags)


def _unite(model: type[Model], article: str, tags: Sequence[int], kept: Tag) -> None:
    """Leave one row, in the first one's place, to each article that has some of the tags."""
    rows = model.objects.filter(tag__in=tags)
    firsts = rows.order_by().values(article).annotate(first=Min("pk")).values("first")
    rows.exclude(pk__in=firsts).delete()
    rows.update(tag=kept)


def _lay_down(shelf) -> Words:
    """Take its name and address off it, so that others can have them; returns both."""
    old = Words(shelf.name, shelf.slug)
    shelf.name, shelf.slug = uuid4().hex, uuid4().hex
    shelf.save()
    return old


def _exchanged(shelf, name, slug, old) -> set[str]:
    """Let former ones of its own that have the new name or address take the old; which of these they took."""
    taken = set()
    for former in shelf.formers.filter(_named(type(shelf), name) | Q(slug=slug)):
        if former.name.casefold() == name.casefold():
            former.name = old.name
            taken.add("name")
        if former.slug == slug:
            former.slug = old.slug
            taken.add("slug")
        former.save()
    return taken


def _keep(shelf, old, kept):
    """Have a former one hold what was not kept. The half it does not need is made of the other."""
    model = type(shelf)
    if kept >= {"name", "slug"}:
        return
    model.objects.create(
        name=old.name if "name" not in kept else _free(model, "name", old.slug),
        slug=old.slug if "slug" not in kept else _free(model, "slug", slug_of(old.name, longest=ROOM)),
        became=shelf,
    )


def _free(model, field, stem):
    numbered = (f"{stem or 'former'}-{number}" for number in count(2))
    return next(made for made in numbered if not model.objects.filter(**{f"{field}__iexact": made}).exists())


def _taken_name(other):
    if other.is_former:
        return f"“{other}” is a former name of “{other.became}”. Choose another one."
    return f"There is a {other._meta.verbose_name} “{other}” already. Merge the two instead."


def _named(model, name):
    return Q(folded=clean_line(name).casefold()) if model is Tag else Q(name=name)
