"""Pausing comments on the whole site."""

from django.contrib import admin

from comments.desk.permissions import Guarded
from comments.models import Pause


@admin.register(Pause)
class PauseAdmin(Guarded, admin.ModelAdmin):
    """Each row is one turn of the switch, and the last one counts."""

    list_display = ["at", "is_on", "words", "by"]
    fields = ["is_on", "words"]

    def has_add_permission(self, request):
        return self.has_view_permission(request)

    def get_changeform_initial_data(self, request):
        last = Pause.objects.first()
        return {"is_on": not (last and last.is_on)}

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)
