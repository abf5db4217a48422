"""Writing rules: what one would have done is shown before it is saved, its record ever after."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from cms.href import safe_href
from comments.links.addresses import host_of
from comments.models import CheckRecord, ScreeningRule
from comments.spam.house_rules import dry_run
from comments.spam.rules import folded_pattern

Kind = ScreeningRule.Kind


class RuleForm(forms.ModelForm):
    """A rule as a moderator types it. `tried` is what the page's dry run was about."""

    tried = forms.CharField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    class Meta:
        model = ScreeningRule
        fields = ["kind", "pattern", "note", "is_on"]
        labels = {"is_on": "Hold comments that fit", "note": "Why, for colleagues (optional)"}
        help_texts = {
            "pattern": "Whole words in this order, whatever their case: “cialis” does not fit “specialist”."
            " For an address, all of it or @host; for a site, its name.",
            "note": "",
        }
        error_messages = {
            "pattern": {
                "required": "Write what to look for",
                "max_length": "Write %(limit_value)d characters or fewer",
            }
        }
        widgets = {"kind": forms.RadioSelect}

    def clean(self):
        cleaned = super().clean()
        kind, pattern = cleaned.get("kind"), cleaned.get("pattern")
        if kind and pattern:
            cleaned["pattern"] = self._clean_pattern(kind, pattern)
        return cleaned

    def validate_unique(self):
        try:
            self.instance.validate_constraints()
        except forms.ValidationError:
            self.add_error("pattern", "There is a rule for this already")

    def _clean_pattern(self, kind, pattern):
        if kind in (Kind.WORDS, Kind.NAME) and not folded_pattern(pattern):
            self.add_error("pattern", "Write at least one word or number")
        if kind == Kind.ADDRESS and ("@" not in pattern or not pattern.partition("@")[2]):
            self.add_error("pattern", "Write an email address, or @ and its host")
        if kind == Kind.SITE:
            host = host_of(safe_href(pattern if "//" in pattern else f"https://{pattern}") or "")
            if "." not in host:
                self.add_error("pattern", "Write the name of a site, like spa.example")
            return host or pattern
        return pattern

    @property
    def subject(self) -> str:
        """What a dry run of this form is about."""
        return f"{self.cleaned_data['kind']} {self.cleaned_data['pattern']}"

    @property
    def is_tried(self) -> bool:
        """Whether its effect was shown, or is known from before."""
        same = self.instance.pk and not {"kind", "pattern"} & {*self.changed_data}
        return bool(same) or self.cleaned_data["tried"] == self.subject


class ScreeningRuleAdmin(admin.ModelAdmin):
    list_display = ["pattern", "kind", "standing", "record", "note", "by", "created_at"]
    list_filter = ["kind", "is_on"]
    list_select_related = ["by"]
    search_fields = ["pattern", "note"]

    def changelist_view(self, request, extra_context=None):
        self.records = CheckRecord.objects.in_bulk()
        return super().changelist_view(request, {"title": "Rules", **(extra_context or {})})

    @admin.display(description="now")
    def standing(self, rule):
        if rule.suspended_at:
            return f"Suspended: {rule.suspended_after}"
        return "On" if rule.is_on else "Off"

    @admin.display(description="record")
    def record(self, rule):
        return self.records.get(rule.source, "Nothing decided yet")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Type a rule, see what it would have done, save it."""
        rule = self._rule(request, object_id)
        form = RuleForm(request.POST or None, instance=rule)
        trial = None
        if request.method == "POST" and form.is_valid():
            if "save" in request.POST and form.is_tried:
                return self._save(request, form)
            trial = dry_run(form.cleaned_data["kind"], form.cleaned_data["pattern"])
        record = CheckRecord.objects.filter(pk=rule.source).first() if rule.pk else None
        context = self.admin_site.each_context(request) | {
            "title": "Change a rule" if rule.pk else "New rule",
            "opts": self.opts,
            "form": form,
            "rule": rule,
            "trial": trial,
            "record": record,
        }
        status = 422 if form.is_bound and form.errors else 200
        return TemplateResponse(
            request, "admin/comments/screeningrule/change_form.html", context, status=status
        )

    def _rule(self, request, object_id):
        if not self.has_add_permission(request):
            raise PermissionDenied
        if object_id is None:
            return ScreeningRule(by=request.user)
        rule = self.get_object(request, object_id)
        if rule is None:
            raise Http404
        return rule

    def _save(self, request, form):
        rule = form.save(commit=False)
        if rule.is_on:
            rule.suspended_at, rule.suspended_after = None, ""
        rule.save()
        messages.success(
            request, f"Saved. {'It holds comments from now on.' if rule.is_on else 'It is off.'}"
        )
        return HttpResponseRedirect(reverse("admin:comments_screeningrule_changelist"))

    def has_add_permission(self, request):
        return request.user.has_perm("comments.moderate_comment")

    def has_view_permission(self, request, obj=None):
        return self.has_add_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_add_permission(request)

    def has_module_permission(self, request):
        return self.has_add_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False
