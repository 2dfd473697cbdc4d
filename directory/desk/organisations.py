"""Organisations at the desk: their form, the warning that one is there already, stubs and their acceptance."""

from functools import partial

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column

from directory.desk.contacts import KnowsItsContactPoints, contact_points_panel
from directory.desk.merging import merge_page
from directory.desk.reasons import about
from directory.desk.services import ServicesPanel
from directory.duplicates import duplicates_of
from directory.models import Organisation
from directory.suggestions import organisation_suggested
from records import requirements
from records.desk.editing import RecordCreateView
from records.desk.filters import RecordFilterSet
from records.desk.forms import RecordForm
from records.desk.listing import languages_column, state_column
from records.desk.panels import TextPanel, texts
from records.desk.viewsets import RecordViewSet
from records.desk.widgets import Several
from records.languages import set_text
from records.names import country_name
from records.operations import publish

lines = forms.Textarea(attrs={"rows": 3})


class OrganisationForm(KnowsItsContactPoints, RecordForm):
    """One that is new is looked for among the known ones; saving a second time says that it is none of them."""

    others_shown = forms.CharField(required=False, widget=forms.HiddenInput({"autocomplete": "off"}))

    def _post_clean(self):
        super()._post_clean()
        if self.instance.pk is None and not self.errors:
            self._warn_of_duplicates()

    def _warn_of_duplicates(self):
        found = duplicates_of(self.instance)
        keys = ",".join(sorted(str(each.organisation.pk) for each in found))
        if found and self.data.get(self.add_prefix("others_shown")) != keys:
            self.data = self.data.copy()
            self.data[self.add_prefix("others_shown")] = keys
            self.add_error(None, _as_question(found))


class OrganisationCreateView(RecordCreateView):
    """`?suggestion=` is the number of a reader's message, whose facts stand in the form."""

    def get_initial_form_instance(self):
        organisation = super().get_initial_form_instance()
        suggested = organisation_suggested(self.request.GET.get("suggestion", ""))
        set_text(organisation, "name", organisation.source_language, str(suggested.texts.name))
        organisation.country, organisation.website = suggested.country, suggested.website
        return organisation


def _as_question(found):
    rows = format_html_join(
        "",
        '<li><a href="{}">{}</a> ({})</li>',
        ((_edit_url(each.organisation), each.organisation, about(each)) for each in found),
    )
    return format_html(
        "{} <ul>{}</ul> {}",
        _("Is it one of these? Nothing was saved yet."),
        rows,
        _("If it is another organisation, save again."),
    )


def _edit_url(organisation):
    return reverse(organisation.snippet_viewset.get_url_name("edit"), args=[organisation.pk])


WHO = [
    *texts("name"),
    FieldRowPanel([FieldPanel("acronym"), FieldPanel("kind")]),
    FieldPanel("legal_name"),
    FieldPanel("earlier_names", widget=lines),
    FieldRowPanel([FieldPanel("country"), FieldPanel("website")]),
    FieldPanel("countries", widget=Several),
    TextPanel("description"),
    FieldPanel("parent"),
    FieldPanel("networks", widget=Several),
]
REACH = [contact_points_panel(), ServicesPanel(heading=gettext_lazy("Services"))]
REFERRALS = [
    FieldRowPanel([FieldPanel("accepts_referrals"), FieldPanel("answer_time")]),
    TextPanel("referral_procedure", widget=lines),
    FieldPanel("referral_visibility"),
    TextPanel("referral_role", widget=lines),
    TextPanel("accreditation", widget=lines),
]
PLATFORM = [
    FieldRowPanel([FieldPanel("membership"), FieldPanel("member_since")]),
    InlinePanel(
        "charter_acceptances",
        label=gettext_lazy("Acceptance"),
        heading=gettext_lazy("Charter accepted"),
        panels=[FieldPanel("charter"), FieldRowPanel([FieldPanel("accepted_on"), FieldPanel("accepted_by")])],
    ),
]
ABOUT = [
    FieldRowPanel([FieldPanel("visibility"), FieldPanel("confirmed_on")]),
    FieldPanel("last_reviewed"),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("standing"), FieldPanel("ended_on")]), FieldPanel("successor")],
        heading=gettext_lazy("Does it still exist?"),
    ),
    FieldPanel("tags"),
    PublishingPanel(),
]
TABS = [
    ObjectList(WHO, heading=gettext_lazy("Who and where")),
    ObjectList(REACH, heading=gettext_lazy("Contacts and services")),
    ObjectList(REFERRALS, heading=gettext_lazy("Referrals")),
    ObjectList(PLATFORM, heading=gettext_lazy("Membership")),
    ObjectList(ABOUT, heading=gettext_lazy("About this entry")),
]


class OrganisationFilterSet(RecordFilterSet):
    stubs = django_filters.ChoiceFilter(
        label=gettext_lazy("Made by an import"),
        choices=[("waiting", gettext_lazy("waits to be accepted"))],
        method=lambda found, name, value: found.stubs(),
    )

    class Meta:
        model = Organisation
        fields = ["kind", "country", "membership", "standing", "visibility"]


class AcceptColumn(Column):
    """A button for a stub: one click makes it an entry of the directory."""

    cell_template_name = "desk/directory/accept_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        viewset = instance.snippet_viewset
        may_accept = instance.is_stub and viewset.permission_policy.user_has_permission(request.user, "publish")
        context["accept_url"] = reverse(viewset.get_url_name("accept"), args=[instance.pk]) if may_accept else ""
        context["request"] = request
        context["csrf_token"] = parent_context.get("csrf_token")
        return context


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    icon = "group"
    menu_label = gettext_lazy("Organisations")
    menu_order = 120
    list_display = [
        "__str__",
        "acronym",
        Column("country", label=gettext_lazy("Country"), accessor=lambda each: country_name(each.country.code or "")),
        languages_column(),
        state_column(),
        AcceptColumn("accept", label="", accessor="pk"),
    ]
    filterset_class = OrganisationFilterSet
    form_class = OrganisationForm
    add_view_class = OrganisationCreateView
    tabs = TABS

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("accept/<int:pk>/", self.accept, name="accept"),
            path("merge/<int:pk>/", partial(merge_page, viewset=self), name="merge"),
        ]

    @property
    def accept(self):
        return require_POST(self._accept)

    def _accept(self, request, pk):
        if not self.permission_policy.user_has_permission(request.user, "publish"):
            raise PermissionDenied
        stub = get_object_or_404(Organisation.objects.stubs(), pk=pk)
        try:
            requirements.check(stub.get_latest_revision_as_object())
        except requirements.Incomplete as refusal:
            messages.error(request, refusal.message)
        else:
            publish(stub, user=request.user)
            messages.success(request, _("“%(title)s” is now in the directory.") % {"title": stub})
        back = request.POST.get("back", "")
        is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        return redirect(back if is_ours else self.get_url_name("list"))
