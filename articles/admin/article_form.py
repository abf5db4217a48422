"""The article form: it shows the working copy, takes what an editor sends and says what came of it."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from js_asset import Media

from articles.admin import acts
from articles.admin.conflict import meanwhile
from articles.admin.unpublished import note_suggestion
from articles.forms import ArticleForm, PublishForm
from articles.models import Article
from articles.readiness import checks
from cms import csp
from cms.refusals import Conflict

TEMPLATE = "admin/articles/article/change_form.html"
#: Where in the session the words about a publication wait while the draft is saved and looked at.
WORDS = "publication_words"
WORD_FIELDS = ("kind", "note", "reviewer", "review_due_on")


class ArticleFormPage:
    """One request for the form of `article`: the one stored, or a new one for an article to be."""

    def __init__(self, model_admin, request: HttpRequest, article: Article):
        self.model_admin, self.request, self.article = model_admin, request, article
        self.may_change = self._may_change()
        self.may_publish = self.may_change and request.user.has_perm("articles.publish_article")
        self.act = request.POST.get("do", "save") if request.method == "POST" else ""
        # A form changes the article it is given, even when what it holds is refused in the end.
        self.form = ArticleForm(request.POST or None, request.FILES or None, instance=copy(article))
        self.form.fields["body"].widget.shows_source = request.user.has_perm("articles.edit_html")
        self.publication = self._publication()
        self.meanwhile = None

    def answer(self) -> HttpResponse:
        if not self.act:
            return self.page()
        if not self.may_change or (self.act == "publish" and not self.may_publish):
            raise PermissionDenied
        return self.done() if self.succeeds() else self.page(status=422)

    def succeeds(self) -> bool:
        """Do what was asked. What stands in the way is written on the forms or in `meanwhile`."""
        is_valid = self.form.is_valid()
        if self.act == "publish":
            is_valid = self.publication.is_valid() and is_valid
        self.form.take_upload(by=self.request.user)
        if not is_valid:
            return False
        try:
            self.outcome = self._do()
        except ValidationError as refusal:
            self._explain(refusal)
            return False
        except Conflict:
            self.meanwhile = meanwhile(self.form)
            self.article = self.meanwhile.article
            return False
        return True

    def done(self) -> HttpResponse:
        article = self.form.instance
        sentence = "The draft is saved."
        if self.act == "publish":
            sentence = f"Version {self.outcome.number} is published."
        log = self.model_admin.log_change if self.article.pk else self.model_admin.log_addition
        log(self.request, article, sentence)
        messages.success(self.request, sentence)
        if self.form.keeps_words_of_old_picture:
            messages.warning(self.request, "The picture is new. Check that its description still fits.")
        self._keep_words(article)
        page = "preview" if self.act == "preview" else "change"
        return HttpResponseRedirect(reverse(f"admin:articles_article_{page}", args=[article.pk]), status=303)

    def page(self, status: int = 200) -> HttpResponse:
        self.publication.suggest(self._suggestion())
        if not self.may_change:
            for field in self.form.fields.values():
                field.disabled = True
        return TemplateResponse(self.request, TEMPLATE, self._context(), status=status)

    def _may_change(self):
        if self.article.pk:
            return self.model_admin.has_change_permission(self.request, self.article)
        return self.model_admin.has_add_permission(self.request)

    def _publication(self):
        if self.act == "publish":
            return PublishForm(self.request.POST, article=self.article)
        kept = self.request.session.get(WORDS, {}).get(str(self.article.pk), {})
        return PublishForm(article=self.article, initial=self._words() if self.act else kept)

    def _words(self):
        """The words about a publication that came along with a draft: no part of it, and not to be lost."""
        return {name: self.request.POST[name] for name in WORD_FIELDS if self.request.POST.get(name)}

    def _keep_words(self, article):
        words = {} if self.act == "publish" else self._words()
        kept = self.request.session.get(WORDS, {})
        if kept.get(str(article.pk), {}) != words:
            self.request.session[WORDS] = {**kept, str(article.pk): words}

    def _suggestion(self):
        """What the note could say about what the form shows, which need not be stored."""
        live = self.article.live if self.may_publish else None
        return note_suggestion(live, self.form.instance) if live else ""

    def _do(self):
        if self.act == "publish":
            return acts.publish(self.form, self.publication, by=self.request.user)
        return acts.save(self.form, by=self.request.user, settle=self.act == "settle")

    def _explain(self, refusal):
        refusals = refusal.error_dict if hasattr(refusal, "error_dict") else {None: refusal.error_list}
        for name, errors in refusals.items():
            form = self.publication if name in self.publication.fields else self.form
            form.add_error(name if name in form.fields else None, errors)

    def _context(self):
        article = self.article
        found = checks(article) if article.pk else []
        return {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": Article._meta,
            "title": "Edit article" if self.may_change else "Article",
            "article": article,
            "form": self.form,
            "publication": self.publication,
            "meanwhile": self.meanwhile,
            "may_change": self.may_change,
            "may_publish": self.may_publish,
            "may_delete": self._may_delete(),
            "is_changed": article.has_unpublished_changes,
            "versions": article.versions.count() if article.pk else 0,
            "lead_image": self._lead_image(),
            "checks": found,
            "moved_links": sum(bool(check.moved_to) for check in found),
            "media": Media.from_media(self.form.media, nonce=csp.nonce(self.request)),
        }

    def _lead_image(self):
        """The picture chosen in the form, whether or not it is stored as the lead image."""
        chosen = self.form["lead_image"]
        try:
            return chosen.field.to_python(chosen.value())
        except ValidationError:
            return None

    def _may_delete(self):
        allowed = self.article.pk and self.model_admin.has_delete_permission(self.request, self.article)
        return allowed and not self.article.versions.exists()
