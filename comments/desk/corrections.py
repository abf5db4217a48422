"""The list of corrections, for editors: what readers say is wrong, and what came of it."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import truncatewords
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from cms.refusals import Conflict
from comments import corrections
from comments.desk.permissions import Guarded
from comments.models import Comment, Correction, Lane

FILED = {
    Lane.CORRECTION: "Editors see it among the corrections now.",
    Lane.REMARK: "It is no correction any more.",
}


class StandingFilter(admin.SimpleListFilter):
    """Open ones unless others are asked for."""

    title = "what came of it"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("credited", "Credited"), ("declined", "Declined"), ("all", "All")]

    def choices(self, changelist):
        still_open, *others = super().choices(changelist)
        yield still_open | {"display": "Open"}
        yield from others

    def queryset(self, request, queryset):
        asked = {"credited": queryset.credited, "declined": queryset.declined, "all": queryset.all}
        return asked.get(self.value(), queryset.open)()


class DeclineForm(forms.Form):
    """A word about why the article stays as it is."""

    words = forms.CharField(
        label="Why the article stays as it is",
        max_length=200,
        help_text="A few words. The writer can read them.",
        error_messages={"required": "Say in a few words why the article stays as it is."},
    )

    use_required_attribute = False


@admin.register(Correction)
class CorrectionAdmin(Guarded, admin.ModelAdmin):
    permission = "comments.answer_correction"
    list_display = ["name", "words", "article", "state", "standing", "created_at"]
    list_filter = [StandingFilter]
    list_select_related = ["article", "current", "declined"]
    search_fields = ["name", "current__text", "article__title"]
    ordering = ["created_at", "pk"]
    change_form_template = "admin/comments/correction/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("credits__version")

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/answer/", view(require_POST(self.answer_view)), name="answer-correction"),
            path("of/<int:pk>/", view(require_POST(self.file_view)), name="file-comment"),
            *super().get_urls(),
        ]

    def answer_view(self, request, pk):
        """Decline a correction with a word, or open it again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        correction = get_object_or_404(Correction, pk=pk)
        if request.POST.get("do") == "reopen":
            corrections.reopen(correction)
            messages.success(request, "The correction is open again.")
        else:
            self._decline(request, correction)
        return HttpResponseRedirect(reverse("admin:comments_correction_change", args=[pk]), status=303)

    def file_view(self, request, pk):
        """Put a comment into the correction lane, or take it out."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        lane = Lane.CORRECTION if request.POST.get("lane") == Lane.CORRECTION else Lane.REMARK
        try:
            corrections.file_under(get_object_or_404(Comment, pk=pk), lane, by=request.user)
            messages.success(request, FILED[lane])
        except Conflict as told:
            messages.warning(request, str(told))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        return HttpResponseRedirect(self._after(request, pk), status=303)

    @staticmethod
    def _after(request, pk):
        """Moderators go on at the desk; editors have the list."""
        if request.user.has_perm("comments.moderate_comment"):
            return reverse("desk-comment", args=[pk])
        return reverse("admin:comments_correction_changelist")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {
            "title": f"Correction by {obj.name}",
            "correction": obj,
            "form": DeclineForm(),
            "may_edit": request.user.has_perm("articles.change_article"),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="correction")
    def words(self, correction):
        return truncatewords(correction.current.text, 24)

    @admin.display(description="what came of it")
    def standing(self, correction):
        return correction.standing

    @staticmethod
    def _decline(request, correction):
        form = DeclineForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(form.errors["words"]))
            return
        try:
            corrections.decline(correction, by=request.user, words=form.cleaned_data["words"])
            messages.success(request, "Declined. The reader's comment stays as it is.")
        except Conflict as told:
            messages.warning(request, str(told))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
