from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        from directory import suggestions
        from directory.imports.reading import forget_rows_of
        from directory.models import Organisation
        from records.signals import record_erased

        suggestions.connect()
        record_erased.connect(forget_rows_of, sender=Organisation)
