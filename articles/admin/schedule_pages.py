"""What is scheduled: the page of one act, a withdrawal to come, the calendar."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import scheduling
from articles.admin.calendar_month import asked_month, month_page
from articles.admin.unpublished import redline
from articles.admin.words import words_page
from articles.forms import MomentForm, WithdrawalForm
from articles.kept_copy import snapshot_of
from articles.models import Article, Kind
from articles.snapshot import Snapshot
from cms.refusals import Conflict, Refused

RIGHT = "articles.publish_article"


class SchedulePages:
    """For the articles' admin class."""

    def schedule_urls(self, view):
        return [
            path("calendar/", view(self.calendar_view), name="articles_article_calendar"),
            path("<int:pk>/scheduled/", view(self.scheduled_view), name="articles_article_scheduled"),
            path(
                "<int:pk>/withdraw-later/",
                view(self.withdraw_later_view),
                name="articles_article_withdraw_later",
            ),
        ]

    def calendar_view(self, request: HttpRequest) -> HttpResponse:
        """What is to happen: a month as a table, and everything to come by day."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": "Calendar",
            "page": month_page(*asked_month(request.GET.get("month", ""))),
        }
        return TemplateResponse(request, "admin/articles/article/calendar.html", context)

    def scheduled_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is scheduled for an article, or could not be done: to read, to move, to cancel."""
        article = self._changeable(request, pk, "live", "topic", "author")
        act = article.open_act
        if act is None:
            return self._back(request, article, "Nothing is scheduled for this article.")
        if request.method == "POST" and not request.user.has_perm(RIGHT):
            raise PermissionDenied
        form = MomentForm(request.POST if "move" in request.POST else None, at=act.at)
        if request.method == "POST":
            said = _done(request, act, form)
            if said:
                messages.success(request, said)
                return HttpResponseRedirect(
                    reverse("admin:articles_article_change", args=[article.pk]), status=303
                )
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": "Could not be done" if act.is_failed else "Scheduled",
            "article": article,
            "act": act,
            "form": form,
            "may_publish": request.user.has_perm(RIGHT),
            "shown": _shown(article, act, request),
        }
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, "admin/articles/article/scheduled.html", context, status=status)

    def withdraw_later_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = get_object_or_404(Article.objects.select_related("live"), pk=pk)
        if not article.is_published:
            return self._back(request, article, "Only a published article can be withdrawn.")

        def act(words, at):
            scheduling.schedule(article, by=request.user, at=at, kind=Kind.WITHDRAWN, note=words)

        return words_page(
            self,
            request,
            article,
            title="Withdraw article later",
            ask=_ask_when,
            explanation=["Until then readers see the article, and you can publish updates of it."],
            button="Schedule the withdrawal",
            is_grave=True,
            act=act,
            is_logged=False,
            said="The withdrawal is scheduled.",
        )


def _ask_when(data):
    return WithdrawalForm(
        data, label="Why, for readers", hint="Readers of its address are told this instead, from then on."
    )


def _done(request, act, form):
    """Move or cancel the act; what to say of it, or nothing where the form says what is wrong."""
    try:
        if "cancel" in request.POST:
            scheduling.cancel(act, by=request.user)
            return "It is put away." if act.is_failed else "It is cancelled. The draft is as it was."
        if form.is_valid():
            moved = scheduling.move(act, by=request.user, at=form.cleaned_data["at"])
            return f"It is scheduled for {scheduling.in_words(moved.at)}."
    except Refused as refusal:
        form.explain(refusal)
    except Conflict as conflict:
        raise Http404(str(conflict)) from conflict
    return ""


def _shown(article, act, request):
    """The redline of a publication to come, from what readers see now."""
    if act.is_withdrawal:
        return None
    before = article.live.snapshot() if article.live else Snapshot(title="")
    return redline(
        "What it changes", before, snapshot_of(act.content),
        base=f"{request.path}?", view=request.GET.get("view", ""),
    )  # fmt: skip
