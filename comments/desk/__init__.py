"""The moderators' pages, inside the admin's sign-in: the queue, one comment, sets of comments, sites, the ledger."""
