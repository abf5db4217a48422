"""Where articles stand and whose they are: topics, tags and authors."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from articles.admin.plain import PlainWords
from articles.models import Author, Tag, Topic


class ShelfAdmin(PlainWords, admin.ModelAdmin):
    """Something articles stand on; it stays while one does, or once did."""

    search_fields = ["name"]
    actions = None

    def delete_view(self, request, object_id, extra_context=None):
        shelf = self.get_object(request, object_id)
        if shelf and self.has_delete_permission(request, shelf) and self._is_used(request, shelf):
            messages.error(
                request, f"“{shelf}” is used by articles, or was by versions readers saw. It stays."
            )
            change = reverse(f"admin:articles_{self.opts.model_name}_change", args=[shelf.pk])
            return HttpResponseRedirect(change, status=303)
        return super().delete_view(request, object_id, extra_context)

    def _is_used(self, request, shelf):
        *_, protected = self.get_deleted_objects([shelf], request)
        return bool(protected)


@admin.register(Topic)
class TopicAdmin(ShelfAdmin):
    list_display = ["name", "slug", "description"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Tag)
class TagAdmin(ShelfAdmin):
    list_display = ["name", "slug", "use_count"]
    fields = ["name", "slug", "description"]
    ordering = ["-use_count", "name"]


@admin.register(Author)
class AuthorAdmin(ShelfAdmin):
    list_display = ["name", "role", "user"]
    list_select_related = ["user"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["user"]
