from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.snippets.models import register_snippet

from directory.models import Organisation
from records.admin import RecordViewSet, languages_column


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 120
    list_display = ["__str__", "acronym", "country", languages_column(), "live"]
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
