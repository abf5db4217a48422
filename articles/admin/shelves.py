"""Where articles stand and whose they are: topics, tags and authors."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import shelves
from articles.admin.plain import PlainWords
from articles.duplicates import alike
from articles.forms import AuthorForm, ShelfForm
from articles.models import Author, Tag, Topic
from cms.refusals import Conflict, Refused

#: So many are merged at once, which a person can still look at.
MERGED_AT_MOST = 50


class UseFilter(admin.SimpleListFilter):
    title = "use"
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("none", "Nothing uses it")]

    def queryset(self, request, queryset):
        return queryset.filter(pk__in=queryset.model.objects.unused()) if self.value() else queryset


class KeptAdmin(PlainWords, admin.ModelAdmin):
    """Something that stays while an article stands on it, or once did."""

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


class ShelfAdmin(KeptAdmin):
    """Tags and topics: renamed, merged, set apart, removed by the verbs of `articles.shelves`."""

    form = ShelfForm
    list_filter = [UseFilter]
    list_per_page = 100
    show_facets = admin.ShowFacets.NEVER
    actions = ["merge_ticked", "remove_ticked"]
    change_form_template = "admin/articles/shelf/change_form.html"
    change_list_template = "admin/articles/shelf/change_list.html"

    def get_queryset(self, request):
        return super().get_queryset(request).current()

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def response_action(self, request, queryset):
        if all(map(_number, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            return super().response_action(request, queryset)
        self.message_user(request, shelves.MOVED, messages.ERROR)
        return HttpResponseRedirect(request.get_full_path(), status=303)

    def save_model(self, request, obj, form, change):
        if not change:
            return super().save_model(request, obj, form, change)
        shelves.rename(obj, name=obj.name, slug=obj.slug, by=request.user)
        return obj.save(update_fields=["description"])

    def get_urls(self):
        name, view = f"articles_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("merge/", view(self.merge_view), name=f"{name}_merge"),
            path("duplicates/", view(self.duplicates_view), name=f"{name}_duplicates"),
            path("set-apart/", view(self.set_apart_view), name=f"{name}_set_apart"),
            *super().get_urls(),
        ]

    @admin.action(description="Merge those ticked", permissions=["change"])
    def merge_ticked(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        ids = [*queryset.order_by().values_list("pk", flat=True)[: MERGED_AT_MOST + 1]]
        if not 1 < len(ids) <= MERGED_AT_MOST:
            wrong = "Tick two or more." if len(ids) < 2 else f"Merge {MERGED_AT_MOST} or fewer at once."
            self.message_user(request, wrong, messages.ERROR)
            return None
        return HttpResponseRedirect(f"{self._page('merge')}?ids={','.join(map(str, ids))}", status=303)

    @admin.action(description="Remove those ticked that nothing uses", permissions=["delete"])
    def remove_ticked(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = shelves.remove_unused(queryset, by=request.user)
        self.message_user(request, f"{self._counted(count)} removed." if count else "All of these are used.")

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Which of several stays; then the others are merged into it."""
        self._refuse_strangers(request)
        rows = self._asked(request.POST.get("ids") or request.GET.get("ids", ""))
        if len(rows) < 2:
            self.message_user(request, shelves.MOVED, messages.ERROR)
            return HttpResponseRedirect(self._page("changelist"), status=303)
        kept = next((row for row in rows if str(row.pk) == request.POST.get("into")), None)
        error = ""
        if request.method == "POST":
            error = self._merge(request, rows, kept) if kept else "Choose the one that stays."
            if not error:
                change = reverse(f"admin:articles_{self.opts.model_name}_change", args=[kept.pk])
                return HttpResponseRedirect(change, status=303)
        return self._answer(request, "merge", status=422 if error else 200, rows=rows, kept=kept, error=error)

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        """Sets of names that may mean the same."""
        self._refuse_strangers(request)
        rows = self.get_queryset(request).in_bulk()
        names = {row.pk: row.name for row in sorted(rows.values(), key=self.uses, reverse=True)}
        sets = [[rows[pk] for pk in keys][:MERGED_AT_MOST] for keys in alike(names)]
        return self._answer(request, "duplicates", sets=sets)

    def set_apart_view(self, request: HttpRequest) -> HttpResponse:
        """Make a former name stand for itself again."""
        self._refuse_strangers(request)
        former = self.model.objects.filter(pk=_number(request.POST.get("former", ""))).first()
        if former is None:
            self.message_user(request, shelves.MOVED, messages.ERROR)
            return HttpResponseRedirect(self._page("changelist"), status=303)
        try:
            shelves.set_apart(former, by=request.user)
            self.message_user(request, f"“{former}” stands for itself again.")
        except Conflict as conflict:
            self.message_user(request, str(conflict), messages.ERROR)
        change = reverse(f"admin:articles_{self.opts.model_name}_change", args=[former.pk])
        return HttpResponseRedirect(change, status=303)

    @admin.display(ordering="slug")
    def address(self, shelf):
        return shelf.slug

    @staticmethod
    def uses(shelf) -> int:
        """What the one that is likely to stay has most of."""
        return -shelf.pk

    def _is_used(self, request, shelf):
        """Drafts count: removing a tag would take it off them."""
        is_unused = self.model.objects.unused().filter(pk=shelf.pk).exists()
        return not is_unused or super()._is_used(request, shelf)

    def _merge(self, request, rows, kept):
        """Merge; what stands in the way, or ""."""
        try:
            shelves.merge([row for row in rows if row != kept], into=kept, by=request.user)
        except (Conflict, Refused) as refusal:
            return str(refusal)
        self.message_user(request, f"Merged into “{kept}”. The old addresses lead here.")
        return ""

    def _asked(self, ids):
        numbers = [number for part in ids.split(",")[:MERGED_AT_MOST] if (number := _number(part))]
        found = self.model.objects.current().filter(pk__in=numbers)
        return sorted(found, key=self.uses, reverse=True)

    def _refuse_strangers(self, request):
        if not self.has_change_permission(request):
            raise PermissionDenied

    def _page(self, name):
        return reverse(f"admin:articles_{self.opts.model_name}_{name}")

    def _counted(self, count):
        plural = self.opts.verbose_name if count == 1 else self.opts.verbose_name_plural
        return f"{count:,} {plural}"

    def _answer(self, request, template, status=200, **context):
        context |= self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, f"admin/articles/shelf/{template}.html", context, status=status)


@admin.register(Topic)
class TopicAdmin(ShelfAdmin):
    list_display = ["name", "address", "description"]
    fields = ["name", "slug", "description"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Tag)
class TagAdmin(ShelfAdmin):
    list_display = ["name", "address", "published_articles"]
    fields = ["name", "slug", "description"]
    ordering = ["-use_count", "name"]

    @admin.display(description="published articles", ordering="use_count")
    def published_articles(self, tag):
        return tag.use_count

    @staticmethod
    def uses(shelf):
        return shelf.use_count


@admin.register(Author)
class AuthorAdmin(KeptAdmin):
    form = AuthorForm
    list_display = ["name", "role", "user"]
    list_select_related = ["user"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["user"]


def _number(text):
    return int(text) if text.isdecimal() and len(text) < 18 else 0
