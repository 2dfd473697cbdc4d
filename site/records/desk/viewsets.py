"""What the desk offers for every kind of record: list, form, translation, history, withdrawal."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.text import capfirst
from wagtail.admin.panels import TabbedInterface
from wagtail.snippets.views.snippets import SnippetViewSet

from records.desk import comparing, going_back, source_language, story, translating, withdrawal
from records.desk.editing import RecordCreateView, RecordEditView
from records.desk.forms import RecordForm
from records.desk.review import CollectReviewDataView, ReviewActionView
from records.desk.states import with_state


class RecordViewSet(SnippetViewSet):
    """Defaults for every kind of record; a subclass names the model, its filters and the tabs of its form."""

    # Posting to a copy's address would overwrite the original.
    copy_view_enabled = False
    add_to_admin_menu = True
    list_per_page = 50
    list_select_related = []
    tabs = []
    form_class = RecordForm
    add_view_class = RecordCreateView
    create_template_name = "desk/create.html"
    edit_view_class = RecordEditView
    edit_template_name = "desk/edit.html"
    workflow_action_view_class = ReviewActionView
    collect_workflow_action_data_view_class = CollectReviewDataView

    def get_queryset(self, request):
        return with_state(self.model.objects.select_related("latest_revision", *self.list_select_related))

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("withdraw/<int:pk>/", partial(withdrawal.withdraw, viewset=self), name="withdraw"),
            path("reinstate/<int:pk>/", partial(withdrawal.reinstate, viewset=self), name="reinstate"),
            path("language/<int:pk>/", partial(source_language.change_source_language, viewset=self), name="language"),
            path("translate/<int:pk>/<str:language>/", partial(translating.translate, viewset=self), name="translate"),
        ]

    # Wagtail asks for its views by these names: history and comparison are our own.

    @property
    def history_view(self):
        return partial(story.tell, viewset=self)

    history_results_view = history_view

    @property
    def revisions_compare_view(self):
        return partial(comparing.compare, viewset=self)

    @property
    def revisions_revert_view(self):
        return partial(going_back.go_back, viewset=self)

    def record_to_change(self, user, pk):
        if not self.permission_policy.user_has_permission(user, "change"):
            raise PermissionDenied
        return get_object_or_404(self.model.objects.select_related("latest_revision"), pk=pk)

    def breadcrumbs_of(self, record, *pages):
        """Crumbs that lead from the list by the record's form to `pages`: (label, name of the URL) each."""
        crumbs = [
            {"url": reverse(self.get_url_name("list")), "label": capfirst(self.model._meta.verbose_name_plural)},
            {"url": reverse(self.get_url_name("edit"), args=[record.pk]), "label": str(record)},
        ]
        for label, name in pages:
            crumbs.append({"url": reverse(self.get_url_name(name), args=[record.pk]) if name else "", "label": label})
        crumbs[-1]["sublabel"] = str(record)
        return crumbs

    def get_edit_handler(self):
        handler = TabbedInterface(self.tabs, base_form_class=self.form_class)
        return handler.bind_to_model(self.model)
