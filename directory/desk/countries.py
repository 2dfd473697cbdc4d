from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column

from directory.models import CountryProfile
from records.desk.filters import RecordFilterSet
from records.desk.listing import languages_column, state_column
from records.desk.panels import texts
from records.desk.viewsets import RecordViewSet


class CountryProfileFilterSet(RecordFilterSet):
    class Meta:
        model = CountryProfile
        fields = ["visibility"]


class CountryProfileViewSet(RecordViewSet):
    model = CountryProfile
    icon = "globe"
    menu_label = _("Countries")
    menu_order = 124
    list_display = ["__str__", Column("correspondent", label=_("Correspondent")), languages_column(), state_column()]
    list_select_related = ["correspondent"]
    filterset_class = CountryProfileFilterSet
    tabs = [
        ObjectList(
            [
                FieldPanel("country"),
                *texts("legislation", "referral_mechanism", "identification", "reflection_period"),
                *texts("assistance", "access_to_justice", "returning", "coordinator"),
            ],
            heading=_("Country"),
        ),
        ObjectList(
            [
                FieldPanel("correspondent"),
                FieldRowPanel([FieldPanel("visibility"), FieldPanel("last_reviewed")]),
                FieldPanel("tags"),
                PublishingPanel(),
            ],
            heading=_("About the record"),
        ),
    ]
