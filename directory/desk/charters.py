from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, PublishingPanel

from directory.models import Charter
from records.desk.filters import RecordFilterSet
from records.desk.listing import languages_column, state_column
from records.desk.panels import texts
from records.desk.viewsets import RecordViewSet


class CharterFilterSet(RecordFilterSet):
    class Meta:
        model = Charter
        fields = ["visibility"]


class CharterViewSet(RecordViewSet):
    """Each version is a record of its own; the one adopted last is the one that counts."""

    model = Charter
    icon = "pilcrow"
    menu_label = _("Charter")
    menu_order = 126
    list_display = ["__str__", "version", "adopted_on", languages_column(), state_column()]
    filterset_class = CharterFilterSet
    tabs = [
        ObjectList(
            [*texts("title"), FieldRowPanel([FieldPanel("version"), FieldPanel("adopted_on")]), *texts("text")],
            heading=_("Charter"),
        ),
        ObjectList([FieldPanel("visibility"), FieldPanel("tags"), PublishingPanel()], heading=_("About the record")),
    ]
