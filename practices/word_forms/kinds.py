"""The kinds of form there are. Another one is a `Kind` more, and the modules that it names."""

from practices.case_studies.word_forms.kind import CASE_STUDIES
from practices.models import Practice
from practices.word_forms.fields import FIELDS, unknown_choices
from practices.word_forms.finding import find_practice, mark_of_practice, refuse_repeated_number
from practices.word_forms.kind import Kind
from practices.word_forms.report import as_json

PRACTICES = Kind(
    name="practice",
    model=Practice,
    fields=FIELDS,
    find=find_practice,
    mark=mark_of_practice,
    repeats=refuse_repeated_number,
    as_json=as_json,
    unknown=unknown_choices,
    countries=lambda practice: practice.country_codes,
    contacts=lambda practice: practice.contact_points.all(),
)
KINDS = {kind.name: kind for kind in (PRACTICES, CASE_STUDIES)}
