"""What editors send."""

from articles.forms.article import ArticleForm
from articles.forms.pictures import ImageForm
from articles.forms.publication import PublishForm, ReasonForm, WordsForm

__all__ = ["ArticleForm", "ImageForm", "PublishForm", "ReasonForm", "WordsForm"]
