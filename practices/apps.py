from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = _("Practices")

    def ready(self):
        from practices.models import Category, Typology
        from records.operations import announce_changes_of

        announce_changes_of(Category)
        announce_changes_of(Typology)
