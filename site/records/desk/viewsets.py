"""What the desk offers for every kind of record: list, form, translation, withdrawal."""

from functools import partial

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, PublishingPanel, TabbedInterface
from wagtail.snippets.views.snippets import SnippetViewSet

from records.desk import translating, withdrawal
from records.desk.forms import RecordForm
from records.desk.panels import language_tab
from records.languages import LANGUAGES


class RecordViewSet(SnippetViewSet):
    """Defaults for every kind of record; a subclass names the model and `fact_panels`."""

    # Posting to a copy's address would overwrite the original.
    copy_view_enabled = False
    add_to_admin_menu = True
    list_per_page = 50
    list_select_related = []
    fact_panels = []
    form_class = RecordForm

    def get_queryset(self, request):
        return self.model.objects.select_related("latest_revision", *self.list_select_related)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("withdraw/<int:pk>/", partial(withdrawal.withdraw, viewset=self), name="withdraw"),
            path("reinstate/<int:pk>/", partial(withdrawal.reinstate, viewset=self), name="reinstate"),
            path("translate/<int:pk>/<str:language>/", partial(translating.translate, viewset=self), name="translate"),
        ]

    def get_edit_handler(self):
        facts = ObjectList([*self.fact_panels, PublishingPanel()], heading=_("Facts"))
        languages = [language_tab(self.model, code) for code in LANGUAGES]
        handler = TabbedInterface([facts, *languages], base_form_class=self.form_class)
        return handler.bind_to_model(self.model)
