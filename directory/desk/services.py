"""Services at the desk: their own form, and their place on the form of their organisation."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, Panel, PublishingPanel
from wagtail.admin.ui.tables import Column

from directory.desk.contacts import KnowsItsContactPoints, contact_points_panel
from directory.desk.spoken_languages import SpokenLanguagesField
from directory.models import Organisation, Service
from records.desk.editing import RecordCreateView
from records.desk.filters import RecordFilterSet
from records.desk.forms import RecordForm
from records.desk.listing import languages_column, state_column
from records.desk.panels import TextPanel, texts
from records.desk.states import State, with_state
from records.desk.viewsets import RecordViewSet
from records.desk.widgets import Several

lines = forms.Textarea(attrs={"rows": 3})


class ServiceForm(KnowsItsContactPoints, RecordForm):
    languages_spoken = SpokenLanguagesField(
        label=_("Languages spoken"),
        required=False,
        help_text=_("Names or ISO 639 codes, with commas between them: Romanian, Albanian, rom."),
    )


class ServiceCreateView(RecordCreateView):
    """`?organisation=` says whose the service is."""

    def get_initial_form_instance(self):
        service = super().get_initial_form_instance()
        key = self.request.GET.get("organisation", "")
        service.organisation = Organisation.objects.filter(pk=key).first() if key.isdecimal() else None
        return service


WHAT = [
    FieldPanel("organisation"),
    *texts("name"),
    FieldPanel("kinds", widget=Several),
    TextPanel("description"),
    FieldRowPanel([FieldPanel("residential"), FieldPanel("places")]),
    FieldPanel("always_open"),
]
FOR_WHOM = [
    FieldPanel("target_groups", widget=Several),
    FieldPanel("exploitation", widget=Several),
    TextPanel("conditions", widget=lines),
    FieldPanel("languages_spoken"),
    FieldPanel("countries", widget=Several),
    TextPanel("area", widget=forms.TextInput),
]
ABOUT = [FieldRowPanel([FieldPanel("visibility"), FieldPanel("last_reviewed")]), FieldPanel("tags"), PublishingPanel()]
TABS = [
    ObjectList(WHAT, heading=_("What")),
    ObjectList(FOR_WHOM, heading=_("For whom and where")),
    ObjectList([contact_points_panel()], heading=_("Contacts")),
    ObjectList(ABOUT, heading=_("About this entry")),
]


class ServiceFilterSet(RecordFilterSet):
    class Meta:
        model = Service
        fields = ["visibility", "residential"]


class ServiceViewSet(RecordViewSet):
    model = Service
    icon = "list-ul"
    menu_label = _("Services")
    menu_order = 122
    list_display = [
        "__str__",
        Column("organisation", label=_("Organisation")),
        languages_column(),
        state_column(),
    ]
    list_select_related = ["organisation"]
    filterset_class = ServiceFilterSet
    form_class = ServiceForm
    add_view_class = ServiceCreateView
    tabs = TABS


class ServicesPanel(Panel):
    """The services of an organisation, each a record of its own, and the way to a new one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "desk/directory/services_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            viewset = Service.snippet_viewset
            may_add = viewset.permission_policy.user_has_permission(self.request.user, "add")
            add_url = reverse(viewset.get_url_name("add"))
            return context | {
                "services": [
                    (each, reverse(viewset.get_url_name("edit"), args=[each.pk]), State(each.state).label)
                    for each in self._services
                ],
                "is_new": self.instance.pk is None,
                "add_url": f"{add_url}?organisation={self.instance.pk}" if may_add and self.instance.pk else "",
            }

        @property
        def _services(self):
            return with_state(Service.objects.filter(organisation=self.instance.pk)) if self.instance.pk else []
