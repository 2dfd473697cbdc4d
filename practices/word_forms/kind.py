"""What one kind of form is; the kinds there are: `kinds.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model


def _nothing(_given):
    return []


@dataclass(frozen=True)
class Kind:
    """What differs between kinds of form.

    name        as in `Chart.kind`
    fields      what a form can change in a record
    find        (chart, decisions, known organisations, name of the file) -> the record that it speaks of, None for a
                new one. Raises finding.Unsure when a person must say which
    mark        (chart, known organisations) -> what is kept of a form to know a second one about the same record
    repeats     (mark, earlier mark, name of the file, of the earlier file) raises Refused for two of one call that do
    as_json     record -> plain data, by the names that other tools rely on
    unknown     chart -> lines of rows that offer a choice, which name none of its options
    countries   record -> codes of the countries in which its organisations are looked for
    contacts    record -> its contact points
    review      record -> Problems of the record as the form leaves it
    attest      (record, reason, user) -> whether anything stood against publishing it, which this reason answers
    """

    name: str
    model: type[Model]
    fields: tuple
    find: Callable
    mark: Callable
    repeats: Callable
    as_json: Callable
    unknown: Callable
    countries: Callable
    contacts: Callable = _nothing
    review: Callable = _nothing
    attest: Callable = lambda record, reason, user: False

    @cached_property
    def by_name(self):
        return {each.name: each for each in self.fields}
