"""What search looks through: the words of what is published, as plain text."""

from django.db import models

#: Longer words are no words of a language.
WORD_MAX_LENGTH = 40


class SearchEntry(models.Model):
    """The words readers see of one article, written anew with each version and removed by a withdrawal.

    Beside this table each database keeps an index of its own, which follows it by itself (`articles.search`).
    """

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="search_entry"
    )
    title = models.TextField()
    standfirst = models.TextField(blank=True)
    tags = models.TextField(blank=True)
    body = models.TextField(blank=True)
    topic = models.ForeignKey("articles.Topic", models.SET_NULL, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(help_text="Of the first publication.")

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """A word that was published: what a misspelt one can have meant."""

    folded = models.CharField(
        max_length=WORD_MAX_LENGTH, primary_key=True, help_text="Without accents and capitals."
    )
    word = models.CharField(max_length=WORD_MAX_LENGTH)

    def __str__(self):
        return self.word
