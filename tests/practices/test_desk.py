"""Practices in the Wagtail admin, in its plain form."""

import pytest
from django.urls import reverse

from practices.models import Practice
from tests.factories import ChiefEditorFactory, EditorFactory, PracticeFactory

pytestmark = pytest.mark.django_db

VIEWSET = Practice.snippet_viewset


def form_of(client, address):
    """The fields of an edit form as a browser would post them."""
    from lxml import html

    page = html.fromstring(client.get(address).content)
    form = next(form for form in page.forms if form.fields.get("csrfmiddlewaretoken") and "title_en" in form.fields)
    return dict(form.form_values())


def address(name, *args):
    return reverse(VIEWSET.get_url_name(name), args=args)


def test_the_list_shows_numbers_and_languages(signed_in):
    PracticeFactory(number=6, title_en="Inspections", title_it="Ispezioni")

    page = signed_in(EditorFactory()).get(address("list")).content.decode()

    assert "Inspections" in page
    assert "IT ✓" in page
    assert "DE 1 missing" in page


def test_a_new_practice_is_saved_half_written(signed_in):
    client = signed_in(EditorFactory())
    data = form_of(client, address("add"))

    response = client.post(address("add"), data | {"title_it": "Ispezioni"})

    assert response.status_code == 302, response.context["form"].errors
    draft = Practice.objects.get()
    assert (draft.title_it, draft.live, draft.number) == ("Ispezioni", False, None)


def test_publishing_asks_for_the_title_in_the_source_language(signed_in):
    client = signed_in(ChiefEditorFactory())
    data = form_of(client, address("add"))

    response = client.post(address("add"), data | {"title_it": "Ispezioni", "action-publish": "1"})

    assert "title_en" in response.context["form"].errors
    assert "Ispezioni" in response.content.decode()

    response = client.post(address("add"), data | {"title_en": "Inspections", "action-publish": "1"})
    assert response.status_code == 302
    assert Practice.objects.get().live


def test_editing_keeps_what_the_form_did_not_touch(signed_in):
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni", background_de="<p>Hintergrund</p>")
    client = signed_in(ChiefEditorFactory())
    data = form_of(client, address("edit", practice.pk))

    response = client.post(
        address("edit", practice.pk), data | {"title_en": "Joint inspections", "action-publish": "1"}
    )

    assert response.status_code == 302, response.context["form"].errors
    practice.refresh_from_db()
    assert (practice.title_en, practice.title_it) == ("Joint inspections", "Ispezioni")
    assert "Hintergrund" in practice.background_de
    assert not practice.background_en


def test_a_copy_cannot_overwrite_its_original(signed_in):
    practice = PracticeFactory()

    assert not VIEWSET.copy_view_enabled
    copy = f"/admin/snippets/practices/practice/copy/{practice.pk}/"
    assert signed_in(ChiefEditorFactory()).get(copy, follow=True).status_code == 404


def test_a_period_that_ends_before_it_starts_is_told(signed_in):
    client = signed_in(EditorFactory())
    data = form_of(client, address("add"))

    response = client.post(address("add"), data | {"title_en": "Inspections", "start_year": "2010", "end_year": "2008"})

    assert "end_year" in response.context["form"].errors


def test_the_editors_link_leads_from_the_page_to_the_form(signed_in):
    practice = PracticeFactory()

    page = signed_in(EditorFactory()).get(practice.get_absolute_url()).content.decode()

    assert address("edit", practice.pk) in page
