from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from records.desk.panels import translated_panels
from records.desk.translating import TranslateItem
from records.desk.withdrawal import WithdrawalItem
from records.models import Record, Term


class TermViewSet(ModelViewSet):
    model = Term
    icon = "list-ul"
    menu_label = _("Vocabularies")
    form_fields = [
        "vocabulary",
        "code",
        "parent",
        "order",
        "mapping",
        *(panel.field_name for panel in translated_panels("label", "definition")),
    ]
    list_display = ["label", "code", "vocabulary", "parent"]
    list_filter = ["vocabulary"]


@hooks.register("register_admin_viewset")
def vocabularies():
    return [TermViewSet("terms", menu_order=600, add_to_settings_menu=True)]


def in_the_action_menu(item):
    """Offer an item beside "Save draft" in the form of every record."""
    hooks.register("register_snippet_action_menu_item", lambda model: item if issubclass(model, Record) else None)


in_the_action_menu(TranslateItem())
in_the_action_menu(WithdrawalItem("withdraw", _("Withdraw …"), is_for_withdrawn=False))
in_the_action_menu(WithdrawalItem("reinstate", _("Reinstate …"), is_for_withdrawn=True))


@hooks.register("register_log_actions")
def withdrawal_in_the_history(actions):
    actions.register_action("records.narrow", _("Narrow"), _("Narrowed to members only"))
    actions.register_action("records.withdraw", _("Withdraw"), _("Withdrawn"))
    actions.register_action("records.reinstate", _("Reinstate"), _("Reinstated"))
    actions.register_action("records.erase", _("Erase"), _("Erased"))
