"""What an account is called before others."""

from django.contrib.auth.models import AbstractBaseUser

from cms.text import clean_line, has_visible

NAME_LENGTH = 80


def shown_name(user: AbstractBaseUser) -> str:
    """The name readers see; the username for accounts that never got a name."""
    return user.get_full_name() or user.get_username()


def name_fault(name: str) -> str:
    """What is wrong with a name that was typed, in words; empty when nothing is. Clean it first."""
    if not has_visible(name):
        return "Enter your name"
    if len(name) > NAME_LENGTH:
        return f"Your name is {len(name):,} characters. Shorten it to {NAME_LENGTH} or fewer"
    return ""


def rename(user: AbstractBaseUser, name: str) -> None:
    """Give the account this name, for what it writes from now on."""
    user.first_name, user.last_name = clean_line(name), ""
    user.save(update_fields=["first_name", "last_name"])
