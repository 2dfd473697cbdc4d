"""The shortcuts of a query as the help page explains them."""

from django.utils.translation import gettext_lazy as _

from records.names import country_name, language_name
from search.shortcuts import NAMES

MEANINGS = {
    "country": _("records of one country; several between commas"),
    "year": _("records of these years; one year will do, too"),
    "category": _("practices of one category, by its letter"),
    "type": _("one type of content: practices, case studies, organisations or pages"),
    "language": _("records that can be read in this language"),
}
TYPE_IN_WORDS = {"en": "practice", "it": "pratica", "de": "Praxisbeispiel", "es": "práctica", "fr": "pratique"}


def shortcuts_in(language):
    """[{example, meaning}] in the words of the reader's language."""
    values = {
        "country": country_name("IT", language),
        "year": "2006-2010",
        "category": "B",
        "type": TYPE_IN_WORDS[language],
        "language": language_name("it", language),
    }
    return [
        {"example": f"{NAMES[name][language]}:{values[name]}", "meaning": meaning} for name, meaning in MEANINGS.items()
    ]
