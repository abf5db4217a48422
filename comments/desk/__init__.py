"""The desk's pages beside the queue: who is blocked, the pause of all comments, corrections."""
