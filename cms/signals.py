"""What the rooms tell each other without knowing each other."""

from django.dispatch import Signal

#: `user`, an account, is about to be deleted for good: let go of what would keep it.
account_leaves = Signal()
