from django.apps import AppConfig
from django.dispatch import receiver


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from allauth.account.signals import user_logged_in

        from cms.sharing import mark_personal

        @receiver(user_logged_in, weak=False, dispatch_uid="accounts.mark_personal")
        def mark(request, response, **kwargs):
            mark_personal(request, response)
