"""Case studies in the Wagtail admin: the form, the check, and what both refuse."""

import re

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from practices.case_studies import protection
from practices.models import CasePartner, CaseStudy
from practices.questions import questions
from records.desk.bulk import PublishAction
from records.desk.review import desk_address
from tests.factories import (
    CaseStudyDraftFactory,
    CaseStudyFactory,
    ChiefEditorFactory,
    EditorFactory,
    MemberFactory,
    OrganisationFactory,
    PracticeFactory,
)
from tests.practices.test_desk import form_of, rich_text_as_posted

pytestmark = pytest.mark.django_db

VIEWSET = CaseStudy.snippet_viewset
DATE = "<p>She fled on <b>a cold</b> night, 12 March 2010, to the border.</p>"


def address(name, *args):
    return reverse(VIEWSET.get_url_name(name), args=args)


def unchecked(**texts):
    draft = CaseStudyDraftFactory(attested=False, **texts)
    draft.save_revision()
    return draft


def newest(case):
    return CaseStudy.objects.get(pk=case.pk).get_latest_revision_as_object()


def posted_check(client, case, **answers):
    page = client.get(address("check", case.pk)).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    return {"seen": seen, "kind": "", "season": "", "year": "", "kept": ""} | answers


ALL = {
    "answered": list(protection.QUESTIONS),
    "kind": "written",
    "season": "spring",
    "year": "2011",
    "kept": "safe of the NGO",
}


# --- The form ---


def test_the_form_follows_the_printed_one_with_its_official_wording(signed_in):
    page = signed_in(EditorFactory()).get(address("add")).content.decode()

    places = [page.index(f'id="id_{field}_en"') for field in questions() if field != "background"]
    assert places == sorted(places)
    assert "12. What is needed and which are your recommendations" in page
    assert "2. Background information on the victim" in page


def test_an_editor_writes_a_case_study_in_words_and_codes(signed_in):
    client = signed_in(EditorFactory())
    practice = PracticeFactory(number=6)
    needed = {
        "title_en": "A return",
        "organisation": OrganisationFactory().pk,
        "reporting_country": "IT",
        "origin": "Romania; the Balkans; not disclosed; de",
        "gender": ["female"],
        "areas": ["family-tracing", "release"],
        "related_practices": "6",
        "involvement_en": rich_text_as_posted("They were asked to help."),
    }

    response = client.post(address("add"), form_of(client, address("add")) | needed)

    assert response.status_code == 302, response.context["form"].errors
    draft = newest(CaseStudy.objects.get())
    assert draft.origin == ["RO", "the Balkans", "not disclosed", "DE"]
    assert (draft.gender, draft.areas) == (["female"], ["family-tracing", "release"])
    assert list(draft.related_practices.all()) == [practice]
    assert sorted(draft.country_codes) == ["DE", "IT", "RO"]
    assert form_of(client, address("edit", draft.pk))["origin"] == "Romania; the Balkans; not disclosed; Germany"


def test_partners_are_written_as_rows(signed_in):
    case = CaseStudyDraftFactory()
    case.partners = [CasePartner(name_en="Police", kind="police", role_en="Protected the family")]
    case.save_revision()
    client = signed_in(EditorFactory())

    data = form_of(client, address("edit", case.pk))
    client.post(address("edit", case.pk), data | {"partners-0-name_en": "Border police", "partners-0-country": "RO"})

    (partner,) = newest(case).partners.all()
    assert (partner.name_en, partner.country.code, partner.kind) == ("Border police", "RO", "police")


def test_a_case_study_without_a_title_has_one_in_each_language():
    case = CaseStudyDraftFactory(title_en="", areas=["court-proceedings"], origin=["RO"], destination=["not disclosed"])

    assert case.title_in("en") == "Court proceedings: Romania"
    assert case.title_in("de").endswith(": Rumänien")
    assert str(case) == "Court proceedings: Romania"
    case.title_en = "The long way home"
    assert case.title_in("en") == "The long way home"


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_the_form_saves_a_draft_and_says_why_it_goes_no_further(signed_in, action):
    case = unchecked()
    client = signed_in(ChiefEditorFactory())
    data = form_of(client, address("edit", case.pk)) | {"title_en": "Kept", action: "1"}

    page = client.post(address("edit", case.pk), data, follow=True).content.decode()

    assert "Saved as a draft, and not passed on yet." in page
    assert f'href="{address("check", case.pk)}"' in page
    assert newest(case).title_en == "Kept"
    assert not CaseStudy.objects.get().live
    assert not WorkflowState.objects.exists()


def test_a_new_case_study_cannot_be_published_before_it_is_checked(signed_in):
    client = signed_in(ChiefEditorFactory())
    needed = {
        "title_en": "A return",
        "organisation": OrganisationFactory().pk,
        "involvement_en": rich_text_as_posted("They were asked to help."),
        "action-publish": "1",
    }

    page = client.post(address("add"), form_of(client, address("add")) | needed, follow=True).content.decode()

    assert "not passed on yet" in page
    assert not CaseStudy.objects.get().live


def test_a_checked_case_study_goes_through_review(signed_in):
    case = CaseStudyDraftFactory()
    case.save_revision()
    editor, chief_editor = EditorFactory(), ChiefEditorFactory()
    client = signed_in(editor)
    client.post(address("edit", case.pk), form_of(client, address("edit", case.pk)) | {"action-submit": "1"})

    state = WorkflowState.objects.get()
    client = signed_in(chief_editor)
    client.post(review_address(case, "approve", state))

    assert CaseStudy.objects.get().live


def test_a_review_cannot_publish_what_is_not_checked(signed_in):
    case = unchecked(title_en="Secret")
    state = case.get_workflow().start(case, EditorFactory())

    page = signed_in(ChiefEditorFactory()).post(review_address(case, "approve", state), follow=True).content.decode()

    assert "This is not published." in page
    assert not CaseStudy.objects.get().live


def review_address(case, action, state):
    return reverse(VIEWSET.get_url_name("workflow_action"), args=[case.pk, action, state.current_task_state.pk])


def test_the_bulk_action_leaves_it_out_and_names_the_reason():
    case = unchecked()

    assert "not answered yet" in PublishAction.hindrance(case, EditorFactory())
    assert PublishAction.execute_action([case], user=ChiefEditorFactory()) == (0, 0)
    assert not CaseStudy.objects.get().live


def test_reinstating_what_was_never_checked_says_why_not(signed_in):
    case = CaseStudyFactory(attested=False)
    case.live_revision = case.save_revision()
    case.save()
    client = signed_in(ChiefEditorFactory())
    client.post(address("withdraw", case.pk), {"because": "In danger"})

    page = client.post(address("reinstate", case.pk), follow=True).content.decode()

    assert "This is not published." in page
    assert CaseStudy.objects.get().withdrawn_at


# --- The check ---


def test_the_form_leads_to_the_check_while_something_is_to_be_answered(signed_in):
    client = signed_in(EditorFactory())
    for case, is_shown in ((unchecked(), True), (CaseStudyDraftFactory(), False)):
        page = client.get(address("edit", case.pk)).content.decode()
        assert ("Before this can be published:" in page) is is_shown
        assert f'{address("check", case.pk)}"' in page  # in the menu beside "Save draft"


def test_an_editor_answers_everything_on_one_page(signed_in):
    case = unchecked(obstacles_en=DATE)
    editor = EditorFactory()
    client = signed_in(editor)

    answers = posted_check(client, case, **ALL, **{"reason-0": "Printed in a judgment."})
    response = client.post(address("check", case.pk), answers, follow=True)

    assert "The check is complete." in response.content.decode()
    draft = newest(case)
    assert draft.hindrances() == []
    assert protection.consent(draft) | {"at": ""} == {
        "kind": "written",
        "when": "spring 2011",
        "kept": "safe of the NGO",
        "by": editor.pk,
        "at": "",
    }
    page = client.get(address("check", case.pk)).content.decode()
    assert "Printed in a judgment." in page
    assert str(editor) in page


def test_a_proposal_is_taken_into_the_draft_and_leaves_the_rest(signed_in):
    case = unchecked(obstacles_en=DATE)
    client = signed_in(EditorFactory())

    client.post(address("check", case.pk), posted_check(client, case, take="0"))

    draft = newest(case)
    assert "12 March" not in draft.obstacles_en
    assert draft.obstacles_en.startswith("<p>She fled on <b>a cold</b> night, ")
    assert protection.findings(draft) == []


def test_the_second_of_two_like_findings_is_the_one_that_is_replaced(signed_in):
    case = unchecked(obstacles_en="<p>Told on 12 March 2010 &amp; noted.</p><p>Moved on 12 March 2010 again.</p>")
    client = signed_in(EditorFactory())

    client.post(address("check", case.pk), posted_check(client, case, take="1"))

    text = newest(case).obstacles_en
    assert "Told on 12 March 2010 &amp; noted." in text
    assert text.count("12 March 2010") == 1


def test_a_proposal_for_words_that_markup_cuts_is_not_offered(signed_in):
    case = unchecked(obstacles_en="<p>Told on 12 <b>March</b> 2010.</p>")
    client = signed_in(EditorFactory())

    assert "Take the proposal" not in client.get(address("check", case.pk)).content.decode()
    page = client.post(address("check", case.pk), posted_check(client, case, take="0"), follow=True).content.decode()
    assert "Change the sentence in the form." in page


def test_a_text_that_changed_meanwhile_is_looked_at_again(signed_in):
    case = unchecked()
    client = signed_in(EditorFactory())
    answers = posted_check(client, case, **ALL)
    case.solutions_en = "<p>New.</p>"
    case.save_revision()

    page = client.post(address("check", case.pk), answers).content.decode()

    assert "was changed meanwhile" in page
    assert newest(case).safety_check == {}


def test_after_an_edit_the_page_shows_what_changed_alone(signed_in):
    case = CaseStudyDraftFactory(solutions_en="<p>Old.</p>", tools_en="<p>A data sheet.</p>")
    case.solutions_en = "<p>She was met by her sister.</p>"
    case.save_revision()

    page = signed_in(EditorFactory()).get(address("check", case.pk)).content.decode()

    assert "She was met by her sister." in page
    assert "A data sheet." not in page


def test_consent_needs_to_say_where_it_is_kept(signed_in):
    case = unchecked()
    client = signed_in(EditorFactory())

    page = client.post(address("check", case.pk), posted_check(client, case, kind="written")).content.decode()

    assert "Say where it is kept" in page
    assert newest(case).safety_check == {}


def test_under_review_a_check_is_the_reviewers(signed_in):
    case = CaseStudyDraftFactory()
    case.save_revision()
    editor = EditorFactory()
    case.get_workflow().start(case, editor)
    client = signed_in(editor)

    page = client.post(address("check", case.pk), posted_check(client, case, **ALL)).content.decode()

    assert "Nothing was saved." in page


def test_others_are_not_let_in(client):
    case = unchecked()
    client.force_login(MemberFactory())

    assert client.get(address("check", case.pk)).status_code == 302
    assert client.post(address("check", case.pk), ALL).status_code == 302


@pytest.mark.parametrize("view", ["list", "history", "translate"])
def test_the_rest_of_the_desk_knows_case_studies(signed_in, view):
    case = CaseStudyFactory(number=5, title_en="A long return", title_it="Un lungo ritorno", areas=["release"])
    case.save_revision()
    arguments = {"list": [], "history": [case.pk], "translate": [case.pk, "it"]}[view]
    client = signed_in(EditorFactory())

    assert "A long return" in client.get(address(view, *arguments)).content.decode()
    assert "A long return" in client.get(address("list") + "?area=release").content.decode()
    assert "A long return" not in client.get(address("list") + "?exploitation=forced-labour").content.decode()
    assert desk_address(case, "check") == address("check", case.pk)
