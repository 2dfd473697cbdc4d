from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from pages import home
from records import addresses, languages
from records.desk.panels import translated_panels
from records.languages import HasTexts
from records.models.record import PreviewInEachLanguage, TranslatedRevision


class EditorialPage(HasTexts, TranslatedRevision, PreviewInEachLanguage, Page):
    """A page that editors write, translated field by field like a record. Its `title` is its name in the admin."""

    heading = models.CharField(_("heading"), max_length=200)
    intro = models.TextField(_("introduction"), blank=True)

    class Meta:
        abstract = True

    @property
    def languages_with_text(self):
        return languages.languages_with_text(self)

    def address_in(self, language):
        with override(language):
            return self.url

    def preview(self, request):
        return self.serve(request)

    def get_context(self, request, **kwargs):
        return super().get_context(request, **kwargs) | {"meta": addresses.of(self)}


class HomePage(EditorialPage):
    content_panels = [FieldPanel("title"), *translated_panels("heading", "intro")]
    max_count = 1
    subpage_types = ["pages.StandardPage"]
    template = "pages/home.html"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, **kwargs):
        return super().get_context(request, **kwargs) | home.context(request.viewer)


class StandardPage(EditorialPage):
    body = RichTextField(_("text"), blank=True, features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])

    content_panels = [FieldPanel("title"), *translated_panels("heading", "intro", "body")]
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    template = "pages/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
