"""Which pictures of the library the list shows."""

from django.contrib import admin

MISSING = {
    "credit": "No credit",
    "description": "No description",
    "licence": "No licence",
    "file": "No file",
}


class MissingFilter(admin.SimpleListFilter):
    title = "what is missing"
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return MISSING.items()

    def queryset(self, request, queryset):
        return queryset.without(self.value()) if self.value() in MISSING else queryset


class UseFilter(admin.SimpleListFilter):
    title = "use"
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("used", "Used in articles"), ("unused", "Not used")]

    def queryset(self, request, queryset):
        if self.value() == "used":
            return queryset.used()
        return queryset.unused() if self.value() == "unused" else queryset
