"""Deciding about comments in the admin: what waits, oldest first, with everything needed to decide."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import truncatewords
from django.urls import path, reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cms.refusals import Conflict
from comments import moderation
from comments.links.addresses import host_of
from comments.models import (
    Comment,
    CommentRevision,
    Discussion,
    LinkTarget,
    LinkUse,
    ModerationEvent,
    Reason,
    State,
)
from comments.models.comment import CommentQuerySet

#: What a moderator can do, by the name a form sends: the verb, whether it asks for a reason, and in which
#: words it was done.
VERBS = {
    "approve": (moderation.approve, False, "approved"),
    "approve_without_links": (moderation.approve_without_links, False, "approved without links"),
    "reject": (moderation.reject, True, "rejected"),
    "remove": (moderation.remove, True, "removed"),
    "restore": (moderation.restore, False, "published after all"),
    "hold": (moderation.hold, False, "put back to waiting"),
}


def _revision_read(request, pk):
    """The wording that was on the moderator's page; None when the page did not say."""
    given = request.POST.get("revision", "")
    return CommentRevision.objects.filter(comment=pk, pk=given).first() if _is_number(given) else None


def _is_number(given):
    """Whether it can be the number of a row, in a column that holds 18 digits and a little more."""
    return given.isdecimal() and len(given) <= 18


class ReasonForm(ActionForm):
    """The bulk actions' form, with the reason a rejection needs."""

    reason = forms.ChoiceField(choices=[("", "Reason, to reject or remove"), *Reason.choices], required=False)


class StateFilter(admin.SimpleListFilter):
    """By state; what waits unless another state is asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("all", "All"), *((value, label) for value, label in State.choices if value != State.PENDING)]

    def choices(self, changelist):
        pending, *others = super().choices(changelist)
        yield pending | {"display": State.PENDING.label}
        yield from others

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or State.PENDING)


def decide(request, comments: CommentQuerySet, name: str, reason: str = "", **more) -> None:
    """Do one thing to every comment, as one batch, and tell the moderator what came of it.

    `more` goes to the verb: a note, and for an approval the revision the moderator read.
    """
    verb, asks_reason, was_done = VERBS[name]
    record = {"by": request.user, "batch": moderation.new_batch(), **more}
    if asks_reason:
        record["reason"] = reason
    done = 0
    for comment in comments:
        try:
            verb(comment, **record)
            done += 1
        except Conflict as told:
            messages.warning(request, f"{comment.name}: {told}")
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            break
    if done:
        words = ngettext("%d comment %s.", "%d comments %s.", done)
        messages.success(request, words % (done, was_done))


def _action(name, words):
    @admin.action(description=words, permissions=["moderate"])
    def act(modeladmin, request, queryset):
        decide(request, queryset.oldest_first(), name, reason=request.POST.get("reason", ""))

    act.__name__ = name
    return act


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    list_display = ["name", "words", "noticed", "sites", "article", "created_at"]
    list_filter = [StateFilter, "reason"]
    search_fields = ["name", "email", "current__text", "article__title"]
    ordering = ["created_at", "pk"]
    list_per_page = 50
    action_form = ReasonForm
    actions = [
        _action("approve", "Approve"),
        _action("approve_without_links", "Approve without links"),
        _action("reject", "Reject, with the reason beside"),
        _action("remove", "Remove, with the reason beside"),
    ]
    change_form_template = "admin/comments/comment/change_form.html"

    def get_queryset(self, request):
        comments = super().get_queryset(request).select_related("article", "current", "parent__current")
        return comments.prefetch_related("current__findings", "current__links")

    def get_urls(self):
        decide_url = path(
            "<int:pk>/decide/",
            self.admin_site.admin_view(require_POST(self.decide_view)),
            name="decide-comment",
        )
        return [decide_url, *super().get_urls()]

    def response_action(self, request, queryset):
        """The stock answer, unless what is ticked cannot be a comment: the database would fail at it."""
        if not all(_is_number(given) for given in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            messages.error(request, "Choose comments from the list.")
            return None
        return super().response_action(request, queryset)

    def decide_view(self, request, pk):
        """Do what the pressed button says to one comment, then show the next that waits."""
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        comment = get_object_or_404(Comment, pk=pk)
        name = request.POST.get("verb", "")
        here = HttpResponseRedirect(reverse("admin:comments_comment_change", args=[pk]))
        if name == "undo":
            self._undo(request, comment)
            return here
        if name not in VERBS:
            messages.error(request, "Choose what to do with the comment.")
            return here
        more = {"note": request.POST.get("note", "")}
        if name.startswith("approve"):
            more["revision"] = _revision_read(request, pk)
        decide(request, Comment.objects.filter(pk=pk), name, request.POST.get("reason", ""), **more)
        return HttpResponseRedirect(self._next(pk))

    @staticmethod
    def _undo(request, comment):
        """Undo the last thing that was done to the comment."""
        try:
            moderation.undo(comment.events.last(), by=request.user)
        except Conflict as told:
            messages.warning(request, str(told))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, "Undone. The comment is as it was before.")

    def _next(self, pk):
        """The comment itself when it still waits, else the next one waiting, else the queue."""
        waiting = Comment.objects.pending().oldest_first()
        following = waiting.filter(pk=pk).first() or waiting.first()
        if following is None:
            return reverse("admin:comments_comment_changelist")
        return reverse("admin:comments_comment_change", args=[following.pk])

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {
            "title": f"Comment by {obj.name}",
            "comment": obj,
            "links": LinkUse.objects.with_verdicts().filter(revision=obj.current_id),
            "events": obj.events.select_related("actor"),
            "others": Comment.objects.filter(email__iexact=obj.email).exclude(pk=obj.pk).count()
            if obj.email
            else 0,
            "reasons": Reason.choices,
            "waiting": Comment.objects.pending().count(),
            "last": obj.events.last(),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

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

    def has_view_permission(self, request, obj=None):
        return self.has_moderate_permission(request)

    def has_module_permission(self, request):
        return self.has_moderate_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnlyAdmin(admin.ModelAdmin):
    """Records that people may read here and nobody may change."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("comments.moderate_comment")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


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
    fields = ["article", "mode", "closed_on"]

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
