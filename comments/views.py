"""The pages of a discussion. All but the article's own page are private."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article
from cms.network import earlier_hashes, network_hash
from cms.origin import same_origin_form
from cms.refusals import Refused
from comments import policy, version_token
from comments.blocking import Blocked
from comments.forms import CommentForm
from comments.models import Comment, Lane
from comments.own import comment_of_token, own_ids, remember, status_token
from comments.submission import AlreadySent, new_key, submit
from comments.suspicion import suspicion_of
from comments.thread import thread_of


@same_origin_form
def discussion(request: HttpRequest, slug: str) -> HttpResponse:
    """The discussion with one's own waiting comments in it; a comment is sent to this address too."""
    article = get_object_or_404(Article.objects.for_page(), live_slug=slug)
    if article.is_withdrawn:
        return _gone(request, article)
    if request.method == "POST":
        return _send(request, article)
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    form = CommentForm(
        initial={
            "version": version_token.sign(article.live),
            "key": new_key(),
            "parent": _parent(request, article),
            "lane": request.GET.get("lane") == Lane.CORRECTION,
        },
        user=request.user,
    )
    return _page(request, article, form)


@require_safe
def own_comments(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own waiting comments, and one's name when signed in, as a fragment for the article's page."""
    article = get_object_or_404(Article.objects.published().for_page(), live_slug=slug)
    thread = thread_of(article, tuple(own_ids(request)))
    own = [replace(one, replies=[]) for root in thread.threads for one in root.family if one.is_own]
    return render(request, "comments/own.html", {"article": article, "threads": own})


@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    """What became of a comment, for whoever has the link."""
    comment = comment_of_token(token)
    if comment is None:
        raise Http404
    return render(request, "comments/status.html", {"comment": comment, "article": comment.article})


def _gone(request, article):
    """There is nothing to discuss any more; what was typed is given back."""
    context = {"article": article, "kept": request.POST.get("text", "")}
    return render(request, "comments/gone.html", context, status=410)


def _send(request, article):
    form = CommentForm(request.POST, article=article, user=request.user)
    standing = policy.standing_of(article)
    if not standing.is_open:
        return _refused(request, article, form, f"{standing.closed}. Your text is kept below", 403)
    if not form.is_valid():
        return _page(request, article, form.again(), status=422)
    submission = form.submission(network=network_hash(request), earlier_networks=earlier_hashes(request))
    if form.can_be_asked and suspicion_of(article, submission):
        return _page(request, article, form.ask(), status=428)
    try:
        comment = submit(article, submission)
    except Blocked as blocked:
        words = f"{' '.join(blocked.messages)}. Your text is kept below"
        return _refused(request, article, form, words, 403)
    except policy.TooQuick as wait:
        words = f"{wait}. Your text is still in the form"
        return _refused(request, article, form, words, 429, retry_after=wait.minutes * 60)
    except Refused as refused:
        return _refused(request, article, form, " ".join(refused.messages), 422)
    except AlreadySent:
        words = "This form was already sent once. Send it again if you mean to add this text too"
        return _refused(request, article, form, words, 422)
    response = redirect("comment-status", token=status_token(comment))
    response.status_code = 303
    remember(request, response, comment)
    return response


def _refused(request, article, form, words, status, retry_after=None):
    form.add_error(None, words)
    response = _page(request, article, form.again(), status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def _page(request, article, form, status=200):
    context = {
        "article": article,
        "version": article.live,
        "thread": thread_of(article, tuple(own_ids(request))),
        "form": form,
        "replying_to": _replying_to(form, article),
    }
    return render(request, "comments/discussion.html", context, status=status)


def _parent(request, article):
    given = request.GET.get("reply", "")
    return given if given.isdecimal() and len(given) < 18 else ""


def _replying_to(form, article):
    """The comment the form answers, if it still can be answered."""
    given = form["parent"].value()
    parents = Comment.objects.on(article).published()
    return parents.filter(pk=given).first() if given and str(given).isdecimal() else None
