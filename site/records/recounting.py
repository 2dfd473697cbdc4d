"""Counts of what each language lacks, for records that were counted otherwise when they were last saved."""

from records.languages import LANGUAGES, translation_state
from records.models import record_models


def recount_translations():
    """Count again where the stored state lacks something that is counted today, or a language. Returns how many."""
    return sum(_recount(model) for model in record_models())


def _recount(model):
    states = model.objects.values_list("pk", "translation_state")
    wanted = [pk for pk, state in states.iterator() if not _is_complete(state)]
    for pk in wanted:
        draft = model.objects.get(pk=pk).get_latest_revision_as_object()
        model.objects.filter(pk=pk).update(translation_state=translation_state(draft))
    return len(wanted)


def _is_complete(state):
    return len(state) == len(LANGUAGES) - 1 and all("fields" in each for each in state.values())
