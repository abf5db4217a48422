"""The blind sample, one comment at a time, and the report card that comes of it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from cms.refusals import Conflict, Refused
from comments import report_card
from comments.desk.permissions import Guarded
from comments.desk.plots import plot
from comments.models import CheckRecord, SecondLook, SpamModel
from comments.second_looks import judge


class SecondLookAdmin(Guarded, admin.ModelAdmin):
    def get_urls(self):
        card = self.admin_site.admin_view(require_safe(self.report_card_view))
        return [path("report-card/", card, name="report-card"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """The next comment to judge, without a word about the first decision."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._judge(request)
        waiting = SecondLook.objects.open().select_related("comment__article", "comment__current")
        context = {"title": "Second looks", "look": waiting.first(), "waiting": waiting.count()}
        return self._page(request, "second_look", context)

    def _judge(self, request):
        given = request.POST.get("look", "")
        look = get_object_or_404(SecondLook, pk=int(given) if given.isdecimal() and len(given) < 18 else 0)
        try:
            judge(look, request.POST.get("verdict", ""), by=request.user)
        except Conflict as told:
            messages.warning(request, str(told))
        except Refused as refused:
            messages.error(request, " ".join(refused.messages))
        return HttpResponseRedirect(reverse("admin:comments_secondlook_changelist"))

    def report_card_view(self, request):
        """How well this site's decisions stand up."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        weeks = report_card.weeks()
        missed, blocked = report_card.overall()
        measures = [
            ("Missed spam", "published, but not fit to be", missed, [week.missed_spam for week in weeks]),
            ("Blocked honest comments", "refused, but fine", blocked, [week.blocked_ham for week in weeks]),
        ]
        context = {
            "title": "Report card",
            "measures": [
                {
                    "name": name,
                    "words": words,
                    "share": share,
                    "plot": plot(shares),
                    "weeks": [*zip(weeks, shares, strict=True)],
                }
                for name, words, share, shares in measures
            ],
            "records": CheckRecord.objects.exclude(source__startswith="rule "),
            "model": SpamModel.objects.first(),
        }
        return self._page(request, "report_card", context)

    def _page(self, request, name, context):
        context = self.admin_site.each_context(request) | {"opts": self.opts} | context
        return TemplateResponse(request, f"admin/comments/secondlook/{name}.html", context)
