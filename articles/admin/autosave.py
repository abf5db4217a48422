"""What the article form's script sends by itself: drafts to keep, and word that the form is still open."""

from copy import copy

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.formats import time_format

from articles import presence
from articles.admin import acts, publication_words
from articles.admin.conflict import Meanwhile, differences
from articles.forms import ArticleForm
from articles.models import Article
from cms.refusals import Conflict

#: What storing a draft may fill in for the editor.
FILLED_IN = ("slug", "lead_alt", "lead_caption", "lead_credit")


class AutosavePages:
    """For the articles' admin class."""

    def autosave_urls(self, view):
        return [
            path("<int:pk>/autosave/", view(self.autosave_view), name="articles_article_autosave"),
            path("<int:pk>/presence/", view(self.presence_view), name="articles_article_presence"),
        ]

    def autosave_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Store the working copy as the form has it. The answer's `outcome` is "stored", "conflict" when
        somebody else was quicker, or "refused" when something is wrong with it; `words` say so.

        No version, no line in the log: what it leaves is the draft, and who changed it when.
        """
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self._open_to(request, pk)
        form = ArticleForm(request.POST, instance=copy(article))
        publication_words.keep(request, article, publication_words.sent(request))
        if not form.is_valid():
            return JsonResponse({"outcome": "refused", "words": _first_error(form)})
        try:
            if differences(article, form):
                article = acts.save(form, by=request.user)
        except Conflict:
            return JsonResponse({"outcome": "conflict", "words": _who_saved(request, pk)})
        return JsonResponse(_saved(article, request.POST))

    def presence_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note that this editor has the form open, or with `leaving` that it was closed; who else has it
        open, and whether somebody saved since save number `edit_number`."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self._open_to(request, pk)
        if "leaving" in request.POST:
            presence.leave(article, request.user)
            return HttpResponse(status=204)
        presence.arrive(article, request.user)
        is_newer = request.POST.get("edit_number") != str(article.edit_number)
        return JsonResponse(
            {
                "others": [_who_is_here(one) for one in presence.others(article, request.user)],
                "words": _who_saved(request, pk) if is_newer else "",
            }
        )

    def _open_to(self, request, pk):
        article = get_object_or_404(Article.objects.select_related("topic", "author", "live"), pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return article


def _saved(article, sent):
    stored = {name: str(getattr(article, name)) for name in FILLED_IN}
    return {
        "outcome": "stored",
        "at": time_format(timezone.localtime(article.edited_at), "H:i"),
        "number": article.edit_number,
        "fields": {name: value for name, value in stored.items() if value != sent.get(name, "")},
    }


def _first_error(form):
    return next(error for errors in form.errors.values() for error in errors)


def _who_saved(request, pk):
    article = Article.objects.select_related("edited_by").get(pk=pk)
    context = {"meanwhile": Meanwhile(article), "user": request.user}
    return render_to_string("admin/articles/article/_who_saved.html", context).strip()


def _who_is_here(one):
    return render_to_string("admin/articles/article/_who_is_here.html", {"one": one}).strip()
