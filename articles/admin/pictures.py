"""The image library."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from articles import images
from articles.admin.plain import PlainWords
from articles.forms.pictures import FIELDS, ImageForm
from articles.models import Image


@admin.register(Image)
class ImageAdmin(PlainWords, admin.ModelAdmin):
    form = ImageForm
    list_display = ["name", "has_file", "size", "alt", "added_at"]
    search_fields = ["name", "alt", "caption", "credit", "source"]
    date_hierarchy = "added_at"
    change_form_template = "admin/articles/image/change_form.html"
    actions = None

    def get_fields(self, request, obj=None):
        return FIELDS if obj and obj.file else ["upload", *FIELDS]

    def save_model(self, request, image, form, change):
        stored = form.store(by=request.user)
        if stored.pk != image.pk:
            image.pk = stored.pk

    def delete_model(self, request, image):
        images.remove(image)

    def delete_view(self, request, object_id, extra_context=None):
        image = self.get_object(request, object_id)
        if image and self.has_delete_permission(request, image) and images.where_used(image).exists():
            messages.error(request, images.USED)
            return HttpResponseRedirect(reverse("admin:articles_image_change", args=[image.pk]), status=303)
        return super().delete_view(request, object_id, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        image = self.get_object(request, object_id)
        used = images.where_used(image) if image else []
        return super().change_view(
            request, object_id, form_url, {"where_used": used, **(extra_context or {})}
        )

    @admin.display(boolean=True, description="file")
    def has_file(self, image):
        return bool(image.file)

    @admin.display(description="size")
    def size(self, image):
        return f"{image.width} × {image.height}" if image.width else None
