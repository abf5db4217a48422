"""Finding comments for the desk."""

from django import forms
from django.db.models import Q

from cms.hostname import hostname
from comments.links.addresses import host_of
from comments.models import Comment, LinkTarget, Reason, State
from comments.models.comment import CommentQuerySet


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"})


class SearchForm(forms.Form):
    """What to look for; everything that is filled in has to fit."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    writer = forms.CharField(label="Name or email address", required=False, max_length=254)
    site = forms.CharField(label="Site linked to", required=False, max_length=253)
    article = forms.CharField(label="Article", required=False, max_length=300)
    state = forms.ChoiceField(label="State", required=False, choices=[("", "Any"), *State.choices])
    reason = forms.ChoiceField(label="Reason", required=False, choices=[("", "Any"), *Reason.choices])
    since = DayField(label="Sent from", required=False)
    until = DayField(label="Sent until", required=False)

    def comments(self) -> CommentQuerySet:
        """The comments that fit a valid form."""
        comments = Comment.objects.all()
        for name, select in _SELECT.items():
            if self.cleaned_data.get(name):
                comments = select(comments, self.cleaned_data[name])
        return comments


def _with_words(comments, words):
    for word in words.split():
        comments = comments.filter(current__text__icontains=word)
    return comments


def _by_writer(comments, writer):
    if "@" in writer:
        return comments.filter(email=writer.strip().lower())
    return comments.filter(name__icontains=writer)


def _linking_to(comments, site):
    """By the name of a site as people type it: with or without a scheme, in any script."""
    host = host_of(site if "//" in site else f"http://{site}") or hostname(site) or site
    target = LinkTarget.objects.filter(value=host).first()
    return comments.linking_to(target) if target else comments.none()


def _on_article(comments, words):
    return comments.filter(Q(article__title__icontains=words) | Q(article__slug=words))


_SELECT = {
    "q": _with_words,
    "writer": _by_writer,
    "site": _linking_to,
    "article": _on_article,
    "state": lambda comments, state: comments.filter(state=state),
    "reason": lambda comments, reason: comments.filter(reason=reason),
    "since": lambda comments, day: comments.filter(created_at__date__gte=day),
    "until": lambda comments, day: comments.filter(created_at__date__lte=day),
}
