"""The overview of what is left to translate in a language."""

import pytest
from django.urls import reverse

from directory.models import Organisation
from practices.models import Practice
from records.languages import mark
from records.operations import withdraw
from tests.factories import (
    CaseStudyFactory,
    DraftFactory,
    EditorFactory,
    MemberFactory,
    OrganisationFactory,
    PracticeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def overview(client):
    """The overview of a language as an editor sees it: `overview("it", published="on")`."""
    client.force_login(EditorFactory())
    return lambda language, **filters: client.get(reverse("desk_translations", args=[language]), filters)


def titles(response):
    return [str(entry.record) for entry in response.context["entries"]]


def outdated_organisation(name):
    organisation = OrganisationFactory(name_en="Before", name_it="Prima")
    organisation.name_en = name
    organisation.save()
    return organisation


def test_the_name_of_an_organisation_needs_no_translation(overview):
    OrganisationFactory(name_en="Casa Aperta", source_language="en")

    assert titles(overview("de")) == []


def test_the_nearest_to_completion_comes_first(overview):
    PracticeFactory(title_en="Nothing yet", summary_en="Text")
    PracticeFactory(title_en="Complete", title_it="Completo")
    PracticeFactory(title_en="Half", summary_en="Text", title_it="Metà")
    DraftFactory(title_en="Two thirds", summary_en="Text", area_en="Here", title_it="Due terzi", area_it="Qui")

    response = overview("it")

    assert titles(response) == ["Two thirds", "Half", "Nothing yet"]
    page = response.content.decode()
    assert 'value="2" max="3"' in page
    assert "2 of 3 fields" in page


def test_outdated_and_unreviewed_texts_are_listed_too(overview):
    outdated = PracticeFactory(title_en="Old words", title_it="Parole")
    outdated.title_en = "New words"
    outdated.save()
    machine = PracticeFactory(title_en="By machine", title_it="A macchina")
    mark(machine, "title", "it", by_machine=True)
    machine.save()

    response = overview("it")

    assert titles(response) == ["By machine", "New words"]
    words = {each["code"]: each["words"] for each in response.context["languages"]}
    assert (words["it"], words["de"], words["en"]) == ("1 outdated, 1 by machine", "2 missing", "complete")


def test_each_leads_to_its_translation(overview):
    practice = PracticeFactory()

    assert f"/translate/{practice.pk}/it/" in overview("it").content.decode()


def test_a_record_is_not_listed_in_its_own_language(overview):
    PracticeFactory(title_en="", title_it="Ispezioni", source_language="it")

    assert titles(overview("it")) == []
    assert titles(overview("en")) == ["Ispezioni"]


def test_what_was_withdrawn_is_left_out(overview):
    withdraw(PracticeFactory(), "A mistake.")

    assert titles(overview("it")) == []


def test_filters_by_kind_and_by_what_is_published(overview):
    PracticeFactory(title_en="Published")
    DraftFactory(title_en="Draft")
    outdated_organisation("Organisation")

    assert titles(overview("it", kind="practice")) == ["Published", "Draft"]
    assert set(titles(overview("it", published="on"))) == {"Published", "Organisation"}
    assert len(titles(overview("it", kind="nothing"))) == 3


def test_states_that_were_stored_before_fields_were_counted_are_read_all_the_same(overview):
    PracticeFactory(title_en="Old state")
    Practice.objects.update(translation_state={"it": {"missing": 2, "outdated": 1}})

    response = overview("it")

    assert titles(response) == ["Old state"]
    assert "not counted yet" in response.content.decode()


def test_the_overview_costs_the_same_however_much_there_is(overview, django_assert_max_num_queries):
    for _ in range(3):
        PracticeFactory()
        CaseStudyFactory(title_en="")
        outdated_organisation("After")
    overview("it")
    with django_assert_max_num_queries(100) as few:
        overview("it")
    for _ in range(20):
        PracticeFactory()
        CaseStudyFactory(title_en="")
        outdated_organisation("After")

    with django_assert_max_num_queries(len(few)):
        response = overview("it")

    assert len(response.context["entries"]) == 50
    assert response.context["page"].paginator.count == 69


def test_the_menu_leads_to_the_language_of_the_admin(client):
    client.force_login(EditorFactory())

    assert reverse("desk_translations_own") in client.get(reverse("wagtailadmin_home")).content.decode()
    response = client.get(reverse("desk_translations_own"), headers={"accept-language": "it"})
    assert response.url == reverse("desk_translations", args=["en"])


def test_there_is_no_overview_for_members_or_of_an_unknown_language(overview, client):
    assert overview("it").status_code == 200
    assert client.get("/admin/translations/xx/", follow=True).status_code == 404

    client.force_login(MemberFactory())
    assert client.get(reverse("desk_translations", args=["it"])).status_code in (302, 403)
    assert not Organisation.objects.filter(live=False).exists()
