"""What became of a comment, and what its writer may do about it."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.network import earlier_hashes, network_hash
from cms.refusals import Conflict
from comments import editing, moderation, notifications, subscriptions
from comments.forms import EditForm
from comments.models import Comment, MailKind
from comments.views.private import comment_of, for_its_writer, private_page


@require_safe
@for_its_writer
def status(request: HttpRequest, token: str, comment: Comment) -> HttpResponse:
    """What became of a comment, for whoever has the link."""
    return _page(request, token, comment)


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_writer
def edit(request: HttpRequest, token: str, comment: Comment) -> HttpResponse:
    """The comment's words, to be changed while there is time."""
    form = EditForm(request.POST or None, initial={"text": comment.current.text})
    if request.method != "POST":
        return _edit_page(request, token, comment, form)
    if not form.is_valid():
        return _edit_page(request, token, comment, form, status=422)
    try:
        networks = (network_hash(request), *earlier_hashes(request))
        editing.edit(comment, form.cleaned_data["text"], by=comment.user, networks=networks)
    except ValidationError as refused:
        form.add_error(None, f"{' '.join(refused.messages)} Your new words are kept below")
        return _edit_page(request, token, comment, form, status=409)
    return _back(token)


@require_POST
@for_its_writer
def withdraw(request: HttpRequest, token: str, comment: Comment) -> HttpResponse:
    """The writer takes the comment back."""
    return _done(request, token, comment, moderation.withdraw)


@require_POST
@for_its_writer
def put_back(request: HttpRequest, token: str, comment: Comment) -> HttpResponse:
    """The writer undoes that."""
    return _done(request, token, comment, editing.put_back)


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_writer
def erase(request: HttpRequest, token: str, comment: Comment) -> HttpResponse:
    """Asks once, since nothing brings an erased comment back."""
    if request.method == "POST":
        return _done(request, token, comment, moderation.erase)
    return render(request, "comments/erase.html", {"comment": comment, "token": token})


@require_POST
@for_its_writer
def emails(request: HttpRequest, token: str, comment: Comment) -> HttpResponse:
    """Turns the mails about this comment on or off."""
    if subscriptions.set_wish(comment, request.POST.get("emails") == "on"):
        return _back(token)
    told = "We sent as many emails to this address today as we may. Try again tomorrow."
    return _page(request, token, comment, told=told, status=429)


@require_POST
@private_page
def fresh_link(request: HttpRequest, token: str) -> HttpResponse:
    """Mails a fresh link to the address the comment came from, in place of one that has ended."""
    comment, _ = comment_of(token)
    if comment.commenter:
        kind = MailKind.STATUS if comment.commenter.is_proven else MailKind.PROOF
        notifications.ask(comment, kind)
    return render(request, "comments/status_ended.html", {"token": token, "is_asked": True})


def _done(request, token, comment, verb):
    try:
        verb(comment, by=comment.user)
    except Conflict:
        told = "This was not done: where the comment stands has changed. This is how it is now."
        return _page(request, token, comment_of(token)[0], told=told, status=409)
    except ValidationError as refused:
        return _page(request, token, comment, told=" ".join(refused.messages), status=409)
    return _back(token)


def _back(token):
    response = redirect("comment-status", token=token)
    response.status_code = 303
    return response


def _page(request, token, comment, told="", status=200):
    context = {
        "comment": comment,
        "article": comment.article,
        "token": token,
        "told": told,
        "is_editable": editing.is_open(comment),
        "editable_until": editing.ends_at(comment),
        "refused_edit": editing.refused_edit(comment),
    }
    return render(request, "comments/status.html", context, status=status)


def _edit_page(request, token, comment, form, status=200):
    context = {
        "comment": comment,
        "token": token,
        "form": form,
        "is_editable": editing.is_open(comment),
        "editable_until": editing.ends_at(comment),
    }
    return render(request, "comments/edit.html", context, status=status)
