"""The thesaurus at the editors' desk: list, form, and the pages beside them."""

import django_filters
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from search.models import Concept, Label
from search.thesaurus import exchange, trying
from search.thesaurus.checking import shared_labels
from search.thesaurus.entries import PREFERRED
from search.thesaurus.forms import PANELS
from search.thesaurus.storing import read_all


class ConceptFilterSet(WagtailFilterSet):
    unnamed = django_filters.ChoiceFilter(
        label=_("Without a label in"), choices=settings.LANGUAGES, method="without_a_label"
    )
    undefined = django_filters.ChoiceFilter(
        label=_("Without a definition in"), choices=settings.LANGUAGES, method="without_a_definition"
    )

    class Meta:
        model = Concept
        fields = []

    def without_a_label(self, queryset, name, value):
        labels = Label.objects.filter(concept=OuterRef("pk"), language=value, kind=PREFERRED)
        return queryset.filter(~Exists(labels))

    def without_a_definition(self, queryset, name, value):
        column = f"definition_{value}"
        return queryset.filter(**{f"{column}__isnull": True}) | queryset.filter(**{column: ""})


class ConceptIndexView(IndexView):
    def search_queryset(self, queryset):
        """A concept once, however many of its labels are found."""
        found = super().search_queryset(queryset)
        return queryset.filter(pk__in=found.order_by().values("pk")) if self.is_searching else found

    @cached_property
    def header_more_buttons(self):
        buttons = [
            Button(_("Try a query"), url=reverse(trying.ADDRESS), icon_name="search", priority=10),
            Button(_("Download as CSV"), url=reverse(exchange.OUT), icon_name="download", priority=20),
            Button(_("Glossary"), url=reverse("glossary:glossary"), icon_name="view", priority=40),
        ]
        if self.user_has_permission("change") and self.user_has_permission("add"):
            buttons.append(Button(_("Take in a CSV file"), url=reverse(exchange.IN), icon_name="upload", priority=30))
        return [*super().header_more_buttons, *buttons]


class SavesEntries:
    """Mixin: the form saves and writes the history itself."""

    def save_instance(self):
        return self.form.save()

    def get_success_buttons(self):
        return [*super().get_success_buttons(), messages.button(trying.address_of(self.object), _("Try it"))]


class ConceptCreateView(SavesEntries, CreateView):
    pass


class ConceptEditView(SavesEntries, EditView):
    def get_context_data(self, **kwargs):
        entries = read_all()
        shared = shared_labels(entries[self.object.key], entries) if self.object.key in entries else []
        return super().get_context_data(shared_labels=shared, try_url=trying.address_of(self.object), **kwargs)


class ConceptViewSet(SnippetViewSet):
    model = Concept
    icon = "tag"
    menu_label = _("Thesaurus")
    menu_order = 140
    add_to_admin_menu = True
    base_url_path = "thesaurus"
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        "__str__",
        Column("key", label=_("Key"), sort_key="key"),
        Column("labels", label=_("Labels"), accessor=lambda concept: len(concept.labels.all())),
        Column("languages", label=_("Languages"), width="15%", accessor=lambda concept: " ".join(concept.languages)),
    ]
    ordering = "key"
    search_fields = ["key", "labels__text"]
    filterset_class = ConceptFilterSet
    index_view_class = ConceptIndexView
    add_view_class = ConceptCreateView
    edit_view_class = ConceptEditView
    create_template_name = "search/thesaurus/concept_create.html"
    edit_template_name = "search/thesaurus/concept_edit.html"
    edit_handler = PANELS

    def get_queryset(self, request):
        return Concept.objects.with_names()

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("try/", trying.try_query, name="try"),
            path("csv/", exchange.download, name="csv"),
            path("take-in/", exchange.take_in, name="take_in"),
        ]


def register():
    register_snippet(ConceptViewSet)
