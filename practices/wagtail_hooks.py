from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet

from practices.models import Category, Practice, Typology
from records.desk.forms import RecordForm
from records.desk.listing import languages_column
from records.desk.panels import translated_panels
from records.desk.viewsets import RecordViewSet

several = forms.CheckboxSelectMultiple


class PracticeForm(RecordForm):
    scope = forms.MultipleChoiceField(label=_("Scope"), choices=Practice.Scope.choices, required=False, widget=several)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Given at publication for good: addresses and citations are built on it.
        self.fields["number"].disabled = self.instance.number is not None and self.instance.live


class PracticeViewSet(RecordViewSet):
    model = Practice
    icon = "doc-full"
    menu_label = _("Practices")
    menu_order = 110
    list_display = ["__str__", "number", "category", languages_column(), LiveStatusTagColumn()]
    list_filter = ["category", "live", "visibility", "source_language"]
    list_select_related = ["category"]
    form_class = PracticeForm
    fact_panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("source_language"), FieldPanel("visibility")]),
        FieldRowPanel([FieldPanel("original_title"), FieldPanel("original_language")]),
        FieldPanel("category"),
        FieldPanel("also_in", widget=several),
        FieldPanel("typologies", widget=several),
        InlinePanel(
            "involvements",
            label=_("Organisation"),
            heading=_("Organisations"),
            panels=[FieldPanel("organisation"), FieldPanel("role"), FieldPanel("name_as_printed")],
        ),
        FieldPanel("countries"),
        FieldPanel("scope"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start_year"), FieldPanel("start_month")]),
                FieldRowPanel([FieldPanel("end_year"), FieldPanel("end_month")]),
                FieldPanel("ongoing"),
            ],
            heading=_("Period of implementation"),
        ),
        FieldPanel("target_groups_direct", widget=several),
        FieldPanel("target_groups_indirect", widget=several),
        FieldPanel("services", widget=several),
        FieldPanel("exploitation", widget=several),
        FieldPanel("sectors", widget=several),
        InlinePanel(
            "fundings",
            label=_("Source of funding"),
            heading=_("Funding"),
            panels=[FieldPanel("share"), *translated_panels("source", "note")],
        ),
        FieldPanel("evaluation"),
        InlinePanel("contact_points", label=_("Contact point"), heading=_("Contact points")),
        InlinePanel("document_rows", label=_("Document"), heading=_("Documents")),
        FieldRowPanel([FieldPanel("information_as_of"), FieldPanel("last_reviewed")]),
        FieldRowPanel([FieldPanel("source_collection"), FieldPanel("source_page")]),
        FieldPanel("related", widget=forms.SelectMultiple(attrs={"size": 8})),
        InlinePanel(
            "replications",
            label=_("Replication"),
            heading=_("Tried elsewhere"),
            panels=[FieldPanel("country"), *translated_panels("who", "changes", "outcome")],
        ),
        FieldPanel("tags"),
        FieldPanel("notes"),
    ]


register_snippet(PracticeViewSet)


class CategoryViewSet(ModelViewSet):
    model = Category
    icon = "list-ul"
    menu_label = _("Categories")
    form_fields = ["code", *(panel.field_name for panel in translated_panels("title", "description"))]
    list_display = ["code", "title"]


class TypologyViewSet(ModelViewSet):
    model = Typology
    icon = "list-ul"
    menu_label = _("Typologies")
    form_fields = [
        "category",
        "code",
        "services",
        *(panel.field_name for panel in translated_panels("title", "wording")),
    ]
    list_display = ["code", "title", "category"]


@hooks.register("register_admin_viewset")
def vocabularies_of_practices():
    return [
        CategoryViewSet("categories", menu_order=610, add_to_settings_menu=True),
        TypologyViewSet("typologies", menu_order=620, add_to_settings_menu=True),
    ]
