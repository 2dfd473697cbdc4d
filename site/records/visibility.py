"""Who may see what. Visibility is a property of data: every query of a page goes through `visible_to(viewer)`."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    PUBLIC = "public", _("public")
    MEMBERS = "members", _("members only")
    EDITORS = "editors", _("editors only")

    @classmethod
    def of_records(cls):
        """Choices for a record: what only editors may see is a draft."""
        return [(choice.value, choice.label) for choice in (cls.PUBLIC, cls.MEMBERS)]


@dataclass(frozen=True)
class Viewer:
    """Who looks at a page. Made once per request by accounts' middleware.

    organisations: primary keys of the organisations that the viewer represents.
    """

    organisations: frozenset = frozenset()
    is_editor: bool = False

    @property
    def is_member(self):
        return self.is_editor or bool(self.organisations)

    @property
    def may_see(self):
        """The visibilities open to this viewer, widest first."""
        if self.is_editor:
            return (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.EDITORS)
        if self.is_member:
            return (Visibility.PUBLIC, Visibility.MEMBERS)
        return (Visibility.PUBLIC,)


PUBLIC = Viewer()


def visible(items, viewer):
    """Those of some loaded objects that the viewer may see: what `visible_to` is for a query."""
    return [item for item in items if item.visibility in viewer.may_see]


class VisibleQuerySet(models.QuerySet):
    """For models with a `visibility` of their own and no life cycle: contact points, documents."""

    def visible_to(self, viewer):
        return self.filter(visibility__in=viewer.may_see)
