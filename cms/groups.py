"""Making the groups of people and what they may do, from a migration.

Each app says who may do what with it, in its own `groups.py`.
"""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission


def make_groups(permissions: Mapping[str, Iterable[str]]) -> None:
    """Give each group these permissions ("articles.change_article"), beside those it has.

    Permissions are rows that Django makes only after the last migration, so those of the apps named are made
    here first. Raises LookupError for a permission that no model declares.
    """
    _make_permissions(permissions)
    for name, wanted in permissions.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*map(_permission, wanted))


def every(app: str, model: str, *acts: str) -> list[str]:
    """Such as every("articles", "topic", "add", "view") for two of Django's four permissions on topics."""
    return [f"{app}.{act}_{model}" for act in acts]


def _make_permissions(permissions):
    names = {name.split(".")[0] for wanted in permissions.values() for name in wanted}
    for name in sorted(names):
        create_permissions(apps.get_app_config(name), verbosity=0)


def _permission(name):
    app, codename = name.split(".")
    found = Permission.objects.filter(content_type__app_label=app, codename=codename).first()
    if found is None:
        raise LookupError(f"No model declares the permission {name}.")
    return found
