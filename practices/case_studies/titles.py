"""The title of a case study to which nobody gave one: where it led, and what the partners did together."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from practices.case_studies.places import NOT_DISCLOSED, named
from records.languages import Text, Texts

AREAS_NAMED = 2


class TextsWithTitle(Texts):
    """Texts of a case study: its title is generated, in the reader's language, where there is none."""

    @property
    def title(self):
        return self.__getattr__("title") or Text(generated_title(self._record, self._language), self._language)


def generated_title(case_study, language):
    """ "Court proceedings: Romania – Italy"; by countries alone, or by areas alone, as far as it knows."""
    with override(language):
        areas = ", ".join(map(str, case_study.areas_labels[:AREAS_NAMED])) or _("transnational cooperation")
        way = [_places(case_study, case_study.origin), _places(case_study, case_study.destination)]
        route = " – ".join(filter(None, way)) or _places(case_study, [case_study.reporting_country.code])
        return capfirst(": ".join(filter(None, [areas, route])))


def _places(case_study, places):
    return ", ".join(
        str(named(place, case_study.source_language)) for place in places if place not in ("", NOT_DISCLOSED, None)
    )
