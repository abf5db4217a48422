"""Blocking a writer, seen from one of the writer's comments, and lifting the block."""

import datetime

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cms.refusals import Conflict
from comments import blocking
from comments.desk.permissions import Guarded
from comments.models import Block, Comment

ONE_DAY = datetime.timedelta(days=1)


class BlockForm(forms.Form):
    """Which of the things that tell this writer from others, for how long, and why."""

    whom = forms.ChoiceField(
        label="What to block",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to block.", "invalid_choice": "Choose what to block."},
    )
    days = forms.IntegerField(
        label="For how many days",
        required=False,
        min_value=1,
        max_value=3_650,
        help_text="Empty: until somebody lifts it. A network for 30 days or fewer.",
    )
    reason = forms.CharField(
        label="Why, for colleagues",
        max_length=300,
        help_text="The writer is told until when, not why.",
        error_messages={"required": "Say why, for colleagues."},
    )

    use_required_attribute = False

    def __init__(self, *args, comment: Comment, **kwargs):
        super().__init__(*args, **kwargs)
        self.things = things_of(comment)
        self.fields["whom"].choices = [(name, words) for name, (words, _) in self.things.items()]
        self.fields["whom"].initial = next(iter(self.things), None)

    def block(self, *, by) -> Block:
        """Do it; raises Refused."""
        data = self.cleaned_data
        until = timezone.now() + data["days"] * ONE_DAY if data["days"] else None
        _, whom = self.things[data["whom"]]
        return blocking.block(by=by, reason=data["reason"], until=until, **whom)


def things_of(comment: Comment) -> dict[str, tuple[str, dict]]:
    """What tells the writer of a comment from others: name → the words, and what `blocking.block` takes."""
    things = {}
    if comment.user_id and not comment.user.is_staff:
        things["account"] = (f"The account {comment.user}", {"user": comment.user})
    if comment.email:
        things["email"] = (f"The address {comment.email}", {"email": comment.email})
    if comment.network:
        things["network"] = ("The network it came from, with everybody in it", {"network": comment.network})
    return things


@admin.register(Block)
class BlockAdmin(Guarded, admin.ModelAdmin):
    list_display = ["whom", "is_in_force", "until", "reason", "by", "at"]
    list_filter = ["at"]
    search_fields = ["email", "user__username", "reason"]
    change_form_template = "admin/comments/block/change_form.html"

    @admin.display(description="in force", boolean=True)
    def is_in_force(self, block):
        return block.is_in_force

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("of/<int:pk>/", view(self.block_view), name="block-writer"),
            path("<int:pk>/lift/", view(require_POST(self.lift_view)), name="lift-block"),
            *super().get_urls(),
        ]

    def block_view(self, request, pk):
        """Block the writer of a comment."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        comment = get_object_or_404(Comment.objects.select_related("user", "article"), pk=pk)
        form = BlockForm(request.POST or None, comment=comment)
        if request.method == "POST" and form.is_valid() and self._blocks(request, form):
            return HttpResponseRedirect(reverse("desk-comment", args=[pk]), status=303)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Block {comment.name}",
            "comment": comment,
            "form": form,
        }
        status = 422 if request.method == "POST" else 200
        return TemplateResponse(request, "admin/comments/block/block.html", context, status=status)

    def lift_view(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            blocking.lift(get_object_or_404(Block, pk=pk), by=request.user)
            messages.success(request, "The block is lifted.")
        except Conflict as told:
            messages.warning(request, str(told))
        return HttpResponseRedirect(reverse("admin:comments_block_changelist"), status=303)

    @staticmethod
    def _blocks(request, form):
        try:
            block = form.block(by=request.user)
        except ValidationError as refused:
            form.add_error(
                "days" if "until" in getattr(refused, "error_dict", {}) else None, refused.messages
            )
            return False
        messages.success(request, f"Blocked: {block.whom}.")
        return True
