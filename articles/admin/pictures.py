"""The image library."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import path, reverse

from articles import images
from articles.admin.picture_filters import MissingFilter, UseFilter
from articles.admin.picture_finder import find
from articles.admin.plain import PlainWords
from articles.forms.pictures import ImageForm
from articles.images import FOCAL_POINT, WORDS
from articles.models import Image
from articles.models.image import SEARCHED
from articles.where_used import where_used
from cms.refusals import Refused

FOCUS = (
    "What stays in sight where the picture is cropped: in squares, and where a link to an article is shared."
)


@admin.register(Image)
class ImageAdmin(PlainWords, admin.ModelAdmin):
    form = ImageForm
    list_display = ["name"]
    list_filter = [MissingFilter, UseFilter]
    list_per_page = 40
    search_fields = SEARCHED
    change_list_template = "admin/articles/image/change_list.html"
    change_form_template = "admin/articles/image/change_form.html"
    actions = None
    show_facets = admin.ShowFacets.NEVER
    view_on_site = False

    def get_urls(self):
        return [
            path("find/", self.admin_site.admin_view(find), name="articles_image_find"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request, obj=None):
        if obj is None or not obj.file:
            return [(None, {"fields": ["upload", *WORDS]})]
        focus = {"fields": [FOCAL_POINT], "description": FOCUS}
        return [(None, {"fields": WORDS}), ("Focal point", focus)]

    def get_queryset(self, request):
        return super().get_queryset(request).with_use()

    def save_model(self, request, image, form, change):
        image.pk = form.store(by=request.user).pk

    def delete_model(self, request, image):
        images.remove(image)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context=None):
        image = self.get_object(request, object_id)
        try:
            if image and self.has_delete_permission(request, image):
                images.refuse_used(image)
            return super().delete_view(request, object_id, extra_context)
        except Refused as refused:
            messages.error(request, refused.messages[0])
            return HttpResponseRedirect(reverse("admin:articles_image_change", args=[image.pk]), status=303)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        image = self.get_object(request, object_id)
        used = where_used(image) if image else []
        return super().change_view(
            request, object_id, form_url, {"where_used": used, **(extra_context or {})}
        )
