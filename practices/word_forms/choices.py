"""Rows that offer a choice (scope, evaluation, services ...): the printed option in any language becomes its code."""

from functools import cache

from django.utils.translation import override

from practices.models import Practice
from records.folding import folded
from records.languages import LANGUAGES, text_in
from records.models import Term

OF_PRACTICE = {"scope": Practice.Scope, "evaluation": Practice.Evaluation}
VOCABULARIES = ("services", "exploitation", "sectors")


def chosen(chart, field):
    """(codes, lines that name no option) of one row."""
    options = _of_choices(OF_PRACTICE[field]) if field in OF_PRACTICE else _of_vocabulary(field)
    codes, unknown = [], []
    for line in chart.extra.get(field, ()):
        found = [options.get(folded(part)) for part in (line, *line.replace(";", ",").split(","))]
        codes += filter(None, found)
        unknown += [] if any(found) else [line]
    return list(dict.fromkeys(codes)), unknown


@cache
def _of_choices(choices):
    found = {}
    for language in LANGUAGES:
        with override(language):
            found |= {folded(str(choice.label)): choice.value for choice in choices}
    return found


def _of_vocabulary(vocabulary):
    return {
        folded(text_in(term, "label", language)): term.code
        for term in Term.objects.filter(vocabulary=vocabulary)
        for language in LANGUAGES
    }
