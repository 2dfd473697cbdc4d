from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet

from directory.models import Organisation, Representative
from records.desk.listing import languages_column
from records.desk.viewsets import RecordViewSet


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 120
    list_display = ["__str__", "acronym", "country", languages_column(), LiveStatusTagColumn()]
    list_filter = ["live", "visibility"]
    fact_panels = [
        FieldRowPanel([FieldPanel("acronym"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("source_language"), FieldPanel("visibility")]),
        FieldPanel("website"),
        InlinePanel("contact_points", label=_("Contact point"), heading=_("Contact points")),
        FieldPanel("last_reviewed"),
        FieldPanel("tags"),
    ]


register_snippet(OrganisationViewSet)


class RepresentativeViewSet(ModelViewSet):
    model = Representative
    icon = "user"
    menu_label = _("Representatives")
    form_fields = ["user", "organisation"]
    list_display = ["user", "organisation"]


@hooks.register("register_admin_viewset")
def representatives():
    return [RepresentativeViewSet("representatives", menu_order=630, add_to_settings_menu=True)]
