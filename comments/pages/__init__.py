"""Pages around a discussion: reporting a comment, and everything sent from one address."""
