"""Two people, one record: nobody's text is lost, whoever saves last."""

import json

import pytest
from django.urls import reverse
from lxml import html

from practices.models import Practice
from records.desk.languages_of_record import address as translation_address
from records.operations import publish
from tests.factories import ChiefEditorFactory, EditorFactory, OrganisationFactory, PracticeFactory, TagFactory

pytestmark = pytest.mark.django_db

BACKGROUND = "<p>Harvests are seasonal.</p>"


def address(name, *args):
    return reverse(Practice.snippet_viewset.get_url_name(name), args=args)


def form_of(response):
    """The form on a page as a browser would post it: {name: [value, ...]}"""
    page = html.fromstring(response.content)
    form = next(form for form in page.forms if "shown" in form.fields)
    data = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    return data


def draft():
    return Practice.objects.get().get_latest_revision_as_object()


class Editor:
    """Somebody with a form open in a browser."""

    def __init__(self, client, user, url):
        self.client, self.url = client, url
        client.force_login(user)
        self.open()

    def open(self):
        self.data = form_of(self.client.get(self.url))

    def save(self, **changes):
        return self.client.post(self.url, self.data | changes)

    def autosave(self, **changes):
        """What Wagtail's JavaScript does: post in the background, then take over what the answer says."""
        self.data |= changes
        response = self.client.post(self.url, self.data, headers={"accept": "application/json"})
        answer = response.json()
        if answer["success"]:
            self.data |= answer["field_updates"] | {"overwrite_revision_id": answer["revision_id"]}
        return answer

    def save_by_hand(self, **changes):
        self.data.pop("overwrite_revision_id", None)
        return self.save(**changes)


@pytest.fixture
def practice():
    practice = PracticeFactory(
        title_en="Inspections",
        summary_en="Joint visits.",
        background_en=BACKGROUND,
        objectives_en="<p>Fewer fires.</p>",
        title_it="Ispezioni",
        organisations=[OrganisationFactory(), OrganisationFactory()],
    )
    practice.tags.add(TagFactory(name_en="harvest"))
    return publish(practice)


@pytest.fixture
def anna(practice):
    from django.test import Client

    return Editor(Client(), EditorFactory(), address("edit", practice.pk))


@pytest.fixture
def ben(practice):
    from django.test import Client

    return Editor(Client(), ChiefEditorFactory(), address("edit", practice.pk))


def errors(response):
    return response.context["form"].errors


def test_changes_to_different_fields_are_put_together(anna, ben):
    anna.save(title_en="Night inspections")
    response = ben.save(summary_en="Joint visits at night.")

    assert response.status_code == 302
    assert (draft().title_en, draft().summary_en) == ("Night inspections", "Joint visits at night.")


def test_a_rich_text_that_only_they_changed_is_theirs(anna, ben):
    text = json.loads(anna.data["background_en"][0])
    text["blocks"][0]["text"] = "Harvests are short."
    anna.save(background_en=json.dumps(text))
    ben.save(summary_en="Joint visits at night.")

    assert "Harvests are short." in draft().background_en
    assert draft().summary_en == "Joint visits at night."


def test_tags_choices_and_rows_that_only_they_changed_are_theirs(anna, ben):
    response = anna.save(**{"tags": "night", "countries": ["IT", "DE"], "involvements-0-name_as_printed": "Printed"})
    assert response.status_code == 302, errors(response)
    ben.save(summary_en="Joint visits at night.")

    assert [str(tag) for tag in draft().tags.all()] == ["night"]
    assert [country.code for country in draft().countries] == ["DE", "IT"]
    assert "Printed" in [row.name_as_printed for row in draft().involvements.all()]
    assert draft().summary_en == "Joint visits at night."


def test_a_row_that_they_removed_stays_removed(anna, ben):
    anna.save(**{"involvements-0-DELETE": "on"})
    response = ben.save(summary_en="Joint visits at night.")

    assert response.status_code == 302, errors(response)
    assert draft().involvements.count() == 1
    assert draft().summary_en == "Joint visits at night."


def test_the_same_field_is_asked_about_and_both_texts_are_shown(anna, ben):
    anna.save(title_en="Night inspections")
    response = ben.save(title_en="Day inspections", summary_en="Joint visits by day.")

    assert draft().title_en == "Night inspections"
    assert "Night inspections" in str(errors(response)["title_en"])
    assert list(errors(response)) == ["title_en"]
    ben.data = form_of(response)
    assert ben.data["title_en"] == ["Day inspections"]

    response = ben.save()

    assert response.status_code == 302
    assert (draft().title_en, draft().summary_en) == ("Day inspections", "Joint visits by day.")
    assert "Night inspections" in [revision.content["title_en"] for revision in Practice.objects.get().revisions]


def test_their_text_is_shown_as_it_was_written(anna, ben):
    anna.save(summary_en="Fewer than <5 visits\n<script>")

    page = ben.save(summary_en="Many visits").content.decode()

    assert "Fewer than &lt;5 visits<br>&lt;script&gt;" in page


def test_nothing_is_autosaved_while_the_question_is_open(anna, ben):
    anna.save(title_en="Night inspections")

    assert b"w-autosave#save" not in ben.save(title_en="Day inspections").content


def test_what_changes_while_one_decides_is_asked_about_again(anna, ben):
    anna.save(title_en="Night inspections")
    ben.data = form_of(ben.save(title_en="Day inspections"))
    anna.open()
    anna.save(title_en="Inspections at dawn")

    assert "Inspections at dawn" in str(errors(ben.save())["title_en"])


def test_what_only_they_changed_is_kept_after_the_question_too(anna, ben):
    anna.save(title_en="Night inspections", summary_en="Joint visits at night.")
    ben.data = form_of(ben.save(title_en="Day inspections"))

    ben.save()

    assert (draft().title_en, draft().summary_en) == ("Day inspections", "Joint visits at night.")


def test_rows_that_both_changed_are_asked_about_as_a_whole(anna, ben):
    anna.save(**{"involvements-0-name_as_printed": "Printed by Anna"})
    response = ben.save(**{"involvements-0-name_as_printed": "Printed by Ben"})

    [problem] = response.context["form"].formsets["involvements"].non_form_errors()
    assert "Printed by Anna" in problem
    ben.data = form_of(response)
    ben.save()
    assert "Printed by Ben" in [row.name_as_printed for row in draft().involvements.all()]


def test_a_row_that_one_removed_and_the_other_changed_is_asked_about(anna, ben):
    anna.save(**{"involvements-0-DELETE": "on"})
    ben.data = form_of(ben.save(**{"involvements-0-name_as_printed": "Printed by Ben"}))
    assert draft().involvements.count() == 1

    response = ben.save()

    assert response.status_code == 302, errors(response)
    assert "Printed by Ben" in [row.name_as_printed for row in draft().involvements.all()]


def test_the_same_change_twice_is_no_question(anna, ben):
    anna.save(title_en="Night inspections")

    response = ben.save(**{"title_en": "Night inspections", "involvements-0-DELETE": "on"})

    assert response.status_code == 302
    assert draft().involvements.count() == 1


def test_a_translation_saved_meanwhile_is_kept(anna, client, practice):
    client.force_login(EditorFactory())
    page = html.fromstring(client.get(translation_address(practice, "it")).content)
    data = dict(next(form for form in page.forms if "title_it" in form.fields).form_values())
    client.post(translation_address(practice, "it"), data | {"title_it": "Ispezioni notturne"})
    assert draft().title_it == "Ispezioni notturne"

    assert anna.autosave(summary_en="Autosaved.")["success"]
    assert draft().title_it == "Ispezioni notturne"
    anna.save_by_hand(summary_en="Saved.")

    assert (draft().title_it, draft().summary_en) == ("Ispezioni notturne", "Saved.")


def test_an_older_form_published_takes_what_others_saved_along(anna, ben, practice):
    anna.save(title_en="Night inspections")
    ben.save(**{"summary_en": "Joint visits at night.", "action-publish": "action-publish"})

    practice.refresh_from_db()
    assert (practice.title_en, practice.summary_en) == ("Night inspections", "Joint visits at night.")


def test_a_form_with_faults_does_not_forget_what_it_showed(anna, ben):
    anna.save(title_en="Night inspections")
    response = ben.save(start_year="2010", end_year="2008")
    assert "end_year" in errors(response)
    ben.data = form_of(response)

    ben.save(end_year="2012")

    assert (draft().title_en, draft().end_year) == ("Night inspections", 2012)


def test_autosaves_of_two_people_are_put_together(anna, ben):
    assert anna.autosave(title_en="Night")["success"]
    assert ben.autosave(summary_en="Joint visits at night.")["success"]
    assert anna.autosave(title_en="Night inspections")["success"]

    assert (draft().title_en, draft().summary_en) == ("Night inspections", "Joint visits at night.")
    assert ben.save_by_hand(area_en="Foggia").status_code == 302
    assert (draft().title_en, draft().area_en) == ("Night inspections", "Foggia")


def test_a_form_opened_while_somebody_autosaves_knows_what_it_showed(anna, ben):
    anna.autosave(title_en="Night")
    ben.open()
    anna.autosave(title_en="Night inspections")  # in place: what Ben's form was loaded from is gone

    assert ben.save(summary_en="Joint visits at night.").status_code == 302
    assert (draft().title_en, draft().summary_en) == ("Night inspections", "Joint visits at night.")


def test_an_autosave_decides_nothing(anna, ben):
    anna.save(title_en="Night inspections")

    answer = ben.autosave(title_en="Day inspections")

    assert (answer["success"], answer["error_code"]) == (False, "invalid_revision")
    assert draft().title_en == "Night inspections"


def test_ones_own_autosave_is_nobody_else(anna):
    anna.autosave(title_en="Night")
    anna.autosave(title_en="Night inspections")

    assert anna.save_by_hand(title_en="Inspections at night").status_code == 302
    assert draft().title_en == "Inspections at night"


def test_autosaves_of_one_person_share_a_revision(anna, practice):
    before = practice.revisions.count()
    for title in ("N", "Ni", "Night"):
        anna.autosave(title_en=title)

    assert practice.revisions.count() == before + 1


def test_a_refused_autosave_names_the_field(anna):
    answer = anna.autosave(start_year="2010", end_year="2008")

    assert answer["error_code"] == "validation_error"
    assert "nd" in answer["error_message"]
    assert "To be mended first" in answer["error_message"]


def test_an_empty_form_sent_twice_makes_one_record(client):
    editor = Editor(client, EditorFactory(), address("add"))

    first = editor.save(title_en="Inspections")
    again = editor.save(title_en="Inspections")

    assert first.url == again.url
    assert Practice.objects.count() == 1


def test_going_back_to_the_empty_form_and_changing_it_asks(client):
    editor = Editor(client, EditorFactory(), address("add"))
    editor.save(title_en="Inspections")

    response = editor.save(title_en="Night inspections")

    assert "Inspections" in str(errors(response)["title_en"])
    assert draft().title_en == "Inspections"
    editor.url, editor.data = address("edit", Practice.objects.get().pk), form_of(response)
    editor.save()
    assert draft().title_en == "Night inspections"


def test_two_empty_forms_make_two_records(client):
    for _each in range(2):
        Editor(client, EditorFactory(), address("add")).save(title_en="Inspections")

    assert Practice.objects.count() == 2


def test_an_autosaved_new_record_is_saved_by_hand_without_a_question(client):
    editor = Editor(client, EditorFactory(), address("add"))
    editor.autosave(title_en="Insp")
    editor.url = address("edit", Practice.objects.get().pk)

    assert editor.save_by_hand(title_en="Inspections").status_code == 302
    assert draft().title_en == "Inspections"


def test_the_desk_says_who_is_still_signed_in(client):
    asked = reverse("signed_in")
    assert client.get(asked).status_code == 302

    client.force_login(EditorFactory())
    response = client.get(asked)

    assert (response.status_code, response.headers["Cache-Control"].count("no-store")) == (200, 1)
    assert len(response.content) == 64


def test_every_saved_form_is_loaded_anew_by_the_back_button(anna):
    assert "no-store" in anna.client.get(anna.url).headers["Cache-Control"]
