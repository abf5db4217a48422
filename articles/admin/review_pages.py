"""Before publishing: handing a draft over, who looks after it, and links for reviewers."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import handing_over, invitations
from articles.admin.words import words_page
from articles.forms import HandoverForm, InvitationForm, OwnerForm

CHANGE = "articles.change_article"


class ReviewPages:
    """For the articles' admin class."""

    def review_urls(self, view):
        pages = {
            "hand-in": self.hand_in_view,
            "send-back": self.send_back_view,
            "assign": self.assign_view,
            "links": self.links_view,
        }
        return [
            path(f"<int:pk>/{name}/", view(page), name=f"articles_article_{name.replace('-', '_')}")
            for name, page in pages.items()
        ]

    def hand_in_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._changeable(request, pk)
        return words_page(
            self,
            request,
            article,
            title="Ask for review",
            ask=partial(
                HandoverForm,
                label="What should the editor look at? (optional)",
                hint="Editors see it in the form.",
            ),
            button="Ask for review",
            permission=CHANGE,
            is_logged=False,
            act=lambda words: handing_over.hand_in(article, by=request.user, words=words),
            said="It is in review.",
        )

    def send_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._changeable(request, pk)
        return words_page(
            self,
            request,
            article,
            title="Send back",
            ask=partial(HandoverForm, label="What is to be done", hint="The writer sees it in the form."),
            button="Send back",
            is_logged=False,
            act=lambda words: handing_over.send_back(article, by=request.user, words=words),
            said="It is sent back.",
        )

    def assign_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._changeable(request, pk)
        return words_page(
            self,
            request,
            article,
            title="Assign",
            ask=partial(OwnerForm, initial={"to": article.owner_id}),
            button="Assign",
            is_logged=False,
            act=lambda to: handing_over.assign(article, by=request.user, to=to),
            said="It is assigned.",
        )

    def links_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The links to a draft that reviewers have: make one, end one."""
        article = self._changeable(request, pk)
        form = InvitationForm(request.POST if "name" in request.POST else None)
        if request.method == "POST" and _acts(request, article, form):
            here = reverse("admin:articles_article_links", args=[article.pk])
            return HttpResponseRedirect(here, status=303)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": "Review links",
            "article": article,
            "form": form,
            "invitations": article.invitations.select_related("made_by"),
            "resolved": article.remarks.exclude(resolved_at=None).select_related("resolved_by"),
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/articles/article/links.html", context, status=status)


def _acts(request, article, form):
    if "end" in request.POST:
        number = request.POST["end"]
        invitation = get_object_or_404(article.invitations, pk=number if number.isdecimal() else 0)
        invitations.revoke(invitation, by=request.user)
        messages.success(request, f"The link for {invitation.name} is ended.")
        return True
    if form.is_valid():
        try:
            made, secret = invitations.invite(
                article, by=request.user, name=form.cleaned_data["name"], lasts=form.lasts
            )
        except ValidationError as refusal:
            form.add_error("name", refusal.messages)
        else:
            address = request.build_absolute_uri(reverse("review", args=[secret]))
            messages.success(request, f"Send this link to {made.name}. It is shown this once: {address}")
    return form.is_bound and not form.errors
