"""The types of content that can be searched. A new one is a file beside this, and a line in `kinds`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from records.visibility import PUBLIC, Viewer, Visibility

# Any member: documents of the members' index hold what every one of them may read.
MEMBER = Viewer(organisations=frozenset({0}))
VIEWERS = {Visibility.PUBLIC: PUBLIC, Visibility.MEMBERS: MEMBER}


@dataclass(frozen=True)
class Kind:
    """records: queryset of what readers of this audience, and no wider one, see, with all that a document needs.

    document: makes a Document of one of these. shown: queryset of what a viewer may see now, fit for a list.
    """

    type: str
    model: type[Model]
    records: Callable[[str], QuerySet]
    document: Callable
    shown: Callable[[Viewer], QuerySet]
