"""What is changed or wrong in the thesaurus, as an editor reads it."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

from records.names import language_name
from search.models import Concept, Label
from search.thesaurus.entries import Change


def in_words(change):
    """ "Italian, Synonyms: “tratta” added, “traffico” removed"."""
    return _("%(place)s: %(what)s") % {"place": place_in_words(change), "what": "; ".join(_what(change))}


def place_in_words(place):
    """Of anything with field, language and kind: a Change or a Problem."""
    name = Label.Kind(place.kind).label if place.kind else _name_of(place.field)
    return f"{capfirst(language_name(place.language))}, {name}" if place.language else str(capfirst(name))


def _name_of(field):
    return _("labels") if field == "labels" else Concept._meta.get_field(field).verbose_name


def _what(change):
    if not change.removed and not change.added:
        yield _("another order")
    if change.removed:
        yield _("%(texts)s removed") % {"texts": _quoted(change.removed)}
    if change.added:
        yield _("%(texts)s added") % {"texts": _quoted(change.added)}


def _quoted(texts):
    return ", ".join(f"“{text}”" for text in texts)


class ChangesInTheHistory(LogFormatter):
    """data: {"changes": [fields of a Change]}."""

    label = gettext_lazy("Edit")

    def format_message(self, log_entry):
        return " · ".join(in_words(Change(**change)) for change in log_entry.data["changes"])
