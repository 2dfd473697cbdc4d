"""Two entries of one organisation become one: whatever pointed to either follows."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import ReferenceIndex, Revision

from directory.duplicates import duplicates_of
from directory.matching import KnownOrganisations
from directory.merging import FACTS, OF_ONE_ALONE, TEXTS, UNITED, CannotMerge, merge, planned, pointers
from directory.models import (
    CharterAcceptance,
    CountryProfile,
    ImportedRow,
    Organisation,
    Representative,
    Service,
    TableImport,
)
from practices.models import Involvement, Practice
from records.models import ReaderMessage
from records.visibility import PUBLIC
from search import service as search
from search.query import SearchQuery
from tests.directory.test_desk import address
from tests.factories import (
    CaseStudyFactory,
    CharterFactory,
    ChiefEditorFactory,
    EditorFactory,
    MemberFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    PracticeFactory,
    ServiceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep():
    return OrganisationFactory(name_en="Open House", country="IT")


@pytest.fixture
def gone():
    return OrganisationFactory(name_en="Casa Aperta", country="IT", first_published_at="2026-01-01T00:00Z")


def networked(organisation):
    other = OrganisationFactory()
    other.networks = [organisation]
    other.save()
    return Organisation.networks.through.objects.get(from_organisation=other)


# How each relation that leads to an organisation comes about. One that is missing here fails the test below.
POINTERS = {
    "directory.Organisation.parent": lambda to: OrganisationFactory(parent=to),
    "directory.Organisation.successor": lambda to: OrganisationFactory(standing="merged", successor=to),
    "directory.Organisation_networks.to_organisation": networked,
    "directory.Service.organisation": lambda to: ServiceFactory(organisation=to),
    "directory.CountryProfile.correspondent": lambda to: CountryProfile.objects.create(country="IT", correspondent=to),
    "directory.Representative.organisation": lambda to: Representative.objects.create(
        user=UserFactory(), organisation=to
    ),
    "directory.ImportedRow.organisation": lambda to: ImportedRow.objects.create(
        table_import=TableImport.objects.create(), row=2, organisation=to
    ),
    "practices.Involvement.organisation": lambda to: Involvement.objects.create(
        practice=PracticeFactory(), organisation=to
    ),
    "practices.CaseStudy.organisation": lambda to: CaseStudyFactory(organisation=to),
}


def test_every_relation_to_an_organisation_is_known_and_tested():
    assert {f"{model._meta.app_label}.{model._meta.object_name}.{key.name}" for model, key in pointers()} == set(
        POINTERS
    )


@pytest.mark.parametrize("relation", POINTERS)
def test_whatever_points_to_the_one_follows_to_the_other(keep, gone, relation):
    row = POINTERS[relation](gone)
    field = relation.rpartition(".")[2]

    merge(keep, gone)

    row.refresh_from_db()
    assert getattr(row, field) == keep
    for model, key in pointers():
        assert not model._base_manager.filter(**{key.attname: gone.pk}).exists()


def test_every_fact_of_an_organisation_is_taken_over_united_or_left_for_a_reason():
    fields = {field.name for field in Organisation._meta.get_fields() if not field.auto_created or field.concrete}
    of_every_record = {field.name for field in Service._meta.get_fields()} & fields - {
        "countries",
        "description",
        "name",
    }
    translations = {name for name in fields if name.rpartition("_")[2] in ("en", "it", "de", "es", "fr")}
    children = {"contact_points", "charter_acceptances"}
    told = {name.removesuffix("_id") for name in FACTS} | {*TEXTS, *UNITED, *OF_ONE_ALONE}

    left = (fields | children) - translations - (of_every_record - told)
    assert left - told - {"tagged_items"} == set()


# --- Drafts and earlier versions ---


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda to: ServiceFactory(organisation=to), lambda record: [record.organisation]),
        (lambda to: CaseStudyFactory(organisation=to), lambda record: [record.organisation]),
        (
            lambda to: CountryProfile.objects.create(country="RO", correspondent=to),
            lambda record: [record.correspondent],
        ),
        (
            lambda to: PracticeFactory(organisations=[to]),
            lambda record: [row.organisation for row in record.involvements.all()],
        ),
        (lambda to: OrganisationFactory(parent=to), lambda record: [record.parent]),
    ],
)
def test_a_draft_that_names_it_names_the_other(keep, gone, make, named):
    record = make(gone)
    record.save_revision()
    record.save_revision()

    merge(keep, gone)

    for revision in Revision.objects.for_instance(record):
        assert named(revision.as_object()) == [keep]


def test_networks_of_a_draft_name_the_other_once(keep, gone):
    member = OrganisationFactory()
    member.networks = [keep, gone]
    member.save_revision()

    merge(keep, gone)

    member = Organisation.objects.get(pk=member.pk)
    assert list(member.get_latest_revision_as_object().networks.all()) == [keep]


def test_a_practice_that_names_both_names_one_once(keep, gone):
    practice = PracticeFactory(organisations=[gone, keep])
    Involvement.objects.create(practice=practice, organisation=gone, role="partner")
    practice.save_revision()

    merge(keep, gone)

    practice = Practice.objects.get(pk=practice.pk)
    for parties in (practice.involvements, practice.get_latest_revision_as_object().involvements):
        assert sorted((row.organisation.pk, row.role) for row in parties.all()) == [
            (keep.pk, "lead"),
            (keep.pk, "partner"),
        ]


def test_nothing_is_part_successor_or_network_of_itself(keep, gone):
    keep.parent = gone
    keep.networks = [gone]
    keep.save()
    keep.save_revision()
    gone.parent = keep
    gone.networks = [keep]
    gone.save()

    merge(keep, gone)

    keep.refresh_from_db()
    for entry in (keep, keep.get_latest_revision_as_object()):
        assert entry.parent is None
        assert list(entry.networks.all()) == []


def test_somebody_who_speaks_for_both_speaks_for_one(keep, gone):
    member = MemberFactory(represents=keep)
    Representative.objects.create(user=member, organisation=gone)

    merge(keep, gone)

    assert [each.organisation for each in member.representations.all()] == [keep]


def test_what_readers_said_of_it_and_the_index_of_references_follow(keep, gone, django_capture_on_commit_callbacks):
    message = ReaderMessage.objects.create(occasion="error", kind="directory.Organisation", record_pk=gone.pk)
    with django_capture_on_commit_callbacks(execute=True):
        CaseStudyFactory(organisation=gone)

    with django_capture_on_commit_callbacks(execute=True):
        merge(keep, gone)

    message.refresh_from_db()
    assert message.record == keep
    assert not ReferenceIndex.get_references_to(gone).exists()
    assert ReferenceIndex.get_references_to(keep).exists()


def test_the_search_knows_of_it(keep, gone, search_index, django_capture_on_commit_callbacks):
    practice = PracticeFactory(title_en="Evening school", organisations=[gone])
    ServiceFactory(organisation=gone, name_en="Tailoring workshop")
    search_index.refresh()

    merge(keep, gone)
    search_index.refresh()

    def found(words, **filters):
        return [hit.record for hit in search.search(SearchQuery(words, "en", filters), PUBLIC).hits]

    assert found("tailoring") == [keep]
    assert found("", organisation=(str(gone.pk),)) == []
    assert found("school", organisation=(str(keep.pk),)) == [practice]


# --- What the entry that stays takes over ---


def test_it_takes_what_it_lacks_and_keeps_its_own_words(keep, gone):
    keep.description_en = "<p>Ours.</p>"
    keep.kind = "ngo"
    keep.save()
    gone.description_it, gone.accreditation_it, gone.website, gone.kind = (
        "<p>Loro.</p>",
        "Albo",
        "https://a.example",
        "network",
    )
    gone.countries = ["IT", "RO"]
    gone.charter_acceptances = [CharterAcceptance(charter=CharterFactory(), accepted_on="2012-06-01")]
    gone.save()
    OrganisationContactPointFactory(owner=gone, kind="email", value="gone@ngo.example", visibility="members")
    OrganisationContactPointFactory(owner=gone, kind="email", value="both@ngo.example")
    OrganisationContactPointFactory(owner=keep, kind="email", value="both@ngo.example")

    merger = merge(keep, gone)

    keep.refresh_from_db()
    assert merger.is_published
    assert (keep.description_en, keep.description_it, keep.kind) == ("<p>Ours.</p>", None, "ngo")
    assert (keep.accreditation_it, keep.website, keep.work_codes) == ("Albo", "https://a.example", ["IT", "RO"])
    assert keep.earlier_names_listed == ["Casa Aperta"]
    assert sorted((row.value, row.visibility) for row in keep.contact_points.all()) == [
        ("both@ngo.example", "public"),
        ("gone@ngo.example", "members"),
    ]
    assert keep.charter_acceptances.count() == 1
    assert [label for label, _own, _other in merger.differing] == ["Kind", "Description"]


def test_it_is_found_by_either_name_from_now_on_also_before_its_draft_is_published(keep, gone):
    keep.save_revision()
    keep.description_en = "<p>A draft.</p>"
    keep.save_revision()

    merger = merge(keep, gone)

    assert not merger.is_published
    assert KnownOrganisations().find("Casa Aperta") == keep
    assert KnownOrganisations().with_key(gone.pk) == keep
    assert [each.organisation for each in duplicates_of(Organisation(name_en="CASA APERTA"))] == [keep]


def test_what_was_for_members_does_not_become_public(keep, gone):
    gone.visibility, gone.description_en = "members", "<p>Where women live.</p>"
    gone.save()
    OrganisationContactPointFactory(owner=gone, value="house@ngo.example", visibility="public")
    shelter = ServiceFactory(organisation=gone, name_en="Shelter")

    merger = merge(keep, gone)

    assert merger.opens
    shelter.refresh_from_db()
    keep.refresh_from_db()
    assert shelter.visibility == "members"
    assert not keep.description_en
    assert not keep.contact_points.exists()
    draft = keep.get_latest_revision_as_object()
    assert draft.description_en == "<p>Where women live.</p>"
    assert [row.visibility for row in draft.contact_points.all()] == ["members"]


def test_services_of_what_is_not_on_the_site_stay_off_it(keep):
    stub = OrganisationFactory(name_en="Casa Aperta", live=False)
    service = ServiceFactory(organisation=stub)

    merge(keep, stub)

    service.refresh_from_db()
    assert not service.live
    assert service.organisation == keep


# --- The old address ---


def test_the_old_page_leads_to_the_new_one(client, keep, gone):
    old = gone.get_absolute_url()

    merge(keep, gone)

    assert client.get(old, follow=True).redirect_chain[-1][0] == keep.get_absolute_url()
    gone.refresh_from_db()
    assert gone.withdrawn_at
    assert gone.successor == keep
    assert gone not in Organisation.objects.stubs()


def test_of_what_nobody_could_see_no_address_tells_anything(client, keep):
    for hidden in (OrganisationFactory(live=False), OrganisationFactory(visibility="members")):
        old = hidden.get_absolute_url()
        merge(keep, hidden)
        assert client.get(old).status_code in (404, 410)


def test_mergers_follow_one_another(client, keep, gone):
    last = OrganisationFactory(name_en="The last")
    old = gone.get_absolute_url()

    merge(keep, gone)
    merge(last, keep)

    assert client.get(old, follow=True).redirect_chain[-1][0] == last.get_absolute_url()


# --- What is refused, the desk, the command ---


def test_it_is_refused_where_something_would_leave_the_site(keep, gone):
    stub = OrganisationFactory(live=False)
    withdrawn = OrganisationFactory(live=False, withdrawn_at="2026-01-01T00:00Z")
    for one, other in ((keep, keep), (stub, gone), (withdrawn, stub)):
        with pytest.raises(CannotMerge):
            planned(one, other)


def test_a_plan_changes_nothing(keep, gone):
    service = ServiceFactory(organisation=gone)

    plan = planned(keep, gone)

    assert plan.followers == {"Services": 1}
    service.refresh_from_db()
    assert service.organisation == gone
    assert not keep.revisions.exists()


def test_a_chief_editor_merges_at_the_desk(signed_in, keep, gone):
    service = ServiceFactory(organisation=gone)
    gone.earlier_names = "Open House"
    gone.save()
    client = signed_in(ChiefEditorFactory())
    page = address(Organisation, "merge", gone.pk)
    assert page in client.get(address(Organisation, "edit", gone.pk)).content.decode()
    assert f"?other={keep.pk}" in client.get(page).content.decode()

    compared = client.get(f"{page}?other={keep.pk}").content.decode()
    assert "Services: 1" in compared
    response = client.post(page, {"other": keep.pk, "keep": keep.pk}, follow=True)

    assert "The two entries are one now." in response.content.decode()
    service.refresh_from_db()
    assert service.organisation == keep
    history = client.get(address(Organisation, "history", keep.pk)).content.decode()
    assert "Merged with another entry" in history


def test_an_editor_who_may_not_publish_merges_nothing(signed_in, keep, gone):
    client = signed_in(EditorFactory())

    assert client.get(address(Organisation, "merge", keep.pk)).status_code in (302, 403)
    assert (
        address(Organisation, "merge", keep.pk)
        not in client.get(address(Organisation, "edit", keep.pk)).content.decode()
    )


def test_the_command_reports_and_merges(keep, gone):
    ServiceFactory(organisation=gone)
    out = StringIO()

    call_command("merge_organisations", str(keep.pk), str(gone.pk), "--dry-run", stdout=out)
    assert "Services: 1" in out.getvalue()
    assert not Organisation.objects.merged_away().exists()

    call_command("merge_organisations", str(keep.pk), str(gone.pk), stdout=out)
    assert Organisation.objects.merged_away().get() == gone
    for wrong in ("0", "none"):
        with pytest.raises(CommandError, match="There is no organisation"):
            call_command("merge_organisations", str(keep.pk), wrong)
