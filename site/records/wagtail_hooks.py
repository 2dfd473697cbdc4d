from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from records.admin import translated_panels
from records.models import Term


@hooks.register("before_serve_document")
def only_for_those_who_may_see_it(document, request):
    """The gate of private files: a reader without the right gets the same answer as for any closed door."""
    if document.visibility not in request.viewer.may_see:
        raise PermissionDenied


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
