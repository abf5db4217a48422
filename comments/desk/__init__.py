"""The moderators' pages, inside the admin's sign-in: comments one by one and in sets, sites, rules, acts."""
