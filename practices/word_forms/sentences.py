"""Sentences for people, translated when they are shown: in the reader's language, not the importer's."""

from dataclasses import dataclass

from django.utils.functional import lazy


@dataclass(frozen=True, eq=False)
class Objection:
    """What is wrong with a value, and how to mend it: two lazy sentences."""

    problem: str
    fix: str


def _filled_in(sentence, **values):
    return str(sentence) % values


# A lazy string: filled_in(_("%(size)s is too large"), size="12 MiB")
filled_in = lazy(_filled_in, str)
