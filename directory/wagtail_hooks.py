from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet

from directory import merging
from directory.desk import health
from directory.desk.charters import CharterViewSet
from directory.desk.countries import CountryProfileViewSet
from directory.desk.merging import MergeItem
from directory.desk.organisations import OrganisationViewSet
from directory.desk.services import ServiceViewSet
from directory.imports import importing, menu
from directory.models import Organisation, Representative

register_snippet(OrganisationViewSet)
register_snippet(ServiceViewSet)
register_snippet(CountryProfileViewSet)
register_snippet(CharterViewSet)


hooks.register("register_snippet_action_menu_item", lambda model: MergeItem() if model is Organisation else None)


hooks.register("register_admin_urls", health.addresses)
hooks.register("register_admin_menu_item", health.HealthItem)
hooks.register("register_admin_urls", menu.addresses)
hooks.register("register_admin_menu_item", menu.tables)
hooks.register("construct_homepage_panels", menu.waiting_tables)


@hooks.register("register_log_actions")
def what_happens_to_entries_in_the_history(actions):
    actions.register_action(merging.LOG_ACTION, _("Merge"), _("Merged with another entry"))
    actions.register_action(importing.LOG_ACTION, _("Import"), _("Imported from a table"))


class RepresentativeViewSet(ModelViewSet):
    model = Representative
    icon = "user"
    menu_label = _("Representatives")
    form_fields = ["user", "organisation"]
    list_display = ["user", "organisation"]


@hooks.register("register_admin_viewset")
def representatives():
    return [RepresentativeViewSet("representatives", menu_order=630, add_to_settings_menu=True)]
