import logging
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.models import Term
from tests.factories import (
    MemberFactory,
    OrganisationContactPointFactory,
    OrganisationFactory,
    ServiceContactPointFactory,
    ServiceFactory,
)

PAGE = "/en/directory/counterpart/"
NEED = {
    "from_country": "IT",
    "to_country": "RO",
    "services": ["emergency-shelter", "legal-counselling"],
    "language": "ro",
    "is_urgent": "on",
}

pytestmark = pytest.mark.django_db


def service_of(organisation, *codes, **values):
    service = ServiceFactory(organisation=organisation, **values)
    service.kinds.set(Term.objects.filter(vocabulary="services", code__in=codes))
    service.save()
    return service


@pytest.fixture
def shelter():
    """An organisation in Romania that has all that NEED asks for."""
    organisation = OrganisationFactory(
        name_en="Casa Example",
        country="RO",
        countries=["RO", "IT"],
        accepts_referrals="yes",
        answer_time="hours",
        confirmed_on=date.today() - timedelta(days=10),
    )
    service = service_of(
        organisation,
        "emergency-shelter",
        "legal-counselling",
        name_en="House by the river",
        languages_spoken=["ro", "en"],
        conditions_en="Women from 18.",
    )
    ServiceContactPointFactory(owner=service, kind="hotline", value="+40215550100", always_open=True)
    return organisation


def ask(client, **changes):
    response = client.post(PAGE, NEED | changes)
    assert response.status_code == 200
    return response, response.content.decode()


def test_the_one_who_fits_comes_first_and_the_page_says_why(client, shelter):
    OrganisationFactory(name_en="Elsewhere in Romania", country="RO")

    _response, page = ask(client)

    assert page.index("Casa Example") < page.index("Elsewhere in Romania")
    for words in (
        "Offers: Emergency shelter, Legal counselling.",
        "Language spoken: Romanian.",
        "Somebody answers 24 hours a day, 7 days a week.",
        "Accepts referrals from abroad. It usually answers within hours.",
        "Works in your country as well: Italy.",
        "Women from 18.",
        "+40 21 555 0100",
    ):
        assert words in page, words


def test_what_is_missing_is_said_too(client):
    OrganisationFactory(country="RO")

    _response, page = ask(client)

    for words in (
        "Its entry does not name: Emergency shelter, Legal counselling.",
        "Its entry does not say which languages are spoken.",
        "Its entry does not say whether it accepts referrals from abroad.",
        "Nothing in its entry is open day and night.",
        "No phone, e-mail or form is open to you.",
        "The organisation itself has not confirmed this entry yet.",
    ):
        assert words in page, words


def test_without_a_country_the_form_says_so_and_keeps_the_rest(client):
    _response, page = ask(client, to_country="")

    assert "Choose the country. Everything else you chose is still here." in page
    assert 'value="emergency-shelter" checked' in page
    assert '<option value="ro" selected>' in page


def test_a_country_without_an_entry_says_whom_else_to_ask(client):
    assert "No organisation in the directory works there yet." in ask(client, to_country="IS")[1]


@pytest.mark.parametrize("values", [{"live": False}, {"visibility": "members"}, {"standing": "ceased"}])
def test_whoever_is_not_to_be_called_is_not_in_the_answer(client, values):
    OrganisationFactory(name_en="Not to be called", country="RO", **values)

    assert "Not to be called" not in ask(client)[1]


def test_what_only_members_may_see_is_in_the_answer_of_members_alone(client, shelter, signed_in):
    OrganisationContactPointFactory(owner=shelter, kind="phone", value="+40215550199", visibility="members")
    service_of(shelter, "emergency-shelter", name_en="Hidden house", visibility="members")
    shelter.referral_procedure_en = "Send the intake sheet."
    shelter.save()
    secrets = ("555 0199", "Hidden house", "Send the intake sheet.")

    assert not [secret for secret in secrets if secret in ask(client)[1]]

    member = signed_in(MemberFactory())
    assert all(secret in ask(member)[1] for secret in secrets)


def test_a_service_for_members_neither_ranks_nor_explains_for_others(client):
    organisation = OrganisationFactory(country="RO")
    service_of(organisation, "emergency-shelter", visibility="members", languages_spoken=["ro"])

    _response, page = ask(client)

    assert "Offers:" not in page
    assert "Language spoken" not in page


def test_a_service_abroad_is_found_by_the_country_it_serves(client):
    organisation = OrganisationFactory(name_en="Far Example", country="DE")
    service_of(organisation, "emergency-shelter", countries=["RO"])
    service_of(organisation, "legal-counselling", countries=["DE"])

    _response, page = ask(client)

    assert "Offers: Emergency shelter." in page
    assert "its seat is in another country: Germany" in page


# --- Nothing about the person ---


def test_a_page_shows_the_best_five_and_more_to_who_asks_for_more(client):
    for number in range(7):
        OrganisationFactory(name_en=f"House {number}", country="RO")
    response, page = ask(client)
    assert len(response.context["answer"].counterparts) == 5
    assert "Show more of them" in page

    response, page = ask(client, more="1")

    assert len(response.context["answer"].counterparts) == 7
    assert "Show more of them" not in page


def test_of_an_organisation_elsewhere_only_what_serves_the_country_is_shown(client):
    abroad = OrganisationFactory(name_en="Abroad", country="AT", countries=[])
    service_of(abroad, "legal-counselling", name_en="Advice in Romania", countries=["RO"])
    service_of(abroad, "legal-counselling", name_en="Advice at home", countries=[])

    _response, page = ask(client)

    assert "Advice in Romania" in page
    assert "Advice at home" not in page


def test_a_house_that_is_always_open_answers_nobody_who_cannot_call_it(client):
    house = service_of(OrganisationFactory(country="RO"), "emergency-shelter", always_open=True)
    number = ServiceContactPointFactory(owner=house, kind="phone", value="+40215550101", visibility="members")
    assert "Somebody answers 24 hours a day" not in ask(client)[1]

    number.visibility = "public"
    number.save()

    assert "Somebody answers 24 hours a day" in ask(client)[1]


def test_whom_a_service_serves_is_said_and_its_conditions_are_to_be_read(client, shelter):
    service = shelter.services.get()
    assert "does not say whom it serves" in ask(client)[1]

    term = Term.objects.filter(vocabulary="target_groups").first()
    service.target_groups.add(term)
    service.save()
    page = ask(client)[1]

    assert f"Serves: {term}." in page
    assert "It has conditions" in page
    service.conditions_en = ""
    service.save()
    assert "names no conditions" in ask(client)[1]


def test_what_was_asked_is_kept_nowhere(client, shelter, caplog):
    with (
        caplog.at_level(logging.DEBUG),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        response, page = ask(client)

    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    said = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert not [value for value in ("emergency-shelter", "RO", "is_urgent") if value in said]
    assert "?" not in response.request["QUERY_STRING"]
    assert f'action="{PAGE}"' in page


def test_nothing_is_read_out_of_an_address(client, shelter):
    page = client.get(PAGE, NEED).content.decode()

    assert "Casa Example" not in page
    assert '<option value="RO" selected>' not in page


def test_the_form_asks_nothing_about_a_person(client):
    form = client.get(PAGE).content.decode().split('class="counterpart-form"')[1].split("</form>")[0]

    assert "<textarea" not in form
    assert 'type="text"' not in form
    assert "csrf" not in form


def test_the_queries_do_not_grow_with_the_directory(client, django_assert_max_num_queries):
    for _number in range(3):
        service_of(OrganisationFactory(country="RO"), "emergency-shelter", languages_spoken=["ro"])
    with CaptureQueriesContext(connection) as few:
        ask(client)
    for _number in range(12):
        organisation = OrganisationFactory(country="RO")
        for _each in range(2):
            service_of(organisation, "emergency-shelter", languages_spoken=["ro"])
    with CaptureQueriesContext(connection) as many:
        ask(client)

    assert len(many) == len(few)


@pytest.mark.parametrize("language", ["it", "de", "es", "fr"])
def test_it_speaks_each_language(client, shelter, language):
    page = client.post(f"/{language}/directory/counterpart/", NEED).content.decode()

    assert f'<html lang="{language}">' in page
    assert "Why it fits" not in page
