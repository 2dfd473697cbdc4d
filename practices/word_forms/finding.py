"""Which practice a form is about; and what the search for a record of any kind needs."""

import re

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from practices.models import Practice
from practices.word_forms.decisions import NEW, OTHER, SAME
from practices.word_forms.fields import FIELDS
from practices.word_forms.opening import Refused
from practices.word_forms.report import plain_value
from records.folding import folded
from records.languages import LANGUAGES, columns, text_in
from records.sorting import sort_key

ALIKE = 70
SAME_WORDS = 95
SHORTEST_PART = 6
SAME_TEXT = 90
KEY = re.compile(r"id([1-9]\d{0,17})")


class Unsure(Refused):
    """A person must say which record a form is about. records: those it may be, the likeliest first."""

    def __init__(self, problem, fix, records=()):
        super().__init__(problem, fix)
        self.records = tuple(records)


def name_to_say(record):
    """By which a person says which record it is: its number; "id17" by its key while it has none."""
    return record.number or f"id{record.pk}"


def record_called(model, name):
    """The record that was named like that. Raises Unsure."""
    key = KEY.fullmatch(str(name))
    known = model.objects.filter(**({"pk": key[1]} if key else {"number": name})).first()
    if known is None:
        raise Unsure(
            _("There is no such record: %(name)s.") % {"name": f"{model._meta.verbose_name} {name}"},
            _("Say which record this form is about."),
        )
    return known


def has_same_words(one, other):
    """True of a name with more words around it; a short word in common is not enough."""
    return min(len(one), len(other)) >= SHORTEST_PART and fuzz.token_set_ratio(one, other) >= SAME_WORDS


def is_alike(one, other):
    """True also of a name with slips."""
    return has_same_words(one, other) or fuzz.token_sort_ratio(one, other) >= ALIKE


# --- Practices --------------------------------------------------------------------------------------------------------


def find_practice(chart, decisions, _known, _file):
    """The practice that a chart speaks of, or None for a new one. Raises Unsure when its number is another's."""
    if decisions.record == NEW:
        return None
    if decisions.record not in ("", SAME, OTHER):
        return record_called(Practice, decisions.record)
    if chart.number is not None and decisions.record != OTHER:
        known = Practice.objects.filter(number=chart.number).first()
        if known and decisions.record != SAME and not _may_be_same(chart, known):
            raise _number_taken(chart, known)
        return known
    return Practice.objects.filter(form_digest=chart.digest).first() or _same_without_number(chart)


def mark_of_practice(chart, _known):
    return chart.number, chart.language


def refuse_repeated_number(mark, earlier, _file, earlier_file):
    number, _language = mark
    if number is not None and mark == earlier:
        raise Refused(
            _("Chart number %(number)s came before in this call, in %(file)s.")
            % {"number": number, "file": earlier_file},
            _("Keep the one that is right; if they are two practices, give one of them another number."),
        )


def _number_taken(chart, known):
    return Unsure(
        _("Number %(number)s is that of another practice: “%(title)s”.") % {"number": chart.number, "title": known},
        _("Is it the same practice? Import it again with --same %(number)s. Is it a new one? With --new %(number)s.")
        % {"number": chart.number},
        [known],
    )


def _may_be_same(chart, practice):
    """Title or organisation alike, or not to be compared: a number with both unlike is another practice's."""
    draft = practice.get_latest_revision_as_object()
    title = chart.title
    titles = [text_in(draft, "title", language) for language in LANGUAGES]
    printed = [row.name_as_printed or str(row.organisation.name) for row in draft.involvements.all()]
    pairs = [*_pairs([title], titles), *_pairs(chart.organisations, printed)]
    return not pairs or any(is_alike(*pair) for pair in pairs)


def _pairs(some, others):
    return [(folded(one), folded(other)) for one in some for other in others if one and other]


def _same_without_number(chart):
    """A practice with the same title and a country in common, and a text as good as the same."""
    text = _whole_text(chart)
    for practice in _with_title(chart.title):
        draft = practice.get_latest_revision_as_object()
        written = " ".join(plain_value(each.get(draft, chart.language)) for each in FIELDS if each.is_text)
        in_common = not chart.countries or set(chart.countries) & set(draft.country_codes)
        if in_common and fuzz.ratio(text, folded(written)) >= SAME_TEXT:
            return practice
    return None


def _with_title(title):
    """Practices with this title in any language; their sort keys are indexed."""
    same = Q(pk=None)
    for key_column in columns("sort_key"):
        same |= Q(**{key_column: sort_key(title)})
    return Practice.objects.filter(same) if title else Practice.objects.none()


def _whole_text(chart):
    return folded(" ".join(plain_value(each.read(chart)) for each in FIELDS if each.is_text))
