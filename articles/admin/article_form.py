"""The article form: it shows the working copy, takes what an editor sends and says what came of it."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from js_asset import Media

from articles import invitations, presence, publication_parts, related, scheduling
from articles.admin import acts, publication_words
from articles.admin.conflict import meanwhile, recovered
from articles.admin.unpublished import note_suggestion
from articles.forms import ArticleForm, MomentForm, PublishForm
from articles.models import Article, Handover
from articles.readiness import checks
from cms import csp
from cms.refusals import Conflict

TEMPLATE = "admin/articles/article/change_form.html"
#: Acts that change what readers see, now or later.
PUBLIC = ("publish", "schedule")
#: Where an act leads once the draft is saved.
NEXT = {"preview": "preview", "hand_in": "hand_in"}


class ArticleFormPage:
    """One request for the form of `article`: the one stored, or a new one for an article to be."""

    def __init__(self, model_admin, request: HttpRequest, article: Article):
        self.model_admin, self.request, self.article = model_admin, request, article
        self.may_change = self._may_change()
        self.may_publish = self.may_change and request.user.has_perm("articles.publish_article")
        self.act = request.POST.get("do", "save") if request.method == "POST" else ""
        # A form changes the article it is given, even when what it holds is refused in the end.
        sent = (request.POST, request.FILES) if self.act else ()
        self.form = ArticleForm(*sent, instance=copy(article))
        self.form.fields["body"].widget.shows_source = request.user.has_perm("articles.edit_html")
        self.publication, self.moment = self._publication()
        self.meanwhile = None

    def answer(self) -> HttpResponse:
        if not self.act:
            return self.page()
        if not self.may_change or (self.act in PUBLIC and not self.may_publish):
            raise PermissionDenied
        if self.act == "recover":
            return self.recover()
        if self.act == "find_picture":
            return self.find_picture()
        return self.done() if self.succeeds() else self.page(status=422)

    def recover(self) -> HttpResponse:
        """Show what the editor's browser kept beside what is stored. Nothing is stored."""
        if self.article.pk and self.form.is_valid():
            self.meanwhile = recovered(self.form)
            self.article = self.meanwhile.article
        return self.page()

    def find_picture(self) -> HttpResponse:
        """The form as it was sent, with pictures of the library to choose from. Nothing is stored."""
        self.form = self.form.as_opened()
        self.form.fields["lead_image"].widget.sought = self.request.POST.get("picture_words", "").strip()
        return self.page()

    def succeeds(self) -> bool:
        """Do what was asked. What stands in the way is written on the forms or in `meanwhile`."""
        asked = [self.form, *self._asked()]
        # Every form is asked, so that all that is wrong is said at once.
        verdicts = [form.is_valid() for form in asked]
        self.form.take_upload(by=self.request.user)
        if not all(verdicts):
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
        article, sentence = self.form.instance, self._sentence()
        log = self.model_admin.log_change if self.article.pk else self.model_admin.log_addition
        if self.act != "schedule":
            log(self.request, article, sentence)
        messages.success(self.request, sentence)
        if self.form.keeps_words_of_old_picture:
            messages.warning(self.request, "The picture is new. Check that its description still fits.")
        self._resolve(article)
        words = {} if self.act in PUBLIC else publication_words.sent(self.request)
        publication_words.keep(self.request, article, words)
        page = NEXT.get(self.act, "change")
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
        """The forms of a publication and of its moment: filled in, or with words that waited."""
        if self.act in PUBLIC:
            sent = self.request.POST
            moment = MomentForm(sent) if self.act == "schedule" else MomentForm(initial=sent.dict())
            return PublishForm(sent, article=self.article), moment
        if self.act:
            words = publication_words.sent(self.request)
        else:
            asked = {"kind": self.request.GET.get("kind", "")}
            words = asked | publication_words.kept(self.request, self.article)
        return PublishForm(article=self.article, initial=words), MomentForm(initial=words)

    def _asked(self):
        """What has to be filled in beside the article."""
        if self.act == "schedule":
            return [self.publication, self.moment]
        return [self.publication] if self.act == "publish" else []

    def _sentence(self):
        if self.act == "publish":
            return f"Version {self.outcome.number} is published."
        if self.act == "schedule":
            return f"It is scheduled for {scheduling.in_words(self.outcome.at)}."
        return "The draft is saved."

    def _resolve(self, article):
        """Put away the remark whose button was pressed, once the draft is saved."""
        pressed = self.request.POST.get("resolve", "")
        if pressed.isdecimal():
            for remark in article.remarks.filter(pk=pressed[:18]):
                invitations.resolve(remark, by=self.request.user)

    def _suggestion(self):
        """What the note could say about what the form shows, which need not be stored."""
        live = self.article.live if self.may_publish else None
        return note_suggestion(live, self.form.instance) if live else ""

    def _do(self):
        if self.act == "publish":
            return acts.publish(self.form, self.publication, self._parts_sent(), by=self.request.user)
        if self.act == "schedule":
            at = self.moment.cleaned_data["at"]
            parts = self._parts_sent()
            return acts.schedule(self.form, self.publication, parts, at=at, by=self.request.user)
        return acts.save(self.form, by=self.request.user, settle=self.act == "settle")

    def _explain(self, refusal):
        refusals = refusal.error_dict if hasattr(refusal, "error_dict") else {None: refusal.error_list}
        if "at" in refusals:
            self.moment.explain(ValidationError(refusals.pop("at")))
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
            "parts": self._parts(),
            "moment": self.moment,
            "act": self._open_act(),
            "others": presence.others(article, self.request.user),
            "handover": Handover.objects.select_related("by").filter(article=article.pk).first(),
            "remarks": article.remarks.unresolved() if article.pk else [],
            "meanwhile": self.meanwhile,
            "may_change": self.may_change,
            "may_publish": self.may_publish,
            "may_delete": self._may_delete(),
            "is_changed": article.has_unpublished_changes,
            "versions": article.versions.count() if article.pk else 0,
            "checks": found,
            "suggestions": related.offered(article) if article.pk else [],
            "moved_links": sum(bool(check.moved_to) for check in found),
            "media": Media.from_media(self.form.media, nonce=csp.nonce(self.request)),
        }

    def _parts(self):
        """Other rooms' parts of the panel; a first version has none."""
        if not self.may_publish or self.publication.is_first:
            return []
        return publication_parts.shown(self.article, self._parts_sent())

    def _parts_sent(self):
        if self.act:
            return publication_words.parts_sent(self.request)
        return publication_words.parts_kept(self.request, self.article)

    def _open_act(self):
        return self.article.open_act if self.article.pk else None

    def _may_delete(self):
        allowed = self.article.pk and self.model_admin.has_delete_permission(self.request, self.article)
        return allowed and not self.article.versions.exists()
