"""The moderators' pages, inside the admin's sign-in."""
