"""The pages of a discussion: shared while nobody's own comments are in them, private otherwise."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article
from cms.network import earlier_hashes, network_hash
from cms.origin import same_origin_form
from cms.refusals import Refused
from cms.sharing import shareable
from comments import paging, policy, version_token
from comments.blocking import Blocked
from comments.forms import CommentForm
from comments.models import Comment, Lane
from comments.own import is_known, own_on, remember, status_token
from comments.printed import Printer
from comments.submission import AlreadySent, new_key, submit
from comments.suspicion import suspicion_of
from comments.thread import own_pending, thread_of


@same_origin_form
def discussion(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of the discussion with one's own waiting comments in it; a comment is sent to this address
    too."""
    if request.method in ("GET", "HEAD") and not is_known(request):
        return _as_everyone(request, slug)
    article = get_object_or_404(Article.objects.for_page(), live_slug=slug)
    if article.is_withdrawn:
        return _gone(request, article)
    if request.method == "POST":
        return _send(request, article)
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    form = CommentForm(initial={**_initial(request, article), "key": new_key()}, user=request.user)
    return _page(request, article, form)


@shareable
def _as_everyone(request, slug):
    article = get_object_or_404(Article.objects.for_page(), live_slug=slug)
    if article.is_withdrawn:
        return _gone(request, article)
    # No key: the same page for everyone cannot have one that is used once.
    return _page(request, article, CommentForm(initial=_initial(request, article)), is_shared=True)


@shareable
def comment(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A comment's permalink: leads to its place on the page it is on now."""
    article = get_object_or_404(Article.objects.for_page(), live_slug=slug)
    if article.is_withdrawn:
        return _gone(request, article)
    found = get_object_or_404(Comment.objects.on(article).with_a_place().select_related("article"), pk=pk)
    if paging.is_on_first_page(found):
        return redirect(f"{article.get_absolute_url()}#c-{pk}")
    return redirect(f"{reverse('discussion', args=[slug])}?from={found.thread}#c-{pk}")


@require_safe
def own_comments(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own waiting comments, and one's name when signed in, as a fragment for the article's page."""
    article = get_object_or_404(Article.objects.published().for_page(), live_slug=slug)
    printed = Printer(article, can_reply=False).threads(own_pending(article, own_on(request, article)))
    return render(request, "comments/own.html", {"article": article, "printed": printed})


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


def _page(request, article, form, status=200, is_shared=False):
    own = () if is_shared else own_on(request, article)
    context = {
        "article": article,
        "version": article.live,
        "thread": thread_of(article, own, paging.place_of(request.GET)),
        "form": form,
        "replying_to": _replying_to(form, article),
        "is_shared": is_shared,
    }
    return render(request, "comments/discussion.html", context, status=status)


def _initial(request, article):
    """What the address and the page say of the comment to be."""
    return {
        "version": version_token.sign(article.live),
        "parent": _parent(request, article),
        "lane": request.GET.get("lane") == Lane.CORRECTION,
    }


def _parent(request, article):
    given = request.GET.get("reply", "")
    return given if given.isdecimal() and len(given) < 18 else ""


def _replying_to(form, article):
    """The comment the form answers, if it still can be answered."""
    given = form["parent"].value()
    parents = Comment.objects.on(article).published()
    return parents.filter(pk=given).first() if given and str(given).isdecimal() else None
