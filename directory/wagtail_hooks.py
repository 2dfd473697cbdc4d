from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList, PublishingPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet

from directory.models import Organisation, Representative
from records.desk.filters import RecordFilterSet
from records.desk.listing import languages_column, state_column
from records.desk.panels import texts
from records.desk.viewsets import RecordViewSet


class OrganisationFilterSet(RecordFilterSet):
    class Meta:
        model = Organisation
        fields = ["country", "visibility"]


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 120
    list_display = ["__str__", "acronym", "country", languages_column(), state_column()]
    filterset_class = OrganisationFilterSet
    tabs = [
        ObjectList(
            [
                *texts("name"),
                FieldRowPanel([FieldPanel("acronym"), FieldPanel("country")]),
                FieldPanel("website"),
                InlinePanel("contact_points", label=_("Contact point"), heading=_("Contact points")),
                FieldPanel("tags"),
            ],
            heading=_("Organisation"),
        ),
        ObjectList(
            [FieldRowPanel([FieldPanel("visibility"), FieldPanel("last_reviewed")]), PublishingPanel()],
            heading=_("About this entry"),
        ),
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
