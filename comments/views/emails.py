"""Proving an address, and stopping and starting mails, by the links in them."""

from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from articles.models import Article
from cms.keys import primary_key
from comments import desk_mail, proof, subscriptions
from comments.models import Comment, Commenter
from comments.private_links import DESK_MAIL, MAIL, PROOF, Opened, PrivateLink
from comments.views.private import private_page

ASKS_AND_ACTS = require_http_methods(["GET", "HEAD", "POST"])


@ASKS_AND_ACTS
@private_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button that proves the address. A GET changes nothing: programs open the links in mails too."""
    opened = _opened(PROOF, token)
    commenter_pk, comment_pk = opened.about
    commenter = Commenter.objects.filter(pk=commenter_pk).first()
    if commenter is None or opened.has_ended:
        return render(request, "comments/confirm_ended.html", status=410)
    if request.method == "POST":
        comment = Comment.objects.filter(pk=comment_pk, commenter=commenter).first()
        commenter = proof.prove(commenter, comment)
    return render(request, "comments/confirm.html", {"commenter": commenter})


@ASKS_AND_ACTS
@private_page
def emails(request: HttpRequest, token: str) -> HttpResponse:
    """Stops mails about one article or all of them, and starts them again.

    A mail program may do it with one press (RFC 8058): a POST with `List-Unsubscribe=One-Click` and nothing
    else, which is answered, not redirected.
    """
    opened = _opened(MAIL, token)
    commenter, article = _commenter_and_article(opened)
    if opened.has_ended:
        return render(request, "comments/emails_ended.html", {"token": token}, status=410)
    if request.method == "POST":
        _stop_or_start(request.POST, commenter, article)
    stopped = subscriptions.stopped(commenter, article)
    return render(request, "comments/emails.html", {"article": article, "stopped": stopped})


@require_POST
@login_required
def own_emails(request: HttpRequest, pk: int) -> HttpResponse:
    """Stops the mails to an address of a signed-in reader, or starts them, from the reader's own page."""
    commenter = get_object_or_404(subscriptions.commenters_of(request.user), pk=pk)
    if request.POST.get("emails") == "off":
        subscriptions.stop(commenter)
    else:
        article = Article.objects.filter(pk=primary_key(request.POST.get("article"))).first()
        subscriptions.start(commenter, article)
    return HttpResponseRedirect(f"{reverse('account')}#emails", status=303)


@require_POST
@private_page
def fresh_emails_link(request: HttpRequest, token: str) -> HttpResponse:
    """Mails a fresh link in place of one that has ended."""
    commenter, article = _commenter_and_article(_opened(MAIL, token))
    context = {"token": token, "is_asked": True}
    try:
        subscriptions.ask_for_link(commenter, article)
    except ValidationError as refused:
        context["told"] = " ".join(refused.messages)
    return render(request, "comments/emails_ended.html", context)


@ASKS_AND_ACTS
@private_page
def desk_emails(request: HttpRequest, token: str) -> HttpResponse:
    """A moderator's switch for the mails about what waits."""
    opened = _opened(DESK_MAIL, token)
    user = get_object_or_404(desk_mail.moderators(), pk=opened.about[0])
    if opened.has_ended:
        return redirect("my-desk-emails")
    if request.method == "POST":
        desk_mail.switch(user, off=request.POST.get("emails") != "on")
    return render(request, "comments/desk_emails.html", {"is_off": desk_mail.is_off(user)})


@login_required
@permission_required(desk_mail.PERMISSION, raise_exception=True)
def my_desk_emails(request: HttpRequest) -> HttpResponse:
    """Takes a signed-in moderator to that switch."""
    return redirect("desk-emails", token=DESK_MAIL.sign(request.user.pk))


def _stop_or_start(posted, commenter, article):
    wish = posted.get("emails", "")
    if wish == "on":
        subscriptions.start(commenter, article)
    elif wish == "off":
        subscriptions.stop(commenter)
    elif wish == "article" or posted.get("List-Unsubscribe") == "One-Click":
        subscriptions.stop(commenter, article)


def _commenter_and_article(opened):
    commenter_pk, article_pk = opened.about
    article = Article.objects.select_related("live").filter(pk=article_pk).first()
    return get_object_or_404(Commenter, pk=commenter_pk), article


def _opened(link: PrivateLink, token: str) -> Opened:
    opened = link.open(token)
    if opened is None:
        raise Http404
    return opened
