"""The records of comments and of what was decided about them; deciding about one is the desk's."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.db.models import Max
from django.shortcuts import redirect
from django.template.defaultfilters import truncatewords

from cms.keys import primary_key
from cms.refusals import Refused
from comments import bulk
from comments.desk import blocks, corrections, pause  # noqa: F401  they register their pages
from comments.desk.permissions import Guarded
from comments.links.addresses import host_of
from comments.models import (
    Comment,
    CommentRevision,
    Discussion,
    LinkTarget,
    ModerationEvent,
    Reason,
    State,
)


def _last_words():
    return CommentRevision.objects.aggregate(pk=Max("pk"))["pk"]


class BulkForm(ActionForm):
    """The form of acts on many: the reason a rejection needs, and the last words there were when shown."""

    reason = forms.ChoiceField(choices=[("", "Reason, to reject or remove"), *Reason.choices], required=False)
    until = forms.CharField(widget=forms.HiddenInput, initial=_last_words, required=False)


class StateFilter(admin.SimpleListFilter):
    """By state; what is to decide, new comments and changed ones, unless another state is asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("all", "All"), *((value, label) for value, label in State.choices if value != State.PENDING)]

    def choices(self, changelist):
        pending, *others = super().choices(changelist)
        yield pending | {"display": State.PENDING.label}
        yield from others

    def queryset(self, request, queryset):
        reported = ReportedFilter.parameter_name in request.GET
        if self.value() == "all" or (reported and not self.value()):
            return queryset
        return queryset.filter(state=self.value()) if self.value() else queryset.to_decide()


class ReportedFilter(admin.SimpleListFilter):
    """What readers reported and nobody answered yet, in whatever state."""

    title = "reports"
    parameter_name = "reported"

    def lookups(self, request, model_admin):
        return [("open", "Reported")]

    def queryset(self, request, queryset):
        return queryset.reported() if self.value() == "open" else queryset


def _action(name, words):
    @admin.action(description=words, permissions=["moderate"])
    def act(modeladmin, request, queryset):
        # Words that came since the list was shown were read by nobody.
        read = queryset.order_by().filter(current_id__lte=primary_key(request.POST.get("until")) or 0)
        wordings = dict(read.values_list("pk", "current_id"))
        try:
            done = bulk.decide(wordings, name, by=request.user, reason=request.POST.get("reason", ""))
        except Refused as refused:
            messages.error(request, " ".join(refused.messages))
            return None
        return redirect("desk-act", done.batch)

    act.__name__ = name
    return act


@admin.register(Comment)
class CommentAdmin(Guarded, admin.ModelAdmin):
    list_display = ["name", "words", "noticed", "sites", "article", "created_at"]
    list_filter = [StateFilter, ReportedFilter, "reason"]
    search_fields = ["name", "email", "current__text", "article__title"]
    ordering = ["created_at", "pk"]
    list_per_page = 50
    action_form = BulkForm
    actions = [
        _action("approve", "Approve"),
        _action("approve_without_links", "Approve without links"),
        _action("reject", "Reject, with the reason beside"),
        _action("remove", "Remove, with the reason beside"),
    ]

    def get_queryset(self, request):
        comments = super().get_queryset(request).select_related("article", "current", "parent__current")
        return comments.prefetch_related("current__findings", "current__links")

    def response_action(self, request, queryset):
        """The stock answer, unless what is ticked cannot be a comment: the database would fail at it."""
        if None in map(primary_key, request.POST.getlist(ACTION_CHECKBOX_NAME)):
            messages.error(request, "Choose comments from the list.")
            return None
        return super().response_action(request, queryset)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A comment's page is the desk's."""
        comment = self.get_object(request, object_id)
        if comment is None or request.method == "POST":
            return super().change_view(request, object_id, form_url, extra_context)
        return redirect("desk-comment", comment.pk)

    @admin.display(description="comment")
    def words(self, comment):
        return truncatewords(comment.current.text, 24)

    @admin.display(description="noticed")
    def noticed(self, comment):
        """The first finding, and how many more there are."""
        first, *more = [finding.words for finding in comment.current.findings.all()] or ["–"]
        return f"{first}, and {len(more)} more" if more else first

    @admin.display(description="links to")
    def sites(self, comment):
        return ", ".join(sorted({host_of(link.url) for link in comment.current.links.all()})) or "–"

    def has_moderate_permission(self, request):
        return request.user.has_perm("comments.moderate_comment")


class ReadOnlyAdmin(Guarded, admin.ModelAdmin):
    """Records that people may read here and nobody may change."""


@admin.register(LinkTarget)
class LinkTargetAdmin(ReadOnlyAdmin):
    list_display = ["value", "scope", "verdict", "first_seen_at"]
    list_filter = ["scope"]
    search_fields = ["value"]


@admin.register(ModerationEvent)
class ModerationEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "action", "comment", "target", "actor", "rule", "reason"]
    list_filter = ["action"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]


@admin.register(Discussion)
class DiscussionAdmin(admin.ModelAdmin):
    """Opening and closing the discussion under an article."""

    list_display = ["article", "mode", "closed_on", "public_count"]
    list_filter = ["mode"]
    search_fields = ["article__title"]
    fields = ["article", "mode", "closed_on", "close_after_days"]

    def get_readonly_fields(self, request, obj=None):
        return ["article"] if obj else []

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("comments.moderate_comment")

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        return self.has_view_permission(request)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False
