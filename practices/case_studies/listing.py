"""The list of case studies: by country in any role, exploitation and area of cooperation."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from practices.models import CaseStudy
from practices.models.case_study import Area, Exploitation
from practices.record_listing import COUNTRY, Filter, RecordListing


class CaseStudyListing(RecordListing):
    model = CaseStudy
    list_name = "case_studies:list"
    filters = {
        "country": COUNTRY,
        "areas": Filter(
            "in_areas", lambda code: code in Area.values, _("Any area of cooperation"), _("Area of cooperation")
        ),
        "exploitation": Filter(
            "on_exploitation", lambda code: code in Exploitation.values, _("Any exploitation"), _("Exploitation")
        ),
    }
    show = _("Show these case studies")
    show_all = _("See all case studies")
    nothing = _("No case study matches all of this")

    @staticmethod
    def count_in_words(number):
        return ngettext("%(number)s case study", "%(number)s case studies", number) % {"number": number}

    @cached_property
    def areas(self):
        return self.choices_of_codes("areas", dict(Area.choices))

    @cached_property
    def exploitation(self):
        return self.choices_of_codes("exploitation", dict(Exploitation.choices))

    def choices_of(self, name):
        return getattr(self, "countries" if name == "country" else name)
