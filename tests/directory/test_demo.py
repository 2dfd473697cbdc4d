"""The demonstration's directory."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from directory.models import (
    Charter,
    CountryProfile,
    Organisation,
    OrganisationContactPoint,
    Service,
    ServiceContactPoint,
)
from directory.models.country import HEADINGS
from records.languages import LANGUAGES, Completeness
from records.visibility import PUBLIC

RESERVED_NUMBER = re.compile(r"\+44207946\d{4}|\+331990\d{5}|\+493023125\d{3}")
RESERVED_DOMAIN = re.compile(r"\.example(/|$)")


# Of the project and its publication, as the printed lists name them: partners, owners of practices and cases, commentators, members.
FORTY_SIX = """
Associazione On the Road
La Strada International
Anti-Slavery International
ALC
ACCEM
Association for Developing Alternative Practices for Reintegration and Education
LEFOE
KOK
PAG-ASA
New road (Novi put)
People’s Harmonious Development Society
Municipality of Venice, Social and Humanitarian Protection Unit
Comunità Oasi 2 San Francesco Onlus
Centre to Protect Victims and Prevent Trafficking in Human Beings
Missing Persons’ Families Support Centre
Femmes en Détresse a.s.b.l. - Service ViSAVi
ASTRA – Anti Trafficking Action (Akcija protiv trgovine ljudima)
Red Española contra la Trata de Personas (Spanish Network against Trafficking in Persons)
SICAR cat
Human Resource Development Foundation
KOOFRA e.V., Coordination Centre against Trafficking in Women
Network against Human Trafficking in Azerbaijan
Mitternachtsmission Heilbronn
Pro-tukipiste
People for Change
Amnesty International
Asociación para la Prevención, Reinserción y Atención de la Mujer Prostituida
Asociación de Investigación y Especialización sobre Temas Iberoamericanos
Alto Comisionado de Naciones Unidas para los Refugiados/United Nations High Commissioner for Refugees
Caritas
Comisión Española de Ayuda al Refugiado
Conferencia Española de Religiosos
Federación de Mujeres Progresistas
Fundación Cruz Blanca
Cruz Roja Española
Instituto de Estudios Políticos para América Latina y África
Médicos del Mundo
Mujeres en Zona de Conflicto
International Organization for Migration
Proyecto Esperanza
Red Cántabra contra el tráfico de personas y la explotación sexual
Save the Children
Fundación Tierra de Hombres
Villa Teresita
Women’s Link Worldwide
Xarxa Catalana sobre la trata de personas
""".strip().splitlines()


def examples():
    return Organisation.objects.filter(name_en__contains="Example")


def test_ten_organisations_are_invented_and_say_so_in_five_languages(demonstration):
    assert examples().count() == 10
    for record in (*examples(), *Service.objects.all(), *Charter.objects.all()):
        assert set(record.completeness.values()) == {Completeness.COMPLETE}, record


def test_the_forty_six_organisations_of_the_project_are_there(demonstration):
    known = {name for each in Organisation.objects.published() for name in (*each.every_name, each.acronym) if name}

    assert len(FORTY_SIX) == 46
    assert [name for name in FORTY_SIX if not {name, name.partition(" - ")[0]} & known] == []


def test_who_leads_a_practice_has_a_service_that_it_tells_of(demonstration):
    leads = Organisation.objects.filter(involvements__role="lead").distinct()

    assert leads.exists()
    assert list(leads.filter(services=None)) == []


def test_every_case_that_the_directory_must_show_is_there(demonstration):
    hotlines = ServiceContactPoint.objects.filter(kind="hotline", visibility="public")
    assert hotlines.values("owner__organisation").distinct().count() == 6
    ended = examples().get(standing="ceased")
    assert ended.successor and ended not in Organisation.objects.to_call()
    two_years_ago = date.today() - timedelta(days=730)
    assert examples().to_call().filter(confirmed_on__lt=two_years_ago).count() == 1
    assert OrganisationContactPoint.objects.filter(precision="confidential").count() == 1
    secrets = examples().filter(membership="member", referral_visibility="members", referral_procedure_en__gt="")
    assert len({each.referral_procedure_en for each in secrets}) == 2


def test_contacts_are_reserved_ones_and_such_as_an_editor_might_save(demonstration):
    for contact in (*OrganisationContactPoint.objects.all(), *ServiceContactPoint.objects.all()):
        value = contact.value
        try:
            contact.clean()
        except ValidationError as refusal:
            pytest.fail(f"{contact}: {refusal}")
        assert contact.value == value
        if contact.is_phone:
            assert RESERVED_NUMBER.fullmatch(value), value
        elif contact.kind != "address":
            assert RESERVED_DOMAIN.search(value), value


def test_nothing_is_told_of_a_real_organisation_but_what_practices_tell(demonstration):
    real = Organisation.objects.exclude(name_en__contains="Example")

    assert not ServiceContactPoint.objects.filter(owner__organisation__in=real).exists()
    assert not OrganisationContactPoint.objects.filter(owner__in=real).exists()
    for service in Service.objects.filter(organisation__in=real):
        assert all("2012" in str(service.texts_in(language).description) for language in LANGUAGES), service


def test_a_second_load_adds_nothing_and_removing_takes_it_all(demonstration):
    before = [model.objects.count() for model in (Organisation, Service, Charter)]
    call_command("load_demo", verbosity=0)
    assert [model.objects.count() for model in (Organisation, Service, Charter)] == before

    call_command("load_demo", remove=True, verbosity=0)
    assert not any(model.objects.exists() for model in (Organisation, Service, Charter))


def test_the_charter_is_public_and_names_its_members(demonstration, client):
    page = client.get("/de/directory/charter/").content.decode()

    assert "Charta der Plattform" in page
    for member in examples().visible_to(PUBLIC).filter(membership="member"):
        assert member.name_de in page


def test_twelve_countries_are_described_as_they_were_in_2012(demonstration):
    profiles = CountryProfile.objects.visible_to(PUBLIC)

    assert profiles.count() == 12
    for each in profiles:
        assert set(each.completeness.values()) == {Completeness.COMPLETE}, each
        for language in LANGUAGES:
            texts = each.texts_in(language)
            told = [str(getattr(texts, name)) for name in HEADINGS if getattr(texts, name)]
            assert told and all("2012" in text for text in told)
        assert each.correspondent is None or "Example" in each.correspondent.name_en


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stays_light(client, demonstration, search_index, language):
    search_index.refresh()

    page = client.get(f"/{language}/directory/").content
    drawn = re.search(rb'<svg class="map".*?</svg>', page, re.S)[0]

    assert len(page) < 100_000
    assert len(drawn) < 60_000
