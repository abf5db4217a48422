"""Writing rules: what one would have done is shown before it is saved, its record ever after."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cms.href import safe_href
from comments.desk.access import moderators_only
from comments.desk.page import desk_page
from comments.links.addresses import host_of
from comments.models import CheckRecord, ScreeningRule
from comments.spam import trials
from comments.spam.rules import folded_pattern

Kind = ScreeningRule.Kind


class RuleForm(forms.ModelForm):
    """A rule as a moderator types it."""

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
    def trial(self) -> trials.Trial | None:
        """What trying it on everything here has come to."""
        return trials.find(self.cleaned_data["kind"], self.cleaned_data["pattern"])

    @property
    def is_tried(self) -> bool:
        """Whether its effect was shown, or is known from before."""
        if self.instance.pk and not {"kind", "pattern"} & {*self.changed_data}:
            return True
        return bool(self.trial and self.trial.is_done)


@moderators_only
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every rule, the newest first, each with its record."""
    records = CheckRecord.objects.in_bulk()
    written = ScreeningRule.objects.select_related("by")
    rules = [(rule, records.get(rule.source)) for rule in written]
    return desk_page(request, "rules", is_about_rules=True, rules=rules)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Type a rule, see what it would have done, save it.

    What is tried stands in the address, so that the page can be looked at again while the worker tries it.
    """
    found = get_object_or_404(ScreeningRule, pk=pk) if pk else ScreeningRule(by=request.user)
    if request.method == "POST":
        return _sent(request, found)
    is_typed = "pattern" in request.GET
    form = RuleForm(request.GET if is_typed else None, instance=found)
    return _page(request, form, form.trial if is_typed and form.is_valid() else None)


def _sent(request, found):
    form = RuleForm(request.POST, instance=found)
    if not form.is_valid():
        return _page(request, form)
    if "save" in request.POST and form.is_tried:
        return _save(request, form)
    trials.begin(form.cleaned_data["kind"], form.cleaned_data["pattern"])
    typed = {name: request.POST[name] for name in form.fields if name in request.POST}
    return HttpResponseRedirect(f"{request.path}?{urlencode(typed)}", status=303)


def _page(request, form, trial=None):
    found = form.instance
    context = {
        "heading": "Change a rule" if found.pk else "New rule",
        "form": form,
        "rule": found,
        "trial": trial,
        "sample": trials.sample_of(trial) if trial and trial.is_done else [],
        "record": CheckRecord.objects.filter(pk=found.source).first() if found.pk else None,
    }
    status = 422 if form.is_bound and form.errors else 200
    return desk_page(request, "rule", status, is_about_rules=True, **context)


def _save(request, form):
    is_new, saved = form.instance.pk is None, form.save(commit=False)
    if saved.is_on:
        saved.suspended_at, saved.suspended_after = None, ""
    saved.save()
    said = "It holds comments from now on." if saved.is_on else "It is off."
    LogEntry.objects.log_actions(
        request.user.pk, [saved], ADDITION if is_new else CHANGE, change_message=said, single_object=True
    )
    messages.success(request, f"Saved. {said}")
    return HttpResponseRedirect(reverse("desk-rules"), status=303)
