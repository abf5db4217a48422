"""What editors send."""

from articles.forms.article import ArticleForm
from articles.forms.author import AuthorForm
from articles.forms.moment import MomentForm, WithdrawalForm
from articles.forms.pictures import ImageForm
from articles.forms.publication import PublishForm, ReasonForm, WordsForm
from articles.forms.review import HandoverForm, InvitationForm, OwnerForm, RemarkForm
from articles.forms.shelf import ShelfForm

__all__ = [
    "ArticleForm",
    "AuthorForm",
    "HandoverForm",
    "ImageForm",
    "InvitationForm",
    "MomentForm",
    "OwnerForm",
    "PublishForm",
    "ReasonForm",
    "RemarkForm",
    "ShelfForm",
    "WithdrawalForm",
    "WordsForm",
]
