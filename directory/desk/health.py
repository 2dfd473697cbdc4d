"""The state of the directory at the desk: what is to be mended, each with the page where it is mended."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from directory import health
from directory.desk.reasons import WHY
from directory.duplicates import Known
from directory.models import Organisation, Service
from records.desk.review import desk_address
from records.names import date_in_words, language_name

PERMISSION = "directory.change_organisation"
MOST = 50
ICON = "clipboard-list"


@dataclass(frozen=True)
class Case:
    """organisation; links: [(label, address)] that mend it; note: a word about it. accept_url: of a stub."""

    organisation: Organisation
    links: list
    note: str = ""
    accept_url: str = ""


@dataclass(frozen=True)
class Question:
    """name: of its place on the page. number: of all, of which `cases` are the first."""

    name: str
    heading: str
    why: str
    number: int
    cases: list = field(default_factory=list)

    @property
    def others(self):
        return self.number - len(self.cases)


class HealthItem(MenuItem):
    def __init__(self):
        super().__init__(
            gettext_lazy("Directory check"),
            reverse_lazy("directory_health"),
            "directory-health",
            icon_name=ICON,
            order=127,
        )

    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


def addresses():
    return [path("directory-health/", health_page, name="directory_health")]


def health_page(request):
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    may_publish = request.user.has_perm("directory.publish_organisation")
    context = {
        "page_title": _("Directory check"),
        "header_title": _("Directory check"),
        "header_icon": ICON,
        "questions": [
            _stubs(may_publish),
            _duplicates(may_publish),
            *_of_entries(),
            _translations(),
        ],
    }
    return TemplateResponse(request, "desk/directory/health.html", context)


def _question(name, heading, why, organisations, case):
    found = list(organisations[:MOST])
    number = organisations.count() if len(found) == MOST else len(found)
    return Question(name, heading, why, number, [case(each) for each in found])


def _stubs(may_publish):
    def case(stub):
        accept = desk_address(stub, "accept") if may_publish else ""
        return Case(stub, [(_("Look at it"), desk_address(stub))], accept_url=accept)

    return _question(
        "stubs",
        _("Waiting to be accepted"),
        _("Made by an import or begun at the desk. No reader sees them."),
        Organisation.objects.stubs().order_by("-pk"),
        case,
    )


def _duplicates(may_publish):
    pairs = Known().pairs()
    cases = [
        Case(
            pair.one,
            [_merge_link(pair)] if may_publish else [(_("Look at the other one"), desk_address(pair.other))],
            note=f"{pair.other} ({', '.join(str(WHY[each]) for each in pair.reasons)})",
        )
        for pair in pairs[:MOST]
    ]
    return Question(
        "duplicates",
        _("Perhaps twice in the directory"),
        _("Two entries that may be one organisation."),
        len(pairs),
        cases,
    )


def _merge_link(pair):
    return _("Compare and merge"), f"{desk_address(pair.one, 'merge')}?other={pair.other.pk}"


def _of_entries():
    contacts = _("Add a contact that everybody may see")
    yield _question(
        "contact",
        _("No public contact"),
        _("Nobody without an account can reach them by this site."),
        health.without_public_contact(),
        lambda each: Case(each, [(contacts, desk_address(each))]),
    )
    add = reverse(Service.snippet_viewset.get_url_name("add"))
    yield _question(
        "service",
        _("No service"),
        _("“Find a counterpart” cannot say what they do."),
        health.without_service(),
        lambda each: Case(each, [(_("Add a service"), f"{add}?organisation={each.pk}")]),
    )
    yield _question(
        "never",
        _("Never confirmed"),
        _("The organisation itself has not said that its entry is true. Ask it."),
        health.never_confirmed(),
        lambda each: Case(each, [(_("Note that it is confirmed"), desk_address(each))]),
    )
    yield _question(
        "old",
        _("Confirmed more than a year ago"),
        _("Ask whether it is still true. The oldest are first."),
        health.confirmed_long_ago(),
        lambda each: Case(
            each,
            [(_("Note that it is confirmed"), desk_address(each))],
            note=date_in_words(each.confirmed_on),
        ),
    )


def _translations():
    def case(organisation):
        lacking = [code for code, state in organisation.translation_state.items() if state.get("missing")]
        links = [(language_name(code), desk_address(organisation, "translate", code)) for code in lacking]
        return Case(organisation, links)

    return _question(
        "translations",
        _("A translation is missing"),
        _("Readers of these languages are shown another one."),
        health.lacking_translations(),
        case,
    )
