"""What articles announce to the rest of the project."""

from django.dispatch import Signal

#: A version went live. Sent after the transaction, with `article` and `version`.
version_published = Signal()
