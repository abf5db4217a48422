"""Signing in with an email address."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend


class EmailOrUsername(ModelBackend):
    """Takes an email address where the stock backend takes a username; either works.

    An address that several accounts share signs nobody in.
    """

    def authenticate(self, request, username=None, password=None, **kwargs):
        if username and "@" in username:
            names = get_user_model().objects.filter(email__iexact=username).values_list("username", flat=True)
            username = names[0] if len(names) == 1 else username
        return super().authenticate(request, username=username, password=password, **kwargs)
