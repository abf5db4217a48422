"""What a version's words left outside its own row, and how a redaction removes it."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from articles.models import Article, ImageUse, Remark, Tag, UpdateNote, Version
from articles.search import entries
from cms.html import text_of

#: What the desk's log calls an article whose title at the time was redacted.
UNTITLED = "Redacted title"


def remove(version: Version) -> None:
    """Remove what the words of this version left elsewhere, in the transaction that redacts it.

    Tags that no article carries any more go, former ones too, with what the desk's log says about them; the
    log forgets the title, unless another version of the article still shows it; what spoke against small
    fixes goes, of this version and the next, which quote its words; reviewers' remarks go that quote it; it
    shows no picture, and search forgets it. `version` still has its words.
    """
    beside = [version.number, version.number + 1]
    quoting = UpdateNote.objects.filter(article=version.article_id, version__number__in=beside)
    quoting.exclude(doubts=[]).update(doubts=[])
    Remark.objects.filter(pk__in=_quoted(version)).delete()
    ImageUse.objects.filter(version=version).delete()
    entries.forget(version)
    _remove_tags(version.tags)
    if not _others(version).filter(title=version.title).exists():
        _log_of(version).filter(object_repr=_logged(version.title)).update(object_repr=UNTITLED)


def _remove_tags(names):
    Tag.objects.filter(name__in=names, published=None, tagged=None).delete()
    gone = {*names} - {*Tag.objects.filter(name__in=names).values_list("name", flat=True)}
    about_tags = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Tag))
    for name in gone:
        about_tags.filter(Q(object_repr=name) | Q(change_message__contains=f"“{name}”")).delete()


def _quoted(version):
    """The remarks whose quotes stand in the version."""
    words = " ".join([version.title, version.standfirst, *text_of(str(version.body)).split()])
    remarks = Remark.objects.filter(article=version.article_id).exclude(quote="")
    return [remark.pk for remark in remarks if " ".join(remark.quote.split()) in words]


def _others(version):
    return Version.objects.readable().filter(article=version.article_id).exclude(pk=version.pk)


def _log_of(version):
    """What the desk's log says was done to the version's article."""
    articles = ContentType.objects.get_for_model(Article)
    return LogEntry.objects.filter(content_type=articles, object_id=str(version.article_id))


def _logged(title):
    """A title as the log keeps it."""
    return title[: LogEntry._meta.get_field("object_repr").max_length]
