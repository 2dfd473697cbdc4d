"""Why two entries may be one, in words."""

from django.utils.translation import gettext_lazy as _

from directory.duplicates import Reason
from records.names import country_name

WHY = {
    Reason.NUMBER: _("the same number"),
    Reason.NAME: _("the same name"),
    Reason.DOMAIN: _("the same website"),
    Reason.ACRONYM: _("the same acronym"),
    Reason.ALIKE: _("a name like it"),
}


def about(duplicate):
    """ "Italy, the same name" """
    country = duplicate.organisation.country
    return ", ".join(
        [*([country_name(country.code)] if country else []), *(str(WHY[each]) for each in duplicate.reasons)]
    )
