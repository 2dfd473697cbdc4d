"""Changes by editors: checked as a whole, saved together, each with a line in the history of its concept."""

from dataclasses import asdict

from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log

from records.languages import LANGUAGES
from records.models import Term
from search.models import Concept
from search.thesaurus import storing
from search.thesaurus.checking import LONGEST_KEY, problems
from search.thesaurus.entries import changes

EDITED = "search.thesaurus"


def names_of_terms():
    return {storing.name_of(term) for term in Term.objects.all()}


def found_wrong(wanted, before):
    """{key: [Problem]} of entries that are to be saved beside those that stay. before: storing.read_all()."""
    entries = before | {entry.key: entry for entry in wanted}
    terms = names_of_terms()
    found = {entry.key: problems(entry, entries, terms) for entry in wanted}
    return {key: wrong for key, wrong in found.items() if wrong}


@transaction.atomic
def save(wanted, user):
    """Save entries that were checked. What they leave as it is leaves no trace."""
    before = storing.read_all()
    changed = [entry for entry in wanted if entry.key in before and changes(before[entry.key], entry)]
    new = [entry for entry in wanted if entry.key not in before]
    if not changed and not new:
        return
    storing.save([*changed, *new])
    concepts = {concept.key: concept for concept in Concept.objects.with_names()}
    for entry in new:
        log(concepts[entry.key], "wagtail.create", user=user)
    for entry in changed:
        told = [asdict(change) for change in changes(before[entry.key], entry)]
        log(concepts[entry.key], EDITED, user=user, data={"changes": told}, content_changed=True)


def new_key(entry, taken):
    """A key made of its name, that no other concept has."""
    names = (entry.preferred(language) for language in LANGUAGES)
    stem = slugify(next(filter(None, names), ""))[: LONGEST_KEY - 4].strip("-_").replace("_", "-") or "concept"
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if key not in taken)
