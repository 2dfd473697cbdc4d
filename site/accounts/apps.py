from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from django.db.models.signals import post_migrate

        from accounts import desk_language
        from accounts.roles import make_roles

        desk_language.connect()
        # Once, after the last app that has tables: by then every permission is there to be granted.
        with_tables = [app for app in apps.get_app_configs() if app.models_module]
        post_migrate.connect(make_roles, sender=with_tables[-1])
