"""What a search document holds of a record, and what it must not."""

import pytest
from wagtail.models import PageViewRestriction

from pages.models import StandardPage
from practices.case_studies import protection
from practices.models import (
    CasePartner,
    CaseStudy,
    Category,
    Funding,
    Involvement,
    Practice,
    Replication,
    Typology,
)
from records.languages import translated_fields
from records.visibility import PUBLIC, Viewer
from search.documents import case_studies, practices
from search.documents.composing import newest
from search.documents.making import all_uids, make, shown, uid_of, with_users
from tests.factories import (
    CaseStudyFactory,
    DraftFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    PracticeContactPointFactory,
    PracticeFactory,
    ServiceContactPointFactory,
    ServiceFactory,
    TagFactory,
    term,
)

pytestmark = pytest.mark.django_db

MEMBER = Viewer(organisations=frozenset({1}))


def document_of(record):
    [document] = make([uid_of(record)]).documents
    return document


def all_words(document):
    return " ".join(
        [*document.titles.values(), *document.bodies.values(), *document.facts.values(), *document.names]
    ).lower()


# --- Practices ---


def test_a_practice_is_found_by_what_its_page_says_in_each_language_of_its_own():
    organisation = OrganisationFactory(name_en="On the Road")
    practice = PracticeFactory(
        title_en="Night unit",
        title_it="Unità notturna",
        summary_en="Outreach at night.",
        background_it="<p>Si lavora <b>di notte</b>.</p>",
        area_en="Marche",
        original_title="ღამე",
        original_language="ka",
        organisations=[organisation],
        countries=["IT", "RO"],
    )
    practice.services.add(term("services", "hotline"))
    practice.fundings = [Funding(source_en="Regional fund")]
    practice.replications = [Replication(who_it="Una rete")]
    practice.save()

    document = document_of(practice)

    assert document.titles == {"en": "Night unit", "it": "Unità notturna", "other": "ღამე"}
    assert document.bodies == {
        "en": "Outreach at night.\n\nMarche\n\nRegional fund",
        "it": "Si lavora di notte.\n\nUna rete",
    }
    assert set(document.facts) == {"en", "it"}
    assert "On the Road" in document.facts["it"] and "Romania" in document.facts["en"]
    assert str(term("services", "hotline").label_it) in document.facts["it"]


def test_no_fallback_is_indexed_as_if_it_were_a_translation():
    document = document_of(PracticeFactory(title_en="Only English", summary_en="Text."))

    assert set(document.titles) == set(document.bodies) == set(document.facts) == {"en"}
    assert document.facets["language"] == ("en",)


def test_the_facets_of_a_practice():
    organisation, tag = OrganisationFactory(), TagFactory(slug="night")
    practice = PracticeFactory(
        organisations=[organisation],
        countries=["IT", "RO"],
        scope=["local"],
        start_year=2006,
        end_year=2008,
    )
    practice.also_in.add(Category.objects.get(code="B"))
    typology = Typology.objects.filter(category=practice.category).first()
    practice.typologies.add(typology)
    narrow = next(each for each in practice.services.model.objects.filter(vocabulary="target_groups") if each.parent)
    practice.target_groups_direct.add(narrow)
    practice.tags.add(tag)
    practice.save()

    document = document_of(practice)

    assert document.facets["category"] == ("A", "B")
    assert document.facets["typology"] == (typology.code,)
    assert document.facets["country"] == ("IT", "RO")
    assert document.facets["organisation"] == (str(organisation.pk),)
    assert document.facets["target_group"] == (narrow.code, narrow.parent.code)
    assert document.facets["scope"] == ("local",)
    assert document.facets["tag"] == ("night",)
    assert document.years == (2006, 2007, 2008)


@pytest.mark.parametrize(
    ("values", "years"),
    [
        ({}, ()),
        ({"start_year": 2005}, (2005,)),
        ({"end_year": 2005}, (2005,)),
        ({"start_year": 2005, "ongoing": True, "information_as_of": 2007}, (2005, 2006, 2007)),
        ({"start_year": 2005, "ongoing": True, "information_as_of": 2001}, (2005,)),
    ],
)
def test_the_years_of_a_practice(values, years):
    assert document_of(PracticeFactory(**values)).years == years


def test_organisations_that_a_reader_may_not_know_of_are_not_named():
    members = OrganisationFactory(name_en="Hidden members", visibility="members")
    withdrawn = OrganisationFactory(name_en="Hidden draft", live=False)
    practice = PracticeFactory(organisations=[members, withdrawn])
    inside = PracticeFactory(organisations=[members], visibility="members")

    assert "hidden" not in all_words(document_of(practice))
    assert document_of(practice).facets["organisation"] == ()
    assert "hidden members" in all_words(document_of(inside))


def test_a_stub_is_named_as_the_form_prints_it_and_is_no_facet():
    practice = PracticeFactory()
    stub = OrganisationFactory(name_en="Internal name", live=False)
    Involvement.objects.create(practice=practice, organisation=stub, name_as_printed="Printed name")

    document = document_of(practice)

    assert "Printed name" in document.facts["en"]
    assert "internal" not in all_words(document)
    assert document.facets["organisation"] == ()


def test_notes_contacts_and_what_only_imports_know_stay_out():
    practice = PracticeFactory(notes="secretnote", source_collection="secretcollection")
    PracticeContactPointFactory(owner=practice, value="secretcontact", visibility="members")
    PracticeContactPointFactory(owner=practice, value="opencontact", visibility="public")

    words = all_words(document_of(practice))

    assert "secret" not in words and "opencontact" not in words


def test_every_translated_text_of_a_record_is_searched_or_left_out_on_purpose():
    assert set(translated_fields(Practice)) == {"title", *practices.TEXTS}
    assert set(translated_fields(CaseStudy)) == {"title", *case_studies.TEXTS}
    assert set(translated_fields(Funding)) == {"source", "note"}
    assert set(translated_fields(Replication)) == {"who", "changes", "outcome"}
    assert set(translated_fields(CasePartner)) == {"name", "role"}


# --- Case studies ---


def test_a_case_study_is_found_by_answers_partners_places_and_choices():
    case_study = CaseStudyFactory(
        title_en="A return",
        solutions_it="<p>Una soluzione.</p>",
        origin=["RO", "the Black Sea region"],
        areas=["family-tracing"],
        exploitation=["forced-labour", "debt-bondage"],
        information_as_of=2009,
    )
    case_study.partners = [
        CasePartner(name_en="Police of Bucharest", role_en="They called.", kind="police", country="MD")
    ]
    case_study.save()

    document = document_of(case_study)

    assert document.titles["en"] == "A return"
    assert "They called." in document.bodies["en"] and document.bodies["it"] == "Una soluzione."
    assert "Romania" in document.facts["en"] and "the Black Sea region" in document.facts["en"]
    assert "Black Sea" not in document.facts["it"] and "Moldavia" in document.facts["it"]
    assert document.facets["exploitation"] == ("labour-exploitation", "debt-bondage")
    assert document.facets["area"] == ("family-tracing",)
    assert set(document.facets["country"]) == {"RO", "IT", "MD"}
    assert document.years == (2009,)


def test_a_generated_title_is_that_of_the_languages_that_have_text():
    case_study = CaseStudyFactory(title_en="", solutions_it="<p>Una soluzione.</p>", areas=["court-proceedings"])

    titles = document_of(case_study).titles

    assert set(titles) == {"en", "it"}
    assert titles["en"].startswith("Court proceedings")


def test_the_check_of_a_case_study_stays_out():
    case_study = CaseStudyFactory(notes="secretnote")
    protection.attest(case_study, "secretattestation")
    protection.give_reason(case_study, "solutions_en x", "secretreason", None)
    case_study.save()

    assert "secret" not in all_words(document_of(case_study))


# --- Organisations and pages ---


def test_an_organisation_is_found_by_its_acronym():
    document = document_of(OrganisationFactory(name_en="On the Road", acronym="OTR", country="IT"))

    assert document.titles == {"en": "On the Road"}
    assert document.names == ("OTR",)
    assert document.facets["country"] == ("IT",)


def test_an_organisation_is_found_by_what_its_page_and_its_services_say():
    organisation = OrganisationFactory(
        name_en="On the Road",
        legal_name="On the Road Soc. Coop.",
        earlier_names="Strada Aperta",
        kind="ngo",
        country="IT",
        countries=["IT", "AL"],
        description_en="<p>We walk at night.</p>",
        accepts_referrals="yes",
        membership="member",
    )
    service = ServiceFactory(
        organisation=organisation,
        name_en="Night unit",
        conditions_en="None at all.",
        countries=["RO"],
        languages_spoken=["ro", "sq"],
    )
    service.kinds.add(term("services", "legal-counselling"))
    service.target_groups.add(term("target_groups", "migrants"))
    service.exploitation.add(term("exploitation", "labour-exploitation"))
    service.save()
    ServiceContactPointFactory(owner=service, kind="hotline", value="+442079460123", always_open=True)

    document = document_of(organisation)

    words = all_words(document)
    for word in ("we walk at night", "night unit", "none at all", "romanian", "romania", "ngo", "strada aperta"):
        assert word in words, word
    assert "7946" not in words
    facets = document.facets
    assert facets["country"] == ("IT", "AL", "RO")
    assert {"legal-counselling"} <= set(facets["service"])
    assert "migrants" in facets["target_group"]
    assert "labour-exploitation" in facets["exploitation"]
    assert facets["languages_spoken"] == ("ro", "sq")
    assert facets["hotline"] == ("yes", "always")
    assert facets["referrals"] == ("yes",)
    assert facets["member"] == ("member",)


def test_what_has_a_visibility_of_its_own_in_an_entry_is_in_no_document():
    organisation = OrganisationFactory(referral_procedure_en="secret procedure", accepts_referrals="yes")
    OrganisationContactPointFactory(owner=organisation, kind="hotline", value="secret line", visibility="members")
    shelter = ServiceFactory(
        organisation=organisation, name_en="secret shelter", visibility="members", languages_spoken=["ro"]
    )
    ServiceContactPointFactory(owner=shelter, kind="hotline", value="+442079460123")

    document = document_of(organisation)

    assert "secret" not in all_words(document)
    assert (document.facets["hotline"], document.facets["languages_spoken"]) == ((), ())


def test_services_of_an_organisation_for_members_go_where_it_goes():
    organisation = OrganisationFactory(visibility="members")
    ServiceFactory(organisation=organisation, name_en="Open door", visibility="members")

    document = document_of(organisation)

    assert document.audience == "members"
    assert "open door" in all_words(document)


def test_nobody_is_led_to_an_organisation_that_ended():
    organisation = OrganisationFactory(standing="ceased", accepts_referrals="yes")
    OrganisationContactPointFactory(owner=organisation, kind="hotline", value="+442079460123")
    service = ServiceFactory(organisation=organisation, name_en="Night line")
    service.kinds.add(term("services", "hotline"))
    service.save()

    document = document_of(organisation)

    assert not {"hotline", "referrals"} & set(document.facets)
    assert document.facets["service"] == ()
    assert "night line" not in all_words(document)


def test_a_changed_service_or_term_of_one_concerns_its_organisation():
    service = ServiceFactory()
    hotline = term("services", "hotline")
    service.kinds.add(hotline)
    service.save()

    assert with_users([uid_of(service)]) == {uid_of(service.organisation)}
    assert uid_of(service.organisation) in with_users([uid_of(hotline)])


def test_a_page_is_found_by_its_text_unless_it_is_for_few():
    page = StandardPage.objects.get(slug="privacy")

    document = document_of(page)
    assert document.titles["it"] == page.heading_it
    assert document.bodies["de"]

    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert make([uid_of(page)]).gone == [uid_of(page)]
    assert shown([uid_of(page)], PUBLIC) == {}


# --- Which records, for whom ---


def test_members_records_are_for_members_and_drafts_for_nobody():
    members, draft = PracticeFactory(visibility="members"), DraftFactory()

    assert document_of(members).audience == "members"
    assert make([uid_of(draft)]).gone == [uid_of(draft)]


def test_everything_that_readers_may_see_is_listed_once():
    seen = [PracticeFactory(), PracticeFactory(visibility="members"), CaseStudyFactory()]
    DraftFactory()

    listed = [uid for chunk in all_uids() for uid in chunk]

    assert len(listed) == len(set(listed))
    assert {uid_of(record) for record in seen} <= set(listed)
    assert f"page:{StandardPage.objects.get(slug='about').pk}" in listed
    assert not any("draft" in uid for uid in listed)


def test_what_is_shown_is_asked_of_the_database():
    public, members = PracticeFactory(), PracticeFactory(visibility="members")
    uids = [uid_of(public), uid_of(members), "practice:999999", "case_study:999999"]

    assert shown(uids, PUBLIC) == {uid_of(public): public}
    assert shown(uids, MEMBER) == {uid_of(public): public, uid_of(members): members}


def test_a_changed_term_concerns_every_record_that_uses_it_or_what_is_narrower():
    practice, other = PracticeFactory(), PracticeFactory()
    narrow = next(each for each in practice.services.model.objects.filter(vocabulary="target_groups") if each.parent)
    practice.target_groups_indirect.add(narrow)
    practice.save()

    for changed in (narrow, narrow.parent):
        assert with_users([uid_of(changed)]) == {uid_of(practice)}
    assert uid_of(other) in with_users([uid_of(other.category)])


def test_a_changed_organisation_concerns_itself_and_what_names_it():
    organisation = OrganisationFactory()
    practice, case_study = PracticeFactory(organisations=[organisation]), CaseStudyFactory(organisation=organisation)

    assert with_users([uid_of(organisation)]) == {uid_of(organisation), uid_of(practice), uid_of(case_study)}


def test_a_changed_tag_concerns_every_kind_of_record():
    tag, practice, case_study, organisation = TagFactory(), PracticeFactory(), CaseStudyFactory(), OrganisationFactory()
    for record in (practice, case_study, organisation):
        record.tags.add(tag)
        record.save()

    assert with_users([uid_of(tag)]) == {uid_of(record) for record in (practice, case_study, organisation)}


def test_one_record_that_cannot_be_read_keeps_no_other_out(monkeypatch):
    whole, broken = PracticeFactory(), PracticeFactory()
    monkeypatch.setattr(practices, "_years", lambda practice: 1 / 0 if practice == broken else ())

    made = make([uid_of(whole), uid_of(broken)])

    assert [document.uid for document in made.documents] == [uid_of(whole)]
    assert made.faulty == {uid_of(broken): "ZeroDivisionError while its document was made"}


def test_a_hundred_practices_are_made_in_few_queries(django_assert_max_num_queries):
    for _number in range(5):
        practice = PracticeFactory(organisations=[OrganisationFactory()])
        practice.services.add(term("services", "hotline"))
        practice.save()
    uids = [uid_of(practice) for practice in Practice.objects.all()]

    with django_assert_max_num_queries(30):
        make(uids)


def test_the_newest_is_the_largest_number_and_no_two_are_alike():
    practice = PracticeFactory()
    same_second = {newest(kind, pk, None) for kind in ("practice", "case_study") for pk in (1, 2, 3)}

    assert len(same_second) == 6
    assert document_of(practice).newest >= 0
