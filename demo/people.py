"""The demo site's sign-ins."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

PASSWORD = "palimpsest"


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in to the demo site; `group` is what they may do ("" for a reader)."""

    username: str
    first_name: str
    last_name: str
    role: str
    group: str = ""

    @property
    def email(self) -> str:
        return f"{self.username}@plain-health.example"


PEOPLE = (
    Person("rosa", "Rosa", "Lind", "editor", "Editor"),
    Person("noor", "Noor", "Aziz", "writer", "Writer"),
    Person("sam", "Sam", "Whitlock", "moderator", "Moderator"),
    Person("priya", "Priya", "S.", "reader"),
)
ADMINISTRATOR = Person("admin", "Alex", "Moreau", "administrator")


def make_people() -> dict:
    """Everybody's account, by username."""
    return {person.username: _account(person) for person in (*PEOPLE, ADMINISTRATOR)}


def _account(person):
    user = get_user_model()(
        username=person.username,
        email=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        is_staff=bool(person.group) or person is ADMINISTRATOR,
        is_superuser=person is ADMINISTRATOR,
    )
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if person.group:
        user.groups.add(Group.objects.get(name=person.group))
    return user
