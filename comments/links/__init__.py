"""Links in comments: found, recorded against what they point at, and decided about."""
