"""What a record lacks in each language, as pages of the desk say it, and the way there."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records import languages
from records.languages import source_language


def address(record, language):
    return reverse(record.snippet_viewset.get_url_name("translate"), args=[record.pk, language])


def progress(record, language):
    """{"done": fields translated and up to date, "fields", "missing", "outdated", "machine"}"""
    return with_done(languages.translation_state(record)[language])


def with_done(state):
    return state | {"done": state["fields"] - state["missing"] - state["outdated"]}


def state_in_words(state):
    """ "3 missing, 1 outdated, 2 by machine", "" when nothing is left to do."""
    missing, outdated, machine = (state.get(name, 0) for name in ("missing", "outdated", "machine"))
    words = [
        ngettext("%(number)s missing", "%(number)s missing", missing) % {"number": missing} if missing else "",
        ngettext("%(number)s outdated", "%(number)s outdated", outdated) % {"number": outdated} if outdated else "",
        ngettext("%(number)s by machine", "%(number)s by machine", machine) % {"number": machine} if machine else "",
    ]
    return ", ".join(filter(None, words))


def switch(record, current=None):
    """[{code, name, words, url, is_current, is_source}] of the languages of a record, its source first.

    The source leads to the form; it is the current one unless another is named. Empty for a record never saved.
    """
    if record.pk is None:
        return []
    source, names = source_language(record), dict(settings.LANGUAGES)
    first = {
        "code": source,
        "name": names[source],
        "words": "",
        "url": reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk]),
        "is_current": current in (None, source),
        "is_source": True,
    }
    return [first] + [
        {
            "code": code,
            "name": names[code],
            "words": state_in_words(state) or _("complete"),
            "url": address(record, code),
            "is_current": code == current,
            "is_source": False,
        }
        for code, state in languages.translation_state(record).items()
    ]
