"""Practices in the Wagtail admin, in its plain form."""

import html
import json

import pytest
from django.urls import reverse
from lxml.html import fromstring
from wagtail.users.models import UserProfile

from practices.models import Category, Funding, Practice
from practices.word_forms.labels import PRACTICE as LABELS
from tests.factories import ChiefEditorFactory, EditorFactory, PracticeFactory

pytestmark = pytest.mark.django_db

VIEWSET = Practice.snippet_viewset


def form_of(client, address):
    """The fields of an edit form as a browser would post them."""
    page = fromstring(client.get(address).content)
    form = page.get_element_by_id("w-editor-form")
    # A browser posts an input without a value as well.
    empty = {field.name: "" for field in form.inputs if field.get("type") in ("hidden", "text", "number")}
    return empty | dict(form.form_values())


def rich_text_as_posted(text):
    """What Draftail posts for one paragraph."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


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

    response = client.post(address("add"), data | {"summary_en": "Joint visits."})

    assert response.status_code == 302, response.context["form"].errors
    draft = Practice.objects.get()
    assert (draft.summary_en, draft.source_language, draft.live, draft.number) == ("Joint visits.", "en", False, None)


def test_a_practice_is_written_in_the_language_its_editor_chooses(signed_in):
    client = signed_in(EditorFactory())
    data = form_of(client, address("add") + "?language=it")
    assert "title_it" in data
    assert "title_en" not in data

    client.post(address("add"), data | {"title_it": "Ispezioni"})

    draft = Practice.objects.get()
    assert (draft.title_it, draft.source_language) == ("Ispezioni", "it")
    assert form_of(client, address("edit", draft.pk))["title_it"] == "Ispezioni"


def test_publishing_names_what_is_missing_and_links_to_it(signed_in):
    client = signed_in(ChiefEditorFactory())
    data = form_of(client, address("add"))

    response = client.post(address("add"), data | {"summary_en": "Kept.", "action-publish": "1"})

    page = response.content.decode()
    assert not Practice.objects.exists()
    assert {"title_en", "category", "countries", "objectives_en"} <= set(response.context["form"].errors)
    for field in ("title_en", "category", "countries", "objectives_en"):
        assert f'<a href="#id_{field}">' in page
    assert "Kept." in page


def test_a_practice_with_what_is_needed_is_published(signed_in):
    client = signed_in(ChiefEditorFactory())
    needed = {
        "title_en": "Inspections",
        "category": Category.objects.get(code="A").pk,
        "countries": ["IT"],
        "objectives_en": rich_text_as_posted("Fewer accidents."),
    }

    response = client.post(address("add"), form_of(client, address("add")) | needed | {"action-publish": "1"})

    assert response.status_code == 302, response.context["form"].errors
    assert Practice.objects.get().live


def test_editing_keeps_every_other_language(signed_in):
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni", background_de="<p>Hintergrund</p>")
    client = signed_in(EditorFactory())
    data = form_of(client, address("edit", practice.pk))

    response = client.post(address("edit", practice.pk), data | {"title_en": "Joint inspections"})

    assert response.status_code == 302, response.context["form"].errors
    draft = Practice.objects.get().get_latest_revision_as_object()
    assert (draft.title_en, draft.title_it) == ("Joint inspections", "Ispezioni")
    assert draft.background_de == "<p>Hintergrund</p>"
    assert not draft.background_en


def test_related_practices_are_named_by_their_numbers(signed_in):
    practice, other, third = PracticeFactory(number=6), PracticeFactory(number=12), PracticeFactory(number=13)
    practice.related.add(other)
    practice.save()
    client = signed_in(EditorFactory())
    data = form_of(client, address("edit", practice.pk))
    assert data["related"] == "12"

    client.post(address("edit", practice.pk), data | {"related": "12, 13"})
    draft = Practice.objects.get(number=6).get_latest_revision_as_object()
    assert set(draft.related.all()) == {other, third}

    for mistake in ("12, 99", "twelve"):
        response = client.post(address("edit", practice.pk), data | {"related": mistake})
        assert "related" in response.context["form"].errors
        assert mistake in response.content.decode()


def test_rows_keep_their_translations_also_before_they_were_ever_published(signed_in):
    practice = PracticeFactory(live=False)
    practice.fundings = [Funding(source_en="Province", source_it="Provincia", source_digests={"source": {"it": {}}})]
    practice.save_revision()
    client = signed_in(EditorFactory())

    client.post(address("edit", practice.pk), form_of(client, address("edit", practice.pk)) | {"title_en": "Changed"})

    draft = Practice.objects.get().get_latest_revision_as_object()
    assert draft.title_en == "Changed"
    assert [(row.source_en, row.source_it) for row in draft.fundings.all()] == [("Province", "Provincia")]


def test_the_form_gives_the_help_of_the_printed_form_in_the_editors_language(signed_in):
    editor = EditorFactory()
    UserProfile.get_for_user(editor)
    UserProfile.objects.update(preferred_language="de")

    page = signed_in(editor).get(address("add")).content.decode()

    assert LABELS.help_of("objectives", "de") in html.unescape(page)


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


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        ({"precision": "confidential", "visibility": "members"}, "not even in a draft"),
        ({"precision": "exact", "visibility": "public"}, "An exact address is never public"),
    ],
)
def test_an_address_that_could_hurt_somebody_is_refused(signed_in, row, refusal):
    client = signed_in(EditorFactory())
    row = {"kind": "address", "value": "Example Street 1", "audience": "public", "id": "", "ORDER": "1"} | row
    rows = {"contact_points-TOTAL_FORMS": "1"} | {f"contact_points-0-{name}": row[name] for name in row}

    response = client.post(address("add"), form_of(client, address("add")) | {"title_en": "Inspections"} | rows)

    assert refusal in response.content.decode()
    assert not Practice.objects.exists()
