"""Where a list stands: over everything, or over the records of one type. Each is the same page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from directory.models.organisation import Standing
from search.service import ALL_FACETS

# What only the directory counts: elsewhere it is noise beside the country, or says what nobody looks for.
OF_THE_DIRECTORY = ("seat", "standing")
EVERYWHERE = tuple(name for name in ALL_FACETS if name not in OF_THE_DIRECTORY)


@dataclass(frozen=True)
class Section:
    """url_name: of its page. fixed: filters that its place decides. count(number): how many there are, in words.

    facets: those that are offered; open_facets: those that stand open. has_map: whether its records are shown by country as well.
    """

    url_name: str
    title: str
    show: str
    nothing: str
    count: Callable[[int], str]
    fixed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    template: str = "search/page.html"
    facets: tuple[str, ...] = EVERYWHERE
    open_facets: tuple[str, ...] = ("type", "category", "country")
    has_map: bool = False

    @property
    def is_everything(self):
        return not self.fixed

    def address(self):
        return reverse(self.url_name)

    def address_in(self, language):
        with override(language):
            return self.address()


EVERYTHING = Section(
    url_name="search:page",
    title=_("Search the whole site"),
    show=_("Show these results"),
    nothing=_("Nothing matches all of this"),
    count=lambda number: ngettext("%(number)s result", "%(number)s results", number) % {"number": number},
)
PRACTICES = Section(
    url_name="search:practices",
    title=_("Practices"),
    show=_("Show these practices"),
    nothing=_("No practice matches all of this"),
    count=lambda number: ngettext("%(number)s practice", "%(number)s practices", number) % {"number": number},
    fixed={"type": ("practice",)},
    template="search/practices.html",
)
CASE_STUDIES = Section(
    url_name="search:case_studies",
    title=_("Case studies"),
    show=_("Show these case studies"),
    nothing=_("No case study matches all of this"),
    count=lambda number: ngettext("%(number)s case study", "%(number)s case studies", number) % {"number": number},
    fixed={"type": ("case_study",)},
    template="search/case_studies.html",
)
# Whom to call: who has ended has a page that says so, and is in no list.
ORGANISATIONS = Section(
    url_name="search:organisations",
    title=_("Directory"),
    show=_("Show these organisations"),
    nothing=_("No organisation matches all of this"),
    count=lambda number: ngettext("%(number)s organisation", "%(number)s organisations", number) % {"number": number},
    fixed={"type": ("organisation",), "standing": (Standing.ACTIVE.value,)},
    template="search/organisations.html",
    facets=(
        "service",
        "country",
        "seat",
        "target_group",
        "exploitation",
        "languages_spoken",
        "hotline",
        "referrals",
        "member",
    ),
    open_facets=("service",),
    has_map=True,
)
