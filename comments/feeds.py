"""The feed of what readers write under an article."""

from django.db.models import QuerySet
from django.urls import reverse

from articles.feeds import PagedFeed
from articles.feeds.ids import first_link, lasting_id
from articles.models import Article
from comments.models import Comment
from comments.thread import shown


class CommentsFeed(PagedFeed):
    """The public comments on an article, the newest first, in the words and with the links readers see."""

    page_size = 30
    moment = "published_at"
    subtitle = "What readers write under this article. Moderators read each comment first."

    def get_object(self, request, slug):
        articles = Article.objects.published().for_rows().annotate(first_link=first_link())
        return articles.get(live_slug=slug)

    def feed_extra_kwargs(self, article):
        return super().feed_extra_kwargs(article) | {"changed_at": article.updated_at}

    def title(self, article):
        return f"Comments on {article.live.title}"

    def link(self, article):
        return reverse("discussion", args=[article.live_slug])

    def entries(self, article) -> QuerySet[Comment]:
        return Comment.objects.on(article).published().only("published_at").order_by("-published_at", "-pk")

    def items(self, article):
        self.article = article
        return shown(article, [comment.pk for comment in self.page])

    def item_guid(self, comment):
        return lasting_id(self.article.first_link, "comment", str(comment.pk))

    def item_title(self, comment):
        return f"{comment.name} on {self.article.live.title}"

    def item_description(self, comment):
        return comment.html

    def item_link(self, comment):
        return reverse("comment", args=[self.article.live_slug, comment.pk])

    def item_author_name(self, comment):
        return comment.name

    def item_pubdate(self, comment):
        return comment.created_at

    def item_updateddate(self, comment):
        return comment.revision_at

    def item_extra_kwargs(self, comment):
        return {"content": comment.html}
