"""Every row there is, to compare what was before an act with what is after its undo."""

from django.apps import apps

from comments.models import BulkAct, LinkVerdict, ModerationEvent

#: The record of what was decided: an undo adds to it.
RECORD = (ModerationEvent, LinkVerdict, BulkAct)


def rows():
    """Every row of both apps but the record of decisions, by the name of its model."""
    models = [model for app in ("comments", "articles") for model in apps.get_app_config(app).get_models()]
    return {one.__name__: [*one.objects.order_by("pk").values()] for one in models if one not in RECORD}
