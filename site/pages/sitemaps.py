"""Sitemaps: every public page once for each language that has text of its own."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from wagtail.models import Page

from directory.models import Charter, Organisation, Service
from pages import countries
from practices.models import CaseStudy, Category, Practice
from records.languages import LANGUAGES
from records.visibility import PUBLIC
from search.thesaurus import glossary


class InOwnLanguages(Sitemap):
    """Items are (subject, language) of the subclass's `subjects()`. A demonstration lists nothing."""

    limit = 50_000  # what the protocol allows in one file

    def languages_of(self, subject):
        return subject.languages_with_text

    def items(self):
        if settings.DEMONSTRATION:
            return []
        return [(subject, language) for subject in self.subjects() for language in self.languages_of(subject)]

    def get_urls(self, page=1, site=None, protocol=None):
        items = self.paginator.page(page).object_list
        return [self._entry(subject, language) for subject, language in items]

    def _entry(self, subject, language):
        return {
            "item": subject,
            "location": settings.SITE_URL + subject.address_in(language),
            "lastmod": getattr(subject, "last_published_at", None),
            "changefreq": None,
            "priority": "",
            "alternates": [
                {"location": settings.SITE_URL + subject.address_in(code), "lang_code": code}
                for code in self.languages_of(subject)
            ],
        }


class PracticeSitemap(InOwnLanguages):
    def subjects(self):
        return Practice.objects.visible_to(PUBLIC).order_by("number")


class CaseStudySitemap(InOwnLanguages):
    def subjects(self):
        return CaseStudy.objects.visible_to(PUBLIC).order_by("number")


class OrganisationSitemap(InOwnLanguages):
    def subjects(self):
        return Organisation.objects.visible_to(PUBLIC).order_by("pk")


class ServiceSitemap(InOwnLanguages):
    def subjects(self):
        return Service.objects.visible_to(PUBLIC).order_by("pk")


class CharterSitemap(InOwnLanguages):
    def subjects(self):
        return Charter.objects.visible_to(PUBLIC).order_by("pk")


class CountrySitemap(InOwnLanguages):
    def subjects(self):
        return countries.recorded(PUBLIC)

    def languages_of(self, subject):
        return LANGUAGES


class CategorySitemap(InOwnLanguages):
    def subjects(self):
        return Category.objects.all()

    def languages_of(self, subject):
        return LANGUAGES


class PageSitemap(InOwnLanguages):
    def subjects(self):
        return Page.objects.live().public().filter(depth__gt=1).specific()


class GlossarySitemap(InOwnLanguages):
    def subjects(self):
        return glossary.pages()


SITEMAPS = {
    "pages": PageSitemap,
    "categories": CategorySitemap,
    "practices": PracticeSitemap,
    "case_studies": CaseStudySitemap,
    "organisations": OrganisationSitemap,
    "services": ServiceSitemap,
    "charters": CharterSitemap,
    "countries": CountrySitemap,
    "glossary": GlossarySitemap,
}
