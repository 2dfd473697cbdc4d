"""The list of practices: by category, country and type of intervention."""

import re
from functools import cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from practices.models import Category, Practice, Typology
from practices.queries import categories_with_counts
from practices.record_listing import COUNTRY, Choice, Filter, RecordListing


class Listing(RecordListing):
    model = Practice
    list_name = "practices:list"
    filters = {
        "category": Filter("in_categories", re.compile(r"[A-Z]").fullmatch, _("Any category"), _("Category")),
        "typology": Filter("of_typologies", re.compile(r"[A-Z]\d{1,3}").fullmatch, _("Any type of intervention")),
        "country": COUNTRY,
    }
    show = _("Show these practices")
    show_all = _("See all practices")
    nothing = _("No practice matches all of this")

    @staticmethod
    def count_in_words(number):
        return ngettext("%(number)s practice", "%(number)s practices", number) % {"number": number}

    @cached_property
    def categories(self):
        counted = categories_with_counts(Category.objects.all(), self.records(without="category"))
        chosen = self.chosen_values["category"]
        return [Choice(each.code, str(each.texts.title), each.practice_count, each.code in chosen) for each in counted]

    def choices_of(self, name):
        return self.categories if name == "category" else self.countries

    def label(self, name, value):
        if name == "typology":
            typology = Typology.objects.filter(code=value).first()
            return str(typology.texts.title) if typology else value
        return super().label(name, value)
