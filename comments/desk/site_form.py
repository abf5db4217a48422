"""The form that decides about a site or a part of it."""

from django import forms

from comments.links import reach
from comments.models import LinkTarget, LinkUse, Scope, Treatment

#: So many parts of a site are listed; others are chosen beside one of their links.
MOST_PARTS = 40
HINTS = {
    Treatment.REJECT: "New comments go straight to spam. In old ones the link is dropped.",
    Treatment.HOLD: "A moderator reads each one. In old ones the link waits.",
    Treatment.STRIP: "Keep the words, drop the address.",
    Treatment.TEXT: "The address is shown, and leads nowhere.",
    Treatment.ALLOW_KNOWN: "Links show in comments a moderator approved with their links.",
    Treatment.ALLOW: "Links show, marked nofollow.",
}


class SiteForm(forms.Form):
    """A treatment for the site or a part of it; the rule in force is chosen, never a harsher one."""

    treatment = forms.ChoiceField(
        label="Comments that link here",
        choices=[(one.value, one.label) for one in HINTS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to do", "invalid_choice": "Choose what to do"},
    )
    target = forms.TypedChoiceField(
        label="How much of it",
        coerce=int,
        error_messages={"required": "Choose how much of it", "invalid_choice": "Choose how much of it"},
    )
    with_waiting = forms.BooleanField(label="Also settle the comments that wait", required=False)
    note = forms.CharField(
        label="Note for other moderators",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    use_required_attribute = False

    def __init__(self, site: LinkTarget, data=None, *, part: LinkTarget | None = None):
        part = part or site
        treatment = part.verdict.treatment if part.verdict else Treatment.HOLD
        super().__init__(data, initial={"treatment": treatment, "target": part.pk})
        listed = [
            *LinkTarget.objects.inside(site).exclude(pk=site.pk).order_by("scope", "value")[: MOST_PARTS + 1]
        ]
        self.fields["target"].choices = _choices(site, part, listed[:MOST_PARTS])
        if len(listed) > MOST_PARTS:
            self.fields[
                "target"
            ].help_text = "Not all of it is listed. “Decide about this alone” stands beside each link."
        count = reach.count_waiting(site)
        self.waiting = count
        noun = "comment that waits" if count == 1 else "comments that wait"
        self.fields["with_waiting"].label = f"Also settle the {count} {noun}"
        self.fields["with_waiting"].help_text = (
            "Reject marks them as spam. Allow, show as text and remove the link publish those whose every"
            " link is decided. You can undo this for 30 days."
        )

    def treatments(self):
        """Each radio with its hint."""
        hints = [*HINTS.values()]
        return [(option, hints[number]) for number, option in enumerate(self["treatment"])]


def _choices(site, part, parts):
    """The site, then its hosts, accounts and pages that links lead to, by what they are."""
    if part != site and part not in parts:
        parts.append(part)
    choices = [(site.pk, f"{Scope.DOMAIN.label}: {site.readable}")]
    for scope in (Scope.HOST, Scope.ACCOUNT, Scope.PATH):
        some = [(one.pk, one.readable) for one in parts if one.scope == scope]
        if some:
            choices.append((scope.label, some))
    return choices


def part_of(site: LinkTarget, given: str) -> LinkTarget | None:
    """The part of a site with this primary key."""
    if not given.isdecimal() or len(given) > 18:
        return None
    part = LinkTarget.objects.select_related("verdict").filter(pk=given).first()
    return part if part and part.ancestry[-1] == site.pk else None


def uses_shown(site: LinkTarget):
    """Links to a site with what its record shows of them."""
    uses = LinkUse.objects.of(site).select_related("revision__comment__article", "target")
    return uses.order_by("-pk")
