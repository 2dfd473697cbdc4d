"""The desk's menu: what an editor needs, in the words of this field. Administrators keep Wagtail's reports and settings."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import help_menu

# Wagtail's own items, by name.
TEXT_PAGES, SETTINGS, OF_ADMINISTRATORS = "explorer", "settings", {"reports", "snippets"}
# After the records and their files.
PLACE_OF_TEXT_PAGES = 450


def in_our_words(items, request):
    """Changes the list of the main menu in place."""
    items[:] = [item for item in items if _is_wanted(item, request.user)]
    for item in items:
        if item.name == TEXT_PAGES:
            item.label, item.order = _("Text pages"), PLACE_OF_TEXT_PAGES


def _is_wanted(item, user):
    if item.name == SETTINGS:
        # An editor may read the vocabularies there, and change nothing.
        return user.has_perm("records.change_term")
    leads_to_other_sites = getattr(item, "menu", None) is help_menu
    return not leads_to_other_sites and (user.is_superuser or item.name not in OF_ADMINISTRATORS)
