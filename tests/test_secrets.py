"""Secrets are planted everywhere the site keeps text, and looked for everywhere it lets text out.

The walk starts from the URL patterns and follows every link, form and file of every page it gets,
so that a new way out is walked without being added to a list here.
"""

import re
from datetime import date
from html import unescape
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile, is_zipfile

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, resolve, reverse
from django.utils.translation import override

from config.logs import DiscreetFormatter
from directory.models import CharterAcceptance, CountryProfile, Organisation, Service, TableImport
from practices.case_studies import protection
from practices.models import (
    CasePartner,
    CaseStudy,
    CaseStudyDocument,
    Category,
    Funding,
    Practice,
    PracticeDocument,
)
from records import operations
from records.models import GatedDocument, ReaderMessage, Term, record_models
from records.operations import publish
from records.visibility import PUBLIC, Viewer
from search import service
from search.documents.base import FACETS
from search.documents.making import KINDS
from search.models import Concept, Unanswered
from search.query import LONGEST_TEXT, SearchQuery
from search.service import search as service_of_the_search
from tests.factories import (
    CaseStudyDraftFactory,
    CaseStudyFactory,
    CharterFactory,
    ChiefEditorFactory,
    DocumentFactory,
    DraftFactory,
    EditorFactory,
    MemberFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    PracticeContactPointFactory,
    PracticeFactory,
    ServiceContactPointFactory,
    ServiceFactory,
    TagFactory,
    UserFactory,
)
from tests.records.cleaning.made_files import word

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(
    r'(?:href|src|action|srcset)="([^"#]+)|content="((?:/|http)[^"#]+)|<loc>([^<]+)</loc>|^Sitemap: (\S+)', re.M
)
FORM, POST = re.compile(r"<form\b.*?</form>", re.S), re.compile(r"method=[\"']?post", re.I)
ACTION, NAME = re.compile(r'action="([^"]*)"'), re.compile(r' name="([^"]+)"')
LARGEST_WALK = 10_000
MEMBER = Viewer(organisations=frozenset({1}))
# Asked for instead of a secret: what nobody wrote anywhere.
UNKNOWN = "qqqjjjqqqword"
TOGETHER = 10
# Another one each time: when a list was made, the length of the answer, the token of the form to sign out.
OF_THE_MOMENT = re.compile(r"\d\d:\d\d(?::\d\d)?(?:\.\d+)?|'Content-Length', '\d+'|value=\"\w{64}\"")


@pytest.fixture
def planted(search_index, caplog, mailoutbox):
    """{secret word: who may read it}, with everything published around it, and an index of it.

    readers: "member" for every member and every editor, "editor" for editors alone, none for nobody outside the desk.
    Whatever is done with it, no line of the log and no mail tells one of them.
    """
    secrets = {}

    def secret(word, *readers):
        secrets[word] = readers
        return word

    members = OrganisationFactory(name_en=secret("memberorganisationword", "member"), visibility="members")
    stub = OrganisationFactory(name_en=secret("stuborganisationword"), live=False)
    public = OrganisationFactory(name_en="Open organisation")
    practice = PracticeFactory(
        title_en="Open practice",
        background_en="<p>Open background</p>",
        notes=secret("noteforeditorsword"),
        organisations=[public, members, stub],
        last_reviewed="2026-01-01",
    )
    for owner, factory in ((practice, PracticeContactPointFactory), (public, OrganisationContactPointFactory)):
        kind = type(owner).__name__.lower()
        factory(owner=owner, visibility="members", value=secret(f"membercontact{kind}word", "member"))
        factory(
            owner=owner,
            visibility="editors",
            value=secret(f"editorcontact{kind}word", "editor"),
            note=secret(f"note{kind}word", "editor"),
        )
    for visibility, readers in (("members", ["member"]), ("editors", ["editor"])):
        document = DocumentFactory(title=secret(f"{visibility}documentword", *readers), visibility=visibility)
        document.file.save("file.txt", ContentFile(secret(f"{visibility}filecontentword", *readers).encode()))
        PracticeDocument.objects.create(practice=practice, document=document)
    told_by_the_file = DocumentFactory(title="Open document")
    told_by_the_file.file.save("case.docx", ContentFile(word()))
    PracticeDocument.objects.create(practice=practice, document=told_by_the_file)
    for hidden in ("SecretAuthorWord", "SecretDeletedWord", "SecretCommentWord"):
        secret(hidden)
    PracticeFactory(
        title_en=secret("membertitleword", "member"),
        summary_it=secret("membersummaryword", "member"),
        background_de=secret("memberbackgroundword", "member"),
        visibility="members",
        countries=["LI"],
        last_reviewed="2026-01-01",
    )
    draft = DraftFactory(title_en=secret("drafttitleword"), summary_en=secret("draftsummaryword"), countries=["SM"])
    draft.fundings = [Funding(source_en=secret("draftfundingword"))]
    draft.save()
    draft.related.add(practice)
    practice.refresh_from_db()
    practice.background_en = secret("unpublishedrevisionword")
    practice.save_revision()
    _plant_in_case_studies(secret, practice, public, members)
    _plant_in_the_directory(secret, public, members)
    _plant_what_ended(secret)
    _plant_beside_the_search(secret)
    search_index.refresh()
    yield secrets
    lines = [DiscreetFormatter("%(message)s").format(record) for record in caplog.get_records("call")]
    mails = [f"{mail.subject}\n{mail.body}\n{mail.alternatives}" for mail in mailoutbox]
    assert found_in({"log": "\n".join(lines), "mail": "\n".join(mails)}, secrets) == {}


def _plant_in_case_studies(secret, practice, public, members):
    case = CaseStudyFactory(
        number=1, title_en="Open case", organisation=public, attested=False, notes=secret("casenoteword"), origin=["RO"]
    )
    case.partners = [CasePartner(name_en="Open partner")]
    case.related_practices = [practice]
    protection.give_consent(case, None, kind="written", when="", kept=secret("consentnoteword"))
    protection.attest(case, secret("attestationword"))
    protection.give_reason(case, "solutions_en x", secret("reasonword"), None)
    case.save()
    for visibility, readers in (("members", ["member"]), ("editors", ["editor"])):
        document = DocumentFactory(title=secret(f"case{visibility}documentword", *readers), visibility=visibility)
        CaseStudyDocument.objects.create(case_study=case, document=document)
    case.solutions_en = secret("caserevisionword")
    case.save_revision()
    CaseStudyFactory(number=2, organisation=members)
    shown = CaseStudyFactory(
        number=3,
        title_en=secret("membercaseword", "member"),
        solutions_it=secret("membercaseanswerword", "member"),
        recruited_by_other_en=secret("memberbackgroundotherword", "member"),
        origin=[secret("memberregionword", "member")],
        visibility="members",
    )
    shown.partners = [
        CasePartner(name_en=secret("memberpartnerword", "member"), role_en=secret("memberroleword", "member"))
    ]
    shown.save()
    draft = CaseStudyDraftFactory(
        title_en=secret("draftcaseword"), involvement_de=secret("draftcaseanswerword"), origin=["SM"], number=4
    )
    draft.partners = [CasePartner(name_en=secret("draftpartnerword"))]
    draft.related_practices = [practice]
    draft.related = [case]
    draft.save()
    ReaderMessage.objects.create(
        occasion="concern", kind=CaseStudy._meta.label, record_pk=case.pk, text=secret("concernword")
    )


def _plant_in_the_directory(secret, public, members):
    public.referral_procedure_en = secret("memberprocedureword", "member")
    public.charter_acceptances.add(
        CharterAcceptance(charter=CharterFactory(title_en="Open charter"), accepted_on=date(2012, 6, 1))
    )
    OrganisationFactory(name_en="Ended organisation", standing="merged", successor=members)
    public.parent = members
    public.networks.add(members)
    public.save()
    public.description_en = secret("organisationrevisionword")
    public.save_revision()
    OrganisationFactory(
        name_en="Editors' procedure",
        referral_procedure_it=secret("editorprocedureword", "editor"),
        referral_visibility="editors",
    )
    service = ServiceFactory(organisation=public, name_en="Open service")
    shelter = ServiceFactory(
        organisation=public,
        name_en=secret("membershelterword", "member"),
        description_it=secret("membershelterdescriptionword", "member"),
        conditions_en=secret("membershelterconditionsword", "member"),
        visibility="members",
    )
    for owner in (service, shelter):
        place = "open" if owner is service else "shelter"
        ServiceContactPointFactory(
            owner=owner, visibility="members", value=secret(f"membercontact{place}word", "member")
        )
        ServiceContactPointFactory(
            owner=owner,
            visibility="editors",
            value=secret(f"editorcontact{place}word", "editor"),
            note=secret(f"note{place}word", "editor"),
        )
    ServiceContactPointFactory(owner=shelter, visibility="public", value=secret("sheltercontactword", "member"))
    ServiceFactory(organisation=members, name_en=secret("memberserviceword", "member"))
    ServiceFactory(organisation=public, name_en=secret("draftserviceword"), live=False)
    CharterFactory(title_en=secret("draftcharterword"), live=False)
    CharterFactory(title_en=secret("membercharterword", "member"), visibility="members", adopted_on="2001-01-01")
    CountryProfile.objects.create(country="LI", legislation_en=secret("draftcountryword"), live=False)
    CountryProfile.objects.create(
        country="MC",
        legislation_en=secret("membercountryword", "member"),
        correspondent=members,
        visibility="members",
        live=True,
    )
    for visibility, readers in (("members", ["member"]), ("editors", ["editor"])):
        OrganisationContactPointFactory(
            owner=public, kind="hotline", visibility=visibility, value=secret(f"{visibility}hotlineword", *readers)
        )


def _plant_what_ended(secret):
    """Pages that stay and say so, with nobody to call; and what was withdrawn, of which nothing stays."""
    for standing in ("renamed", "ceased"):
        ended = OrganisationFactory(
            name_en=f"Organisation {standing}",
            standing=standing,
            referral_procedure_en=secret(f"{standing}procedureword"),
            referral_visibility="public",
        )
        for visibility in ("public", "members", "editors"):
            value = secret(f"{standing}{visibility}contactword")
            OrganisationContactPointFactory(owner=ended, visibility=visibility, value=value)
        service = ServiceFactory(organisation=ended, name_en=f"Service {standing}")
        ServiceContactPointFactory(owner=service, value=secret(f"{standing}servicecontactword"))
    withdrawn = OrganisationFactory(
        name_en=secret("withdrawnorganisationword"),
        description_en=secret("withdrawndescriptionword"),
        referral_procedure_en=secret("withdrawnprocedureword"),
        referral_visibility="public",
        country="SM",
    )
    OrganisationContactPointFactory(owner=withdrawn, value=secret("withdrawncontactword"))
    ServiceFactory(organisation=withdrawn, name_en=secret("serviceofwithdrawnword"))
    operations.withdraw(withdrawn, secret("whywithdrawnword"))
    closed = ServiceFactory(
        organisation=OrganisationFactory(name_en="Still open"), name_en=secret("withdrawnserviceword")
    )
    ServiceContactPointFactory(owner=closed, value=secret("withdrawnservicecontactword"))
    operations.withdraw(closed, "It closed.")


def _plant_beside_the_search(secret):
    Concept.objects.create(key="open-concept", definition_en="Open definition", note=secret("conceptnoteword"))
    text = secret("unansweredword")
    Unanswered.objects.create(language="en", week=date(2026, 1, 5), fingerprint="x", text=text, count=3)
    organisation = Organisation.objects.get(name_en="Open organisation")
    about = {"kind": Organisation._meta.label, "record_pk": organisation.pk}
    ReaderMessage.objects.create(occasion="error", text=secret("errormessageword"), **about)
    facts = {"name": secret("suggestednameword"), "homepage": "https://suggested.example"}
    ReaderMessage.objects.create(occasion="suggestion", text=secret("suggestionword"), facts=facts)
    cells = [secret("importedcellword")]
    table_import = TableImport.objects.create(header=["name"])
    table_import.rows.create(row=2, name=secret("importednameword"), cells=cells, organisation=organisation)


def test_no_address_of_the_site_tells_the_public_a_secret(planted):
    told = walk(Client())

    assert found_in(told, planted) == {}


def test_no_address_of_the_site_tells_a_member_what_is_not_for_members(planted):
    client = Client()
    client.force_login(MemberFactory())

    told = walk(client)

    hidden = {word: readers for word, readers in planted.items() if "member" not in readers}
    assert found_in(told, hidden) == {}
    shown = {word for word, readers in planted.items() if "member" in readers}
    assert shown - {"memberorganisationword"} <= set(found_in(told, planted)), "the walk must reach what members see"


def test_an_editor_without_the_desk_is_shown_no_draft(planted):
    client = Client()
    client.force_login(EditorFactory())

    told = walk(client)

    assert found_in(told, [word for word, readers in planted.items() if not readers]) == {}
    shown = {word for word, readers in planted.items() if "editor" in readers}
    assert shown <= set(found_in(told, planted)), "the walk must reach what editors see"


@pytest.mark.parametrize("kind", ["member of another organisation", "chief editor", "administrator"])
def test_every_other_kind_of_viewer_sees_what_those_see_and_no_more(planted, kind):
    """In one language, without lists that were narrowed: what differs between viewers differs there too."""
    client = Client()
    client.force_login(MADE[kind]())
    may_read = {"member"} if "member" in kind else {"member", "editor"}

    told = walk(client, is_worth_it=lambda address: "?" not in address and address.startswith(("/en/", "/sitemap")))

    assert found_in(told, [word for word, readers in planted.items() if not may_read & set(readers)]) == {}
    shown = {word for word, readers in planted.items() if "member" in readers} & IN_ENGLISH_ON_PAGES
    assert shown <= set(found_in(told, planted))


MADE = {
    "member of another organisation": lambda: MemberFactory(
        represents=Organisation.objects.get(name_en="memberorganisationword")
    ),
    "chief editor": ChiefEditorFactory,
    "administrator": lambda: UserFactory(is_superuser=True, is_staff=True),
}
IN_ENGLISH_ON_PAGES = {
    "memberorganisationword",
    "membercontactorganisationword",
    "membertitleword",
    "memberprocedureword",
    "membershelterword",
    "membercontactshelterword",
    "memberserviceword",
}


def test_what_is_hidden_answers_like_what_was_never_there(planted):
    """Error pages and redirects: the address of a record, with its true slug and with another one."""
    client = Client()
    hidden = [record for record in _records() if not record.is_visible_to(PUBLIC) and not record.withdrawn_at]
    assert len(hidden) > 10

    for record in hidden:
        address = record.get_absolute_url()
        unknown = re.sub(r"/\d+-", "/98765-", address)
        answer, nothing = (_answer_without_what_was_asked(client, each) for each in (address, unknown))
        assert answer == nothing, address


def test_what_was_withdrawn_says_that_and_nothing_else(planted):
    withdrawn = [record for record in _records() if record.withdrawn_at]
    assert withdrawn

    for record in withdrawn:
        status, text = _answer_without_what_was_asked(Client(), record.get_absolute_url())
        assert status in (404, 410)
        assert found_in({"page": text}, planted) == {}


def _answer_without_what_was_asked(client, address):
    """(status, text): the links to other languages repeat the number and slug that the reader wrote herself."""
    response = client.get(address)
    return response.status_code, _text_of(response).replace(address.rstrip("/").rpartition("/")[2], "…")


def test_a_page_that_fails_tells_nothing(planted, monkeypatch):
    public = Organisation.objects.get(name_en="Open organisation")
    monkeypatch.setattr(
        "directory.views.of_organisation", lambda organisation, _services: organisation.contact_points[0]
    )
    client = Client(raise_request_exception=False)
    client.force_login(EditorFactory())

    response = client.get(public.get_absolute_url())

    assert response.status_code == 500
    assert found_in({"page": _text_of(response) + _headers_of(response)}, planted) == {}


def test_what_a_signed_in_reader_is_shown_is_kept_by_no_cache(planted):
    client = Client()
    client.force_login(MemberFactory())

    for record in [record for record in _records() if record.is_visible_to(MEMBER)]:
        assert "no-store" in client.get(record.get_absolute_url())["Cache-Control"]
    for address in _ways_out_of_the_search():
        assert "no-store" in client.get(address, {"type": "organisation"})["Cache-Control"], address


@pytest.mark.parametrize("kind", ["nobody", "member"])
def test_the_desk_with_its_drafts_and_revisions_is_closed_to_readers(planted, kind):
    client = Client()
    if kind == "member":
        client.force_login(MemberFactory())

    told = {}
    for record in _records():
        for name in ("edit", "history", "usage", "preview_on_edit", "delete", "withdraw"):
            address = reverse(record.snippet_viewset.get_url_name(name), args=[record.pk])
            response = client.get(address)
            assert response.status_code in (302, 403), address
            told[address] = _text_of(response)
        for revision in record.revisions.all():
            address = reverse(record.snippet_viewset.get_url_name("revisions_view"), args=[record.pk, revision.pk])
            assert client.get(address).status_code in (302, 403), address
    assert found_in(told, planted) == {}


@pytest.mark.parametrize("kind", ["nobody", "member", "editor"])
def test_whoever_asks_for_a_counterpart_is_told_what_the_pages_tell(planted, kind):
    client = Client()
    if kind != "nobody":
        client.force_login({"member": MemberFactory, "editor": EditorFactory}[kind]())
    may_read = {"nobody": set(), "member": {"member"}, "editor": {"member", "editor"}}[kind]

    told = {
        f"{language}: {country}": unescape(
            _text_of(client.post(f"/{language}/directory/counterpart/", {"to_country": country, "is_urgent": "on"}))
        )
        for language in ("en", "it")
        for country in ("IT", "SM")
    }

    assert "Open organisation" in told["en: IT"]
    assert found_in(told, [word for word, readers in planted.items() if not may_read & set(readers)]) == {}
    assert not found_in(told, ["Organisation renamed", "Organisation ceased", "Ended organisation"])


def test_a_contact_that_was_narrowed_is_nowhere_at_once(planted, search_index):
    """Pages, files, feed, index, counterpart: asked before, so that whatever remembers an answer remembers this one."""
    public = Organisation.objects.get(name_en="Open organisation")
    service = Service.objects.get(name_en="Open service")
    OrganisationContactPointFactory(owner=public, kind="hotline", value="+442079460777")
    ServiceContactPointFactory(owner=service, kind="hotline", value="+442079460778", always_open=True)
    search_index.refresh()
    numbers, client = ("20 7946 0777", "20 7946 0778", "442079460777", "442079460778"), Client()
    assert set(found_in(_told_of(client, public, service), numbers)) == set(numbers)

    for owner in (public, service):
        contact = owner.contact_points.get(kind="hotline", visibility="public")
        contact.visibility = "members"
        owner.contact_points.add(contact)
        publish(_with_revision(owner))

    assert found_in(_told_of(client, public, service), numbers) == {}
    search_index.drain()
    results = service_of_the_search(SearchQuery(filters={"type": ("organisation",)}))
    assert not any(value.count for value in _facet(results, "hotline").values)


def test_an_entry_that_was_narrowed_is_nowhere_at_once(planted, search_index):
    public = Organisation.objects.get(name_en="Open organisation")
    service = Service.objects.get(name_en="Open service")
    client = Client()
    assert found_in(_told_of(client, public, service), ["Open organisation", "Open service"])

    operations.narrow(public)

    assert found_in(_told_of(client, public, service), ["Open organisation", "Open service"]) == {}
    search_index.drain()
    assert found_in(_told_of(client, public, service), ["Open organisation", "Open service"]) == {}


def _told_of(client, organisation, service):
    """{address: text} of every place where these two are told of."""
    pages = [organisation.get_absolute_url(), service.get_absolute_url(), "/sitemap.xml", "/en/help-now/"]
    pages += ["/en/countries/IT-italy/", "/en/directory/", "/en/"]
    told = {address: _text_of(client.get(address, follow=True)) for address in pages}
    for address in _ways_out_of_the_search():
        told[address] = _text_of(client.get(address, {"type": "organisation", "q": "Open"}))
    told["counterpart"] = _text_of(client.post("/en/directory/counterpart/", {"to_country": "IT"}))
    return {address: unescape(text) for address, text in told.items()}


def _with_revision(owner):
    owner.save_revision()
    return owner


def _records():
    return [
        record for model in record_models() for record in model.objects.all() if hasattr(record, "get_absolute_url")
    ]


# --- The search: whatever is asked for, it tells no secret. What the index itself holds: tests/search/test_leaks.py ---


@pytest.fixture
def readers(planted, search_index):
    """(client, Viewer, secrets it must not learn, secrets it may find), of the public, a member and an editor."""

    def reader(viewer, user=None):
        client = Client()
        if user:
            client.force_login(user)
        shown = {word for word in planted if viewer.is_member and word in FOR_MEMBERS}
        return client, viewer, sorted(set(planted) - shown), sorted(shown)

    found = [
        reader(PUBLIC),
        reader(MEMBER, MemberFactory()),
        reader(Viewer(is_editor=True), EditorFactory()),
    ]
    search_index.refresh()
    return found


# What a member reads on the page of a record. Contacts and documents have a visibility of their own: in no index.
FOR_MEMBERS = {
    "memberorganisationword",
    "membertitleword",
    "membersummaryword",
    "memberbackgroundword",
    "membercaseword",
    "membercaseanswerword",
    "memberbackgroundotherword",
    "memberregionword",
    "memberpartnerword",
    "memberroleword",
    "memberserviceword",
}


def test_the_search_answers_a_secret_like_a_word_that_nobody_wrote(readers):
    for client, _viewer, hidden, _shown in readers:
        answers = {}
        for words in [[UNKNOWN] * TOGETHER, *_batches(hidden)]:
            for address in _ways_out_of_the_search():
                told = _without(words, _asked(client, address, " ".join(words)))
                assert told == answers.setdefault(address, told), f"{address} knows one of {words}"


def test_members_find_what_is_for_them_by_search(readers):
    _public, (client, viewer, _hidden, shown), _editor = readers

    for found in shown:
        assert service.search(SearchQuery(found), viewer).total == 1, found
    assert "membertitleword" in _asked(client, "/en/search/", "membertitlewo*")
    assert "membertitleword" in _asked(client, "/en/search/", "membretitleword"), "a correction"
    assert "membertitleword" in _asked(client, "/en/search/suggestions/", "membert")


def test_a_word_nearly_typed_is_never_completed_to_a_secret(readers):
    """Typing errors, beginnings and halves: corrections, did-you-mean, suggestions and marked extracts."""
    for client, _viewer, hidden, _shown in readers:
        for mistyped in (_one_letter_short, _two_letters_changed, _beginning):
            for words in _batches(hidden):
                for address in ("/en/search/", "/en/search/results.json"):
                    told = _asked(client, address, " ".join(map(mistyped, words)))
                    assert not found_in({address: told}, hidden), mistyped(words[0])
        for found in hidden:
            told = _asked(client, "/en/search/suggestions/", found[:-1])
            assert not found_in({"suggestions": told}, hidden), found


def test_lists_and_facets_count_what_this_reader_may_see_and_nothing_else(readers):
    for client, viewer, hidden, _shown in readers:
        visible = {name: kind.shown(viewer).count() for name, kind in KINDS.items()}
        results = service.search(SearchQuery(), viewer)
        counted = {value.value: value.count for value in _facet(results, "type").values}

        assert results.total == sum(visible.values())
        assert counted == {name: count for name, count in visible.items() if count}
        assert "SM" not in {value.value for value in _facet(results, "country").values}, "a draft's country"
        told = {sort: _asked(client, "/en/search/", "", sort=sort, size=50) for sort in ("newest", "title", "country")}
        assert not found_in(told, hidden)


def test_no_value_of_a_facet_in_an_address_is_given_the_name_of_something_hidden(readers):
    for client, _viewer, hidden, _shown in readers:
        for facet in FACETS:
            told = _asked(client, "/en/search/", "", **{facet: [*map(str, range(1, 30)), "open-concept", "SM"]})
            assert not found_in({facet: told}, hidden)


def test_what_was_narrowed_is_gone_from_the_search_before_the_index_hears_of_it(planted):
    Practice.objects.filter(title_en="Open practice").update(visibility="members")

    told = _asked(Client(), "/en/search/", "background") + _asked(Client(), "/en/search/suggestions/", "pract")

    assert "Open practice" not in told
    assert "Open background" not in told


def test_a_text_that_was_taken_back_is_not_shown_from_an_index_that_lags_behind(planted):
    """The record is still public: what the database says of it cannot tell that an old text is none of ours."""
    practice = Practice.objects.get(title_en="Open practice")
    practice.title_en, practice.background_en = "New name", "<p>New text</p>"
    practice.save()

    answers = [_asked(Client(), "/en/search/", "background"), _asked(Client(), "/en/search/suggestions/", "pract")]

    assert "New name" in answers[0]
    assert not found_in(dict(enumerate(answers)), ["Open background", "Open practice"])


def _ways_out_of_the_search():
    """Every address of the search, so that a new one is asked without being added here."""
    with override("en"):
        return [reverse(f"search:{pattern.name}") for pattern in _patterns_of_the_search()]


def _patterns_of_the_search():
    from search.urls import urlpatterns

    return [pattern for pattern in urlpatterns if not pattern.pattern.converters]


def _asked(client, address, text, **parameters):
    assert len(text) <= LONGEST_TEXT
    response = client.get(address, {"q": text} | parameters)
    assert response.status_code == 200, address
    return unescape(_text_of(response) + _headers_of(response))


def _without(words, told):
    """The answer without the words asked for, and without what is another one each time."""
    for each in words:
        told = re.sub(re.escape(each), "…", told, flags=re.IGNORECASE)
    return OF_THE_MOMENT.sub("", told)


def _batches(words):
    """Some words together, to be asked at once; the last batch is filled up."""
    words = [*words, *words[: -len(words) % TOGETHER]]
    return [words[start : start + TOGETHER] for start in range(0, len(words), TOGETHER)]


def _one_letter_short(secret):
    return secret[:-1]


def _two_letters_changed(secret):
    at = next(place for place in range(3, len(secret)) if secret[place] != secret[place + 1])
    return secret[:at] + secret[at + 1] + secret[at] + secret[at + 2 :]


def _beginning(secret):
    return f"{secret[:-2]}*"


def _facet(results, name):
    return next(facet for facet in results.facets if facet.name == name)


def found_in(told, secrets):
    """{secret: addresses that told it}"""
    found = {word: [address for address, text in told.items() if word in text] for word in secrets}
    return {word: addresses for word, addresses in found.items() if addresses}


def walk(client, is_worth_it=lambda _address: True):
    """{address: text} of every page and file that this client can reach outside the desk, and of every form sent."""
    told, waiting, sent = {}, {each for each in starting_points() if is_worth_it(each)}, set()
    while waiting and len(told) < LARGEST_WALK:
        address = waiting.pop()
        response = client.get(address, follow=True)
        text = _text_of(response) + _headers_of(response)
        told[address] = unescape(text)
        links = {normal(link) for link in links_in(text, address)}
        waiting |= {link for link in links if link and link not in told and is_worth_it(link)}
        for action, values in _forms_in(text, address):
            view = resolve(action).view_name
            if view not in sent:
                sent.add(view)
                answers = [client.post(action, each, follow=True) for each in ({}, values)]
                told[f"POST {action}"] = unescape("\n".join(_text_of(each) + _headers_of(each) for each in answers))
    assert len(told) > 50
    assert not waiting, "the walk did not reach its end"
    return told


def _forms_in(text, base):
    """(address, {field: some text}) of each form that is sent by POST, but for those of accounts."""
    for form in FORM.findall(text):
        if not POST.search(form.partition(">")[0]):
            continue
        action = normal(urljoin(base, unescape((ACTION.search(form.partition(">")[0]) or ["", base])[1])))
        if action and "/account/" not in action:
            yield action.partition("?")[0], dict.fromkeys(NAME.findall(form), "IT")


def _text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return _text_of_archive(content) if is_zipfile(BytesIO(content)) else content.decode(errors="replace")


def _text_of_archive(content):
    """What a Word file, a workbook or a package holds: packed, nothing of it can be read."""
    with ZipFile(BytesIO(content)) as archive:
        names = (name for name in archive.namelist() if name.endswith((".xml", ".rels", ".csv", ".json")))
        return "\n".join(archive.read(name).decode(errors="replace") for name in names)


def _headers_of(response):
    """Headers and redirects tell as well: titles stand in addresses, file names in Content-Disposition."""
    return "\n".join([*map(str, response.headers.items()), *map(str, getattr(response, "redirect_chain", ()))])


def starting_points():
    """Every URL pattern outside the desk, in every language, filled with every key there is."""
    keys = _keys()
    for language, _name in settings.LANGUAGES:
        with override(language):
            for name in _names_of_patterns(get_resolver()):
                yield from _addresses(name, keys)


def _names_of_patterns(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            if str(pattern.pattern).startswith("admin/"):
                continue
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names_of_patterns(pattern, space)
        elif pattern.name and "sign_out" not in pattern.name:
            yield prefix + pattern.name


def _addresses(name, keys):
    categories = Category.objects.values_list("code", flat=True)
    candidates = [[], [""], *([key] for key in keys), *([key, end] for key in keys for end in ("x", "file.txt"))]
    for arguments in [*candidates, *([code, "x"] for code in categories)]:
        try:
            yield reverse(name, args=arguments)
        except NoReverseMatch:
            continue


def _keys():
    """Every key and number of what is kept under one, and a key that nothing has."""
    models = [*record_models(), GatedDocument]
    keys = {key for model in models for key in model.objects.values_list("pk", flat=True)}
    for model in (Practice, CaseStudy):
        keys |= set(model.objects.exclude(number=None).values_list("number", flat=True))
    return [*sorted(keys), max(keys) + 1]


def links_in(text, base):
    for found in ADDRESS.findall(text):
        yield urljoin(base, unescape(next(filter(None, found))))


def normal(link):
    """The address on this site; None for others, and for lists narrowed twice, or in a language that adds no other."""
    parts = urlsplit(link)
    if parts.scheme not in ("", "http", "https") or parts.netloc not in (
        "",
        "testserver",
        urlsplit(settings.SITE_URL).netloc,
    ):
        return None
    if parts.path.startswith(("/admin", "/static")) or "sign-out" in parts.path or parts.query.count("=") > 1:
        return None
    if parts.query and not parts.path.startswith("/en/"):
        return None
    return parts.path + (f"?{parts.query}" if parts.query and "next=" not in parts.query else "")


def test_media_of_the_public_folder_holds_no_private_file(planted):
    written = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]

    assert not [path for path in written if "word" in path.read_text(errors="replace")]


def test_vocabularies_are_public_by_nature():
    """A reminder: whoever gives terms or tags a visibility plants a secret above."""
    assert not {field.name for model in (Term, TagFactory._meta.model) for field in model._meta.fields} & {"visibility"}
