"""How the list of a kind of record is narrowed down."""

import django_filters
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from records.desk.states import State, with_state

LACKS = {"missing": _("%(language)s missing"), "outdated": _("%(language)s outdated")}


def lacks(language, what):
    """Records whose newest draft lacks something in a language."""
    # Of the language a record was written in there is no state: nothing can be missing.
    return Q(**{f"translation_state__{language}__{what}__gt": 0})


class RecordFilterSet(WagtailFilterSet):
    """What every list offers; a kind's own names its model in Meta."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, method="in_state")
    translation = django_filters.ChoiceFilter(label=_("Translations"), method="lacking")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["translation"].extra["choices"] = [
            (f"{code}-{what}", text % {"language": name})
            for code, name in settings.LANGUAGES
            for what, text in LACKS.items()
        ]

    def in_state(self, queryset, name, value):
        return with_state(queryset).filter(state=value)

    def lacking(self, queryset, name, value):
        return queryset.filter(lacks(*value.split("-")))
