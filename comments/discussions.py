"""Keeping what is known of a discussion as a whole."""

from comments.models import Comment, Discussion


def recount(article_id: int) -> None:
    """Store how many comments of the article everyone may read."""
    Discussion.objects.get_or_create(article_id=article_id)
    discussion = Discussion.objects.select_for_update().get(article_id=article_id)
    discussion.public_count = Comment.objects.published().filter(article_id=article_id).count()
    discussion.save(update_fields=["public_count"])
