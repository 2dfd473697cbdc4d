from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Records")

    def ready(self):
        from records import operations
        from records.desk import mails
        from records.from_readers.keeping import forget_messages_about
        from records.signals import record_erased

        operations.connect()
        mails.connect()
        record_erased.connect(forget_messages_about)
