"""How often each check and each rule was right on this site."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, F, Q

from cms.schedule import every
from cms.tasks import task
from comments.flood import tell
from comments.models import CheckRecord, Finding, State
from comments.models.comment import REFUSED
from comments.spam.house_rules import suspend_wrong_rules


@every(datetime.timedelta(hours=1))
@task()
def keep_records() -> None:
    """Count the records anew, suspend the rules that are wrong too often, and tell the moderators."""
    count_records()
    suspended = suspend_wrong_rules()
    if suspended:
        tell("rules_suspended", {"rules": suspended})


@transaction.atomic
def count_records() -> None:
    """Put the present record of every check and rule in place of the earlier ones."""
    told = Finding.objects.filter(
        revision=F("revision__comment__current"),
        revision__comment__state__in=[State.PUBLISHED, *REFUSED],
    )
    refused = Q(revision__comment__state__in=REFUSED)
    rows = (
        told.order_by()
        .values("check_name", "rule")
        .annotate(held=Count("pk"), right=Count("pk", filter=refused))
    )
    CheckRecord.objects.all().delete()
    CheckRecord.objects.bulk_create(
        CheckRecord(
            source=f"rule {row['rule']}" if row["rule"] else row["check_name"],
            held=row["held"],
            right=row["right"],
        )
        for row in rows
    )


def with_records(findings: Iterable[Finding]) -> list[tuple[Finding, CheckRecord | None]]:
    """The findings, each beside the record of the check or rule that says so."""
    findings = [*findings]
    records = CheckRecord.objects.in_bulk({finding.source for finding in findings})
    return [(finding, records.get(finding.source)) for finding in findings]
