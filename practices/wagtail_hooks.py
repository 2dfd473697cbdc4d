from functools import partial

import django_filters
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet

from practices.case_studies import checking
from practices.case_studies.panels import TABS as CASE_STUDY_TABS
from practices.case_studies.panels import CaseStudyForm
from practices.imports import menu
from practices.models import CaseStudy, Category, Practice, Typology
from practices.models.case_study import Area, Exploitation
from practices.panels import TABS, PracticeForm
from records.desk.filters import RecordFilterSet
from records.desk.listing import languages_column, state_column
from records.desk.panels import translated_panels
from records.desk.viewsets import RecordViewSet
from records.names import country_name


def country_names(record):
    return ", ".join(country_name(code) for code in record.country_codes)


def columns(of_its_kind):
    """Of the list of a kind of record, with the column that only this kind has."""
    return [
        "__str__",
        Column("number", label=_("No."), sort_key="number"),
        of_its_kind,
        Column("countries", label=_("Countries"), accessor=country_names),
        languages_column(),
        state_column(),
    ]


class NumberedFilterSet(RecordFilterSet):
    age = django_filters.ChoiceFilter(
        label=_("Age"), choices=[("dated", _("5 years or older, and not reviewed since"))], method="of_age"
    )

    def of_age(self, queryset, name, value):
        return queryset.dated()


class PracticeFilterSet(NumberedFilterSet):
    class Meta:
        model = Practice
        fields = ["category", "visibility"]


class CaseStudyFilterSet(NumberedFilterSet):
    area = django_filters.ChoiceFilter(
        label=_("Area of cooperation"), choices=Area.choices, method=lambda found, name, value: found.in_areas([value])
    )
    exploitation = django_filters.ChoiceFilter(
        label=_("Exploitation"),
        choices=Exploitation.choices,
        method=lambda found, name, value: found.on_exploitation([value]),
    )

    class Meta:
        model = CaseStudy
        fields = ["visibility"]


class PracticeViewSet(RecordViewSet):
    model = Practice
    icon = "doc-full"
    menu_label = _("Practices")
    menu_order = 110
    list_display = columns(Column("category", label=_("Category"), accessor="category.code", sort_key="category__code"))
    filterset_class = PracticeFilterSet
    list_select_related = ["category"]
    form_class = PracticeForm
    tabs = TABS


register_snippet(PracticeViewSet)


class CaseStudyViewSet(RecordViewSet):
    model = CaseStudy
    icon = "group"
    menu_label = _("Case studies")
    menu_order = 115
    list_display = columns(Column("organisation", label=_("Organisation")))
    filterset_class = CaseStudyFilterSet
    list_select_related = ["organisation"]
    form_class = CaseStudyForm
    tabs = CASE_STUDY_TABS

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("check/<int:pk>/", partial(checking.check, viewset=self), name=checking.protection.PAGE),
        ]


register_snippet(CaseStudyViewSet)
hooks.register("register_snippet_action_menu_item", lambda model: checking.CheckItem() if model is CaseStudy else None)


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


hooks.register("register_admin_urls", menu.addresses)
hooks.register("register_admin_menu_item", menu.word_forms)
hooks.register("construct_homepage_panels", menu.waiting_forms)
