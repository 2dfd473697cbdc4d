import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet

from practices.imports import menu
from practices.models import Category, Practice, Typology
from practices.panels import TABS, PracticeForm
from records.desk.filters import RecordFilterSet
from records.desk.listing import languages_column, state_column
from records.desk.panels import translated_panels
from records.desk.viewsets import RecordViewSet
from records.names import country_name


def country_names(practice):
    return ", ".join(country_name(code) for code in practice.country_codes)


class PracticeFilterSet(RecordFilterSet):
    age = django_filters.ChoiceFilter(
        label=_("Age"), choices=[("dated", _("5 years or older, and not reviewed since"))], method="of_age"
    )

    class Meta:
        model = Practice
        fields = ["category", "visibility"]

    def of_age(self, queryset, name, value):
        return queryset.dated()


class PracticeViewSet(RecordViewSet):
    model = Practice
    icon = "doc-full"
    menu_label = _("Practices")
    menu_order = 110
    list_display = [
        "__str__",
        Column("number", label=_("No."), sort_key="number"),
        Column("category", label=_("Category"), accessor="category.code", sort_key="category__code"),
        Column("countries", label=_("Countries"), accessor=country_names),
        languages_column(),
        state_column(),
    ]
    filterset_class = PracticeFilterSet
    list_select_related = ["category"]
    form_class = PracticeForm
    tabs = TABS


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


hooks.register("register_admin_urls", menu.addresses)
hooks.register("register_admin_menu_item", menu.word_forms)
hooks.register("construct_homepage_panels", menu.waiting_forms)
