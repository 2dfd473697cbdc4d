from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet

from records.desk import bulk, help, menu, review, session, translations, uploads, waiting
from records.desk.panels import translated_panels
from records.desk.translating import TranslateItem, TranslationInTheHistory
from records.desk.withdrawal import WithdrawalItem
from records.from_readers import desk as from_readers
from records.models import Record, Term
from records.narrowing import narrow_at_once


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


hooks.register("register_bulk_action", bulk.PublishAction)
hooks.register("register_bulk_action", bulk.TagAction)


def in_the_action_menu(item):
    """Offer an item beside "Save draft" in the form of every record."""
    hooks.register("register_snippet_action_menu_item", lambda model: item if issubclass(model, Record) else None)


in_the_action_menu(review.ChangesItem())
in_the_action_menu(TranslateItem())
in_the_action_menu(WithdrawalItem("withdraw", _("Withdraw …"), is_for_withdrawn=False))
in_the_action_menu(WithdrawalItem("reinstate", _("Reinstate …"), is_for_withdrawn=True))


@hooks.register("construct_snippet_action_menu")
def words_of_the_review(items, request, context):
    if issubclass(context["model"], Record):
        review.in_our_words(items, request, context)


@hooks.register("register_admin_urls")
def pages_of_translations():
    return [
        path("translations/", translations.own_language, name="desk_translations_own"),
        path("translations/<str:language>/", translations.overview, name="desk_translations"),
    ]


hooks.register("register_admin_menu_item", translations.TranslationsItem)


@hooks.register("register_admin_urls")
def handbook():
    return [
        path("help/", help.help_page, name="desk_help"),
        path("help/images/<str:name>", help.help_image, name="desk_help_image"),
        path("help/<slug:name>/", help.help_page, name="desk_help_chapter"),
    ]


@hooks.register("register_admin_menu_item")
def handbook_in_the_menu():
    return MenuItem(_("Help"), reverse_lazy("desk_help"), name="desk-help", icon_name="help", order=800)


@hooks.register("construct_main_menu")
def words_of_the_menu(request, items):
    menu.in_our_words(items, request)


# Ours replace Wagtail's before others add theirs, and the empty ones go when all are there.
@hooks.register("construct_homepage_panels", order=-100)
def what_waits(request, panels):
    panels[:] = waiting.panels_of(request.user)


@hooks.register("construct_homepage_panels", order=1000)
def only_what_waits(request, panels):
    waiting.leave_out_the_empty(panels)


hooks.register("register_admin_urls", from_readers.addresses)
hooks.register("register_admin_menu_item", from_readers.FromReadersItem)


@hooks.register("construct_homepage_panels")
def what_readers_wrote(request, panels):
    panels += from_readers.panels(request.user)


@hooks.register("register_admin_urls")
def asking_whether_one_is_signed_in():
    return [path("signed-in/", session.signed_in, name="signed_in")]


# Before Wagtail's own views at the same addresses.
hooks.register("register_admin_urls", uploads.addresses, order=-1)


@hooks.register("insert_global_admin_js")
def what_keeps_a_text():
    return render_to_string("desk/session.html")


@hooks.register("insert_global_admin_css")
def look_of_notices():
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk/notices.css"))


@hooks.register("insert_global_admin_css")
def colours_of_the_site():
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk/brand.css"))


@hooks.register("after_edit_snippet")
def narrow_what_is_live(request, record):
    """Not by an autosave: a choice that was made by mistake can still be taken back then."""
    is_saved_by_somebody = request.accepts("text/html")
    if isinstance(record, Record) and is_saved_by_somebody and narrow_at_once(record, request.user):
        messages.success(request, _("What you showed to fewer people is hidden from the others at once."))


@hooks.register("register_log_actions")
def withdrawal_in_the_history(actions):
    actions.register_action("records.narrow", _("Narrow"), _("Narrowed to members only"))
    actions.register_action("records.withdraw", _("Withdraw"), _("Withdrawn"))
    actions.register_action("records.reinstate", _("Reinstate"), _("Reinstated"))
    actions.register_action("records.import", _("Import"), _("Imported from a form"))
    actions.register_action("records.translate")(TranslationInTheHistory)
    actions.register_action("records.erase", _("Erase"), _("Erased"))
