"""Which case study a form is about. It has no number: the same form again is known by its digest, a mended one by the
organisation, the country and the answers.

Two cases of one organisation often share paragraphs, and their mixing up would put one person's story into another's.
So only a form that says nearly everything the record says, and says it of no other record, is taken for the same; a
person is asked about a likely one.
"""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from practices.case_studies.word_forms.fields import FIELDS
from practices.models import CaseStudy
from practices.questions import ANSWERS
from practices.word_forms.decisions import NEW, OTHER
from practices.word_forms.field import value_digest
from practices.word_forms.finding import Unsure, has_same_words, is_alike, name_to_say, record_called
from practices.word_forms.opening import Refused
from records.folding import folded
from records.languages import LANGUAGES, column, columns, text_in
from records.rich_text import to_plain

# Likeness of two texts, of 100.
NEARLY_SAME = 80
SHORTEST_PART = 60
# Shares of what a form says, of 1.
SURE, LIKELY = 0.75, 0.4
MARGIN = 0.2
LEAST_COMPARED = 0.5
# Long answers count no more than this many characters, so that one of them does not decide.
LONGEST_COUNTED = 200
MOST_NAMED = 3
FACTS = ("gender", "age", "exploitation", "recruited_by", "proposed")
FEWEST_FACTS = 3
COMPARED = (*ANSWERS, *FACTS)
READ = {each.name: each.read for each in FIELDS}


@dataclass(frozen=True)
class Said:
    """What a form or a record says, as far as it is compared.

    names of the reporting organisation, folded; languages: of its answers; answers: {field: folded texts, one for each
    language}; digests: of answers and facts as forms brought them, which an editor may since have rewritten; form: digest
    of the whole form; record: which has this form, or None.
    """

    names: frozenset
    country: str
    languages: frozenset
    answers: dict
    facts: dict
    digests: frozenset
    form: str = ""
    record: CaseStudy | None = None


@dataclass(frozen=True)
class Likeness:
    """share: of the answers that both have, how much is nearly the same. is_sure counts without the other records."""

    other: Said
    share: float
    is_sure: bool
    is_likely: bool


def find_case_study(chart, decisions, known, file):
    """The case study that a chart is about, or None for a new one. Raises Unsure."""
    if decisions.record == NEW:
        return None
    if decisions.record not in ("", OTHER):
        return record_called(CaseStudy, decisions.record)
    same = _same_form(chart)
    if same or decisions.record == OTHER:
        return same
    form = _said_by_form(chart, known)
    return _the_one(form, [_said_by_record(each, known) for each in _candidates(chart, known)], file)


def mark_of_case(chart, known):
    return _said_by_form(chart, known, record=_same_form(chart))


def refuse_repeated_case(form, earlier, file, earlier_file):
    """What came before in this call may not be in the database: a dry run saves nothing."""
    likeness = _likeness(form, earlier)
    if form.form == earlier.form or (likeness.is_sure and not form.record):
        raise Refused(
            _("This case study came before in this call, in %(file)s.") % {"file": earlier_file}, _keep_one(file)
        )
    if likeness.is_likely and not form.record:
        raise Unsure(
            _("This may be the case study that came before in this call, in %(file)s.") % {"file": earlier_file},
            _keep_one(file),
        )


def _keep_one(file):
    return _("Keep the one that is right. If they are two cases, import this one with --new-case %(file)s.") % {
        "file": shlex.quote(file)
    }


def _same_form(chart):
    return CaseStudy.objects.filter(form_digest=chart.digest).first() if chart.digest else None


def _the_one(form, others: Iterable[Said], file):
    found = sorted((_likeness(form, other) for other in others), key=lambda each: -each.share)
    likely = [each for each in found if each.is_likely]
    if not likely:
        return None
    best = likely[0]
    second = max((each.share for each in found if each is not best), default=0)
    if best.is_sure and best.share - second >= MARGIN:
        return best.other.record
    raise _unsure([each.other.record for each in likely[:MOST_NAMED]], file)


def _unsure(records, file):
    named = ", ".join(each.numbered_name if each.number else f"{each.numbered_name} (id{each.pk})" for each in records)
    return Unsure(
        _("This may be a case study that is there already: %(records)s.") % {"records": named},
        _("Is it the same? Import it again with --same-case %(same)s. Is it another case? With --new-case %(new)s.")
        % {"same": shlex.quote(f"{file}={name_to_say(records[0])}"), "new": shlex.quote(file)},
        records,
    )


# --- What is compared -------------------------------------------------------------------------------------------------


def _candidates(chart, known):
    """Case studies of the organisation or of its country, also where only the newest draft says so."""
    found = _organisation(chart, known)
    if not found and not chart.countries:
        return CaseStudy.objects.select_related("latest_revision")
    newest = "latest_revision__content"
    codes = list(chart.countries[:1])
    same = Q(reporting_country__in=codes) | Q(**{f"{newest}__reporting_country__in": codes})
    if found:
        same |= Q(organisation=found) | Q(**{f"{newest}__organisation": found.pk})
    return CaseStudy.objects.filter(same).select_related("latest_revision")


def _organisation(chart, known):
    return known.find(chart.organisations[0], chart.countries[:1]) if chart.organisations else None


def _said_by_form(chart, known, record=None):
    values = {name: value for name in COMPARED if (value := READ[name](chart))}
    return Said(
        names=frozenset(map(folded, chart.organisations[:1])) | _names(_organisation(chart, known)),
        country="".join(chart.countries[:1]),
        languages=frozenset([chart.language]),
        answers={name: [folded(to_plain(values[name]))] for name in ANSWERS if name in values},
        facts={name: frozenset(values.get(name, ())) for name in FACTS},
        digests=frozenset((name, value_digest(value)) for name, value in values.items()),
        form=chart.digest,
        record=record,
    )


def _said_by_record(record, known):
    newest = _values(record)
    answers = {name: [folded(to_plain(newest[text])) for text in columns(name) if newest[text]] for name in ANSWERS}
    imported = newest["imported_digests"].values()
    return Said(
        names=_names(known.with_key(newest["organisation"])),
        country=newest["reporting_country"],
        languages=frozenset(each for each in LANGUAGES if any(newest[column(name, each)] for name in ANSWERS)),
        answers={name: texts for name, texts in answers.items() if texts},
        facts={name: frozenset(newest[name]) for name in FACTS},
        digests=frozenset((name, each[name]["form"]) for each in imported for name in COMPARED if name in each),
        form=record.form_digest,
        record=record,
    )


def _values(record):
    """Column -> value in the newest draft, without its rows; what it does not know, in the record."""
    names = (*columns(*ANSWERS), *FACTS, "imported_digests")
    values = {name: getattr(record, name) for name in names}
    values |= {"organisation": record.organisation_id, "reporting_country": record.reporting_country.code or ""}
    newest = record.latest_revision.content if record.latest_revision else {}
    return values | {name: newest[name] for name in values if name in newest}


def _names(organisation):
    if organisation is None:
        return frozenset()
    return frozenset(filter(None, (folded(text_in(organisation, "name", language)) for language in LANGUAGES)))


# --- Comparing --------------------------------------------------------------------------------------------------------


def _likeness(form, other):
    weights = {name: _weight(texts) for name, texts in form.answers.items()}
    compared = [name for name in weights if name in other.answers]
    total = sum(weights[name] for name in compared)
    same = [name for name in compared if _is_nearly_same(name, form, other)]
    share = sum(weights[name] for name in same) / total if total else 0
    is_theirs = _has_organisation(form, other, is_alike)
    is_there = form.country == other.country or not (form.country and other.country)
    is_sure = (
        share >= SURE
        and total >= LEAST_COMPARED * sum(weights.values())
        and _has_organisation(form, other, has_same_words)
        and is_there
        and ("involvement" in same or "involvement" not in compared)
        and not any(_excludes(form, other, name) for name in FACTS)
    )
    is_likely = share >= (LIKELY if is_theirs else SURE)
    if not form.languages & other.languages:  # a translation, perhaps: nothing but the choices can be compared
        is_likely |= is_theirs and is_there and _says_the_same_facts(form, other)
    return Likeness(other, share, is_sure, is_likely)


def _weight(texts):
    return min(max(map(len, texts)), LONGEST_COUNTED)


def _is_nearly_same(name, form, other):
    if _came_before(form, other, name):
        return True
    return any(_is_same_text(one, text) for one in form.answers[name] for text in other.answers[name])


def _came_before(form, other, name):
    """The last form that was taken into the record said exactly this."""
    return any(digest in other.digests for digest in form.digests if digest[0] == name)


def _is_same_text(one, other):
    shorter, longer = sorted((one, other), key=len)
    is_part = len(shorter) >= SHORTEST_PART and shorter in longer
    return is_part or fuzz.ratio(one, other, score_cutoff=NEARLY_SAME) > 0


def _has_organisation(form, other, is_same_name):
    return any(one == name or is_same_name(one, name) for one in form.names for name in other.names)


def _excludes(form, other, fact):
    """Both say something, and nothing of it is the same."""
    if _came_before(form, other, fact):
        return False
    said, known = form.facts[fact], other.facts[fact]
    return bool(said and known) and not said & known


def _says_the_same_facts(form, other):
    said = [name for name in FACTS if form.facts[name]]
    return len(said) >= FEWEST_FACTS and all(form.facts[name] == other.facts[name] for name in said)
