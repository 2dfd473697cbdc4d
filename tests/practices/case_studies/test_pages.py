"""Case studies as readers meet them: list, page, links to practices, sitemap, gone."""

import json
import re

import pytest
from django.urls import reverse

from practices.models import CasePartner, CaseStudy
from records import operations
from tests.factories import (
    CaseStudyDraftFactory,
    CaseStudyFactory,
    EditorFactory,
    OrganisationFactory,
    PracticeFactory,
)
from tests.practices.test_desk import form_of

pytestmark = pytest.mark.django_db

LIST = "/en/case-studies/"


@pytest.mark.parametrize("count", [1, 9])
def test_a_page_costs_the_same_however_much_is_related(client, count, django_assert_max_num_queries):
    organisation = OrganisationFactory()
    for _ in range(count):
        CaseStudyFactory(organisation=organisation)
        PracticeFactory(organisations=[organisation])
    case = CaseStudyFactory(organisation=organisation)
    case.partners = [CasePartner(name_en=f"Partner {number}") for number in range(count)]
    case.save()

    with django_assert_max_num_queries(8):
        client.get(case.get_absolute_url())


def test_a_case_study_is_read_in_the_order_of_the_form(client):
    case = CaseStudyFactory(
        recommendations_en="<p>Last.</p>",
        solutions_en="<p>Middle.</p>",
        origin=["CIS region"],
        destination=["not disclosed"],
        gender=["female"],
        recruited_by=["other"],
        recruited_by_other_en="A neighbour",
    )
    case.partners = [CasePartner(name_en="Border police", kind="police", country="RO", role_en="Met her")]
    case.save()

    response = client.get(case.get_absolute_url())

    page = response.content.decode()
    assert [section.name for section in response.context["sections"]] == ["involvement", "solutions", "recommendations"]
    assert case.texts.title.value in page
    for words in (
        "CIS region",
        "not disclosed",
        "female",
        "A neighbour",
        "Border police",
        "Police, Romania",
        "Met her",
    ):
        assert words in page, words
    assert f"Case study no. {case.number}" in page


def test_each_answer_has_its_question_in_full_on_demand(client):
    case = CaseStudyFactory(title_it="Un ritorno", solutions_it="<p>Passi.</p>")

    page = client.get(case.address_in("it")).content.decode()

    assert "<summary>La domanda per intero</summary>" in page
    assert "Come sono stati affrontati i problemi e gli ostacoli?" in page
    assert "How were the problems" not in page


def test_fallbacks_are_marked(client):
    case = CaseStudyFactory(title_es="Un retorno", solutions_en="<p>English only.</p>")

    page = client.get(case.address_in("es")).content.decode()

    assert re.search(r'<div class="prose" lang="en">\s*<p>English only', page)
    assert '<h1 class="page-header__title">Un retorno' in page


def test_a_wrong_slug_leads_to_the_right_one_and_another_number_nowhere(client):
    case = CaseStudyFactory(number=5, title_en="A return")

    assert client.get("/en/case-studies/5-x/").url == case.get_absolute_url() == "/en/case-studies/5-a-return/"
    assert client.get("/en/case-studies/6-x/").status_code == 404


def test_a_withdrawn_case_study_is_gone(client):
    case = CaseStudyDraftFactory()
    operations.publish(case)
    case.refresh_from_db()
    address = case.get_absolute_url()
    assert client.get(address).status_code == 200

    operations.withdraw(CaseStudy.objects.get(), "In danger")

    assert client.get(address).status_code == 410
    assert case.title_en not in client.get(LIST).content.decode()


def test_an_organisation_that_is_not_public_is_not_named(client):
    hidden = OrganisationFactory(name_en="Hidden house", visibility="members")
    case = CaseStudyFactory(organisation=hidden)
    other = CaseStudyFactory(organisation=hidden, reporting_country="FR", origin=["FR"], destination=["FR"])
    PracticeFactory(organisations=[hidden], countries=["FI"], title_en="By the hidden house")

    page = client.get(case.get_absolute_url()).content.decode()

    assert "Hidden house" not in page
    assert "By the hidden house" not in page
    assert other.title_en not in page
    assert "Hidden house" not in client.get(LIST).content.decode()


def test_practices_and_case_studies_lead_to_each_other(client):
    organisation = OrganisationFactory()
    practice = PracticeFactory(title_en="Same house", organisations=[organisation], countries=["FI"])
    case = CaseStudyFactory(title_en="Their case", organisation=organisation)
    neighbour = PracticeFactory(title_en="Same country", countries=["RO"])
    chosen = PracticeFactory(title_en="Chosen by an editor", countries=["MT"])
    case.related_practices = [chosen]
    case.save()
    PracticeFactory(title_en="Elsewhere", countries=["MT"])
    CaseStudyFactory(title_en="Same area", areas=["release"], origin=["MT"], destination=["MT"], reporting_country="MT")
    CaseStudy.objects.filter(pk=case.pk).update(areas=["release"])

    related = client.get(case.get_absolute_url()).context["related"]

    assert [str(each) for each in related[0].records] == ["Chosen by an editor", "Same house", "Same country"]
    assert [str(each) for each in related[1].records] == ["Same area"]
    for one in (practice, neighbour, chosen):
        assert "Their case" in client.get(one.get_absolute_url()).content.decode()
    assert "Their case" in client.get(organisation.get_absolute_url()).content.decode()


def test_what_machines_read_is_on_the_page(client):
    case = CaseStudyFactory(organisation__name_en="Open house")

    page = client.get(case.get_absolute_url()).content.decode()

    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert data["author"] == [{"@type": "Organization", "name": "Open house"}]
    assert [each["identifier"] for each in data["spatialCoverage"]] == ["IT", "RO"]
    assert "abstract" not in data


def test_search_engines_get_public_ones_in_their_own_languages(client):
    case = CaseStudyFactory(title_it="Un ritorno")
    members = CaseStudyFactory(visibility="members")

    sitemap = client.get("/sitemap.xml").content.decode()

    assert case.address_in("it") in sitemap
    assert case.address_in("de") not in sitemap
    assert members.address_in("en") not in sitemap
    assert '<link rel="canonical"' in client.get(case.get_absolute_url()).content.decode()


def test_what_everybody_may_read_is_asked_for_anew_lest_it_was_withdrawn(client):
    assert client.get(CaseStudyFactory().get_absolute_url())["Cache-Control"] == "no-cache"


def test_what_an_editor_is_shown_stays_out_of_shared_caches(signed_in):
    case = CaseStudyFactory(visibility="members")

    response = signed_in(EditorFactory()).get(case.get_absolute_url())

    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize("language", ["en", "it", "de", "es", "fr"])
def test_a_draft_is_previewed_in_each_language(signed_in, language):
    draft = CaseStudyDraftFactory(title_en="Preview me")
    address = reverse(CaseStudy.snippet_viewset.get_url_name("preview_on_edit"), args=[draft.pk])
    draft.save_revision()
    client = signed_in(EditorFactory())

    client.post(address, form_of(client, reverse(CaseStudy.snippet_viewset.get_url_name("edit"), args=[draft.pk])))
    page = client.get(f"{address}?mode={language}")

    assert "Preview me" in page.content.decode()
