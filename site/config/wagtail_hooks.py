from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from config import demo_mails


@hooks.register("register_admin_urls")
def mails_of_the_demonstration():
    return [path("mails/", demo_mails.mails, name="demo_mails")]


class MailsItem(MenuItem):
    def is_shown(self, request):
        return demo_mails.are_shown()


@hooks.register("register_admin_menu_item")
def mails_in_the_menu():
    return MailsItem(_("Mails"), reverse("demo_mails"), name="demo-mails", icon_name="mail", order=900)
