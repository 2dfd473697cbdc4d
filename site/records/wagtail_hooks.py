from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from records.models import Term
from records.panels import translated_panels


class TermViewSet(ModelViewSet):
    model = Term
    icon = "list-ul"
    menu_label = _("Vocabularies")
    form_fields = [
        "vocabulary",
        "code",
        "parent",
        "order",
        "mapping",
        *(panel.field_name for panel in translated_panels("label", "definition")),
    ]
    list_display = ["label", "code", "vocabulary", "parent"]
    list_filter = ["vocabulary"]


@hooks.register("register_admin_viewset")
def vocabularies():
    return [TermViewSet("terms", menu_order=600, add_to_settings_menu=True)]
