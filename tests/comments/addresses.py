"""Private addresses as tests look for them."""

from django.urls import reverse

from comments.own import status_token


def status_address(comment) -> str:
    """The beginning of every address of a comment's status page: what follows tells when it was made."""
    about = status_token(comment).partition(":")[0]
    return reverse("comment-status", args=["TOKEN"]).replace("TOKEN/", f"{about}:")
