from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "practices"
    verbose_name = _("Practices")

    def ready(self):
        from practices.imports.erasing import forget_forms_of
        from practices.models import CaseStudy, Category, Practice, Typology
        from records.operations import announce_changes_of
        from records.signals import record_erased

        announce_changes_of(Category)
        announce_changes_of(Typology)
        for kind in (Practice, CaseStudy):
            record_erased.connect(forget_forms_of, sender=kind)
