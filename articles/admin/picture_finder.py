"""What the desk's scripts ask for to choose a picture from the library."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from articles.editor import described
from articles.models import Image

#: Pictures in one answer.
PAGE = 24
#: Answers in which one may leaf; further back one searches.
LAST_PAGE = 40


@require_GET
def find(request: HttpRequest) -> JsonResponse:
    """Pictures about which every word of `q` is said, newest first; `page` 2 has the ones that follow."""
    if not request.user.has_perm("articles.view_image"):
        raise PermissionDenied
    asked = request.GET.get("page", "")
    page = min(int(asked), LAST_PAGE) if asked.isdecimal() and 0 < len(asked) < 4 else 1
    begin = max(page - 1, 0) * PAGE
    found = [*Image.objects.with_words(request.GET.get("q", ""))[begin : begin + PAGE + 1]]
    pictures = [described(image) for image in found[:PAGE]]
    return JsonResponse({"pictures": pictures, "more": len(found) > PAGE and page < LAST_PAGE})
