"""Where a case took place: an ISO code, a region in words, or "not disclosed", in a list for each role."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from records.languages import Text
from records.names import country_name

NOT_DISCLOSED = "not disclosed"
ROLES = ("origin", "transit", "destination", "other_countries")


def named(place, language):
    """The Text of a place in the reader's language; a region stays in the words (of `language`) it was written in."""
    if place in countries:
        return Text(country_name(place), get_language())
    if place == NOT_DISCLOSED:
        return Text(_("not disclosed"), get_language())
    return Text(place, language, language != get_language())


def codes_of(record):
    """ISO codes of every country that has a part in the case, each once, sorted."""
    places = [place for role in ROLES for place in getattr(record, role)]
    places += [row.country.code for row in record.partners.all()]
    places.append(record.reporting_country.code)
    return sorted({place for place in places if place and place in countries})
