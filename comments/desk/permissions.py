"""Who may open a page of the desk."""


class Guarded:
    """An admin page for those with one permission; only its own buttons change anything."""

    permission = "comments.moderate_comment"

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(self.permission)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
