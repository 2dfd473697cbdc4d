"""Two versions of a record side by side: texts of one language word by word, facts in words."""

import pytest
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from directory.models import Organisation, OrganisationContactPoint
from practices.models import Funding, Involvement, Practice, PracticeContactPoint, PracticeDocument, Replication
from records.desk.changes import fact_changes, texts_that_differ
from records.desk.comparing import version
from records.desk.word_changes import changes_of_lines, folded
from records.operations import publish
from tests.factories import (
    ChiefEditorFactory,
    DocumentFactory,
    DraftFactory,
    EditorFactory,
    MemberFactory,
    OrganisationFactory,
    PracticeFactory,
    TagFactory,
    term,
)

pytestmark = pytest.mark.django_db


def address(record, before="live", after="latest", language=None):
    page = reverse(record.snippet_viewset.get_url_name("revisions_compare"), args=[record.pk, before, after])
    return f"{page}?language={language}" if language else page


@pytest.fixture
def practice():
    return publish(
        PracticeFactory(title_en="Inspections", title_it="Ispezioni", objectives_en="<p>Fewer accidents at work.</p>")
    )


@pytest.fixture
def compared(signed_in):
    """The context of the comparison of the live version with the newest draft."""
    client = signed_in(EditorFactory())
    return lambda record, **options: client.get(address(record, **options)).context


def lines_of(changes):
    return {change.label: change.lines for change in changes}


def test_a_changed_text_is_told_word_by_word_in_one_language(practice, compared):
    practice.objectives_en = '<p data-block-key="k">Fewer injuries at work.</p>'
    practice.title_it = "Ispezioni congiunte"
    practice.save_revision()

    english, italian = compared(practice), compared(practice, language="it")

    assert lines_of(english["text_changes"]) == {
        "Objectives": ((("same", "Fewer "), ("removed", "accidents "), ("added", "injuries "), ("same", "at work.")),)
    }
    assert lines_of(italian["text_changes"]) == {
        "Name of the practice": ((("same", "Ispezioni "), ("added", "congiunte")),)
    }
    assert {each["code"]: each["number"] for each in english["languages"]} == {
        "en": 1,
        "it": 1,
        "de": 0,
        "es": 0,
        "fr": 0,
    }


def test_the_page_shows_what_went_and_what_came(practice, signed_in):
    practice.title_en = "Visits"
    practice.save_revision()

    page = signed_in(EditorFactory()).get(address(practice)).content.decode()

    assert "Inspections<span" in page.split("<del>")[1]
    assert "Visits<span" in page.split("<ins>")[1]
    assert 'lang="en"' in page


def test_the_language_shown_first_is_the_admins_else_the_source_else_one_that_changed(practice, signed_in):
    editor = EditorFactory()
    UserProfile.get_for_user(editor)
    UserProfile.objects.update(preferred_language="it")
    client = signed_in(editor)
    practice.title_de = "Kontrollen"
    practice.save_revision()
    assert client.get(address(practice)).context["language"] == "de"

    practice.title_en = "Visits"
    practice.save_revision()
    assert client.get(address(practice)).context["language"] == "en"

    practice.title_it = "Visite"
    practice.save_revision()
    assert client.get(address(practice)).context["language"] == "it"


def test_a_language_without_a_change_says_so(practice, signed_in):
    practice.title_en = "Visits"
    practice.save_revision()

    page = signed_in(EditorFactory()).get(address(practice, language="fr")).content.decode()

    assert "No text changed in this language: French." in page
    assert "No fact changed." in page


def test_what_the_rich_text_editor_adds_for_itself_is_no_change(practice, compared):
    practice.objectives_en = '<p data-block-key="abc12">Fewer accidents at work.</p>'
    practice.save_revision()

    assert compared(practice)["text_changes"] == []


def test_a_change_of_layout_alone_is_named_as_such(practice, signed_in):
    practice.objectives_en = "<p>Fewer <b>accidents</b> at work.</p>"
    practice.save_revision()

    page = signed_in(EditorFactory()).get(address(practice)).content.decode()

    assert "Only the layout changed" in page


def test_a_link_that_leads_elsewhere_is_told(practice, compared):
    practice.references_en = '<p><a href="https://a.example">Report</a></p>'
    publish_draft(practice)
    practice.references_en = '<p><a href="https://b.example">Report</a></p>'
    practice.save_revision()

    [change] = compared(practice)["text_changes"]

    assert change.lines == ((("removed", "Link: https://a.example"),), (("added", "Link: https://b.example"),))


def publish_draft(practice):
    practice.save_revision()
    publish(practice)


def test_facts_read_as_a_person_would_say_them(practice, compared):
    practice.ongoing = True
    practice.countries = ["IT", "AT"]
    practice.scope = ["local"]
    practice.evaluation = "external"
    practice.category = type(practice.category).objects.get(code="B")
    practice.services = [term("services", "hotline")]
    practice.start_year = 2012
    practice.save_revision()
    practice.tags.add(TagFactory(name_en="night work"))
    practice.save_revision()

    facts = lines_of(compared(practice)["fact_changes"])

    assert facts["Ongoing"] == ((("removed", "no"), ("added", "yes")),)
    assert facts["Countries"] == ((("added", "Austria"),),)
    assert facts["Scope"] == ((("added", "local"),),)
    assert facts["Evaluation"] == ((("added", "evaluated by others"),),)
    assert facts["Category"][0][1][1].startswith("B – ")
    assert facts["Services"] == ((("added", str(term("services", "hotline"))),),)
    assert facts["Start: year"] == ((("added", "2012"),),)
    assert facts["Tags"] == ((("added", "night work"),),)


def test_facts_are_told_in_the_admins_language(practice, signed_in):
    editor = EditorFactory()
    UserProfile.get_for_user(editor)
    UserProfile.objects.update(preferred_language="de")
    practice.countries = ["AT"]
    practice.ongoing = True
    practice.save_revision()

    page = signed_in(editor).get(address(practice)).content.decode()

    assert "Österreich" in page
    assert "Italien" in page
    assert "Ja<span" in page


def test_rows_tell_what_was_added_removed_and_changed(practice, compared):
    organisation = publish(OrganisationFactory(name_en="Casa Aperta"))
    practice.involvements = [Involvement(organisation=organisation, role="partner")]
    practice.contact_points = [PracticeContactPoint(kind="email", value="office@ngo.example")]
    publish_draft(practice)
    draft = Practice.objects.get()
    [row] = draft.involvements.all()
    row.role = "lead"
    draft.involvements = [row]
    draft.contact_points = []
    draft.document_rows = [PracticeDocument(document=DocumentFactory(title="Annual report"))]
    draft.save_revision()

    facts = lines_of(compared(draft)["fact_changes"])

    assert facts["Organisations"] == (
        (("same", "Organisation: Casa Aperta, role: "), ("removed", "partner"), ("added", "implementing agency")),
    )
    assert facts["Documents"] == ((("added", "Document: Annual report"),),)
    [[(kind, words)]] = facts["Contact points"]
    assert kind == "removed"
    assert words.startswith("Kind: e-mail, contact: office@ngo.example, for whom: professionals")


def test_texts_of_rows_stand_with_their_language(practice, compared):
    practice.fundings = [Funding(source_en="A foundation", source_it="Una fondazione", share=90)]
    practice.replications = [Replication(who_en="A union")]
    publish_draft(practice)
    draft = Practice.objects.get()
    [funding] = draft.fundings.all()
    funding.source_it, funding.share = "Una banca", 80
    draft.fundings = [funding]
    draft.save_revision()

    context = compared(draft, language="it")

    assert lines_of(context["text_changes"]) == {
        "Source of funding 1: source of funding": ((("same", "Una "), ("removed", "fondazione"), ("added", "banca")),)
    }
    assert lines_of(context["fact_changes"]) == {
        "Funding": ((("same", "A foundation – "), ("same", "Share in percent: "), ("removed", "90"), ("added", "80")),)
    }


def test_rows_in_another_order_are_no_other_rows(practice, compared):
    practice.contact_points = [
        PracticeContactPoint(kind="phone", value=value, sort_order=place) for place, value in enumerate(["1", "2"])
    ]
    publish_draft(practice)
    draft = Practice.objects.get()
    one, two = draft.contact_points.all()
    one.sort_order, two.sort_order = 1, 0
    draft.contact_points = [two, one]
    draft.save_revision()

    assert lines_of(compared(draft)["fact_changes"]) == {"Contact points": ((("added", "in another order"),),)}


def test_rows_published_for_the_first_time_are_the_same_rows():
    practice = DraftFactory()
    practice.contact_points = [PracticeContactPoint(kind="phone", value="1")]
    before = practice.save_revision()
    publish(practice)
    practice = Practice.objects.get()

    changes = fact_changes(version(practice, str(before.pk)).record, version(practice, "live").record)
    assert "Contact points" not in lines_of(changes)


def test_organisations_are_compared_by_the_same_page(signed_in):
    organisation = publish(OrganisationFactory(name_en="Casa Aperta", country="IT"))
    organisation.name_en, organisation.country = "Casa Chiusa", "AT"
    organisation.contact_points = [OrganisationContactPoint(kind="phone", value="1")]
    organisation.save_revision()

    context = signed_in(EditorFactory()).get(address(Organisation.objects.get())).context

    assert [change.label for change in context["text_changes"]] == ["Name"]
    assert [change.label for change in context["fact_changes"]] == ["Country of its seat", "Contact points"]


def test_versions_say_when_and_by_which_role(practice, signed_in):
    practice.title_en = "By a chief"
    by_chief = practice.save_revision(user=ChiefEditorFactory())
    practice.title_en = "By a form"
    imported = practice.save_revision()
    log(practice, "records.import", revision=imported, data={"file": "a.docx", "language": "it"}, content_changed=True)
    client = signed_in(EditorFactory())

    before, after = client.get(address(practice, by_chief.pk, imported.pk)).context["versions"]

    assert (before.author, after.author) == ("chief editor", "import")
    assert (before.is_newest, after.is_newest) == (False, True)
    assert before.date == by_chief.created_at


@pytest.mark.parametrize(("before", "after"), [("earliest", "latest"), ("live", "latest"), ("earliest", "live")])
def test_versions_may_be_named(practice, signed_in, before, after):
    practice.title_en = "Visits"
    practice.save_revision()

    assert signed_in(EditorFactory()).get(address(practice, before, after)).status_code == 200


def test_there_is_no_live_version_of_a_draft(signed_in):
    draft = DraftFactory()
    draft.save_revision()

    assert signed_in(EditorFactory()).get(address(draft)).status_code == 404


def test_a_revision_of_another_record_is_not_compared(practice, signed_in):
    other = PracticeFactory().save_revision()

    assert signed_in(EditorFactory()).get(address(practice, other.pk)).status_code == 404


def test_members_do_not_compare(practice, signed_in):
    response = signed_in(MemberFactory()).get(address(practice))

    assert response.status_code == 302
    assert "login" in response.url or response.url.startswith("/admin")


def test_a_broken_text_is_escaped(practice, signed_in):
    practice.title_en = "<script>alert(1)</script>"
    practice.save_revision()

    assert "<script>alert(1)" not in signed_in(EditorFactory()).get(address(practice)).content.decode()


def test_rows_are_read_once_and_not_for_each_language(practice, django_assert_max_num_queries):
    practice.fundings = [Funding(source_en=f"Source {number}", share=number) for number in range(20)]
    practice.contact_points = [PracticeContactPoint(kind="phone", value=str(number)) for number in range(20)]
    practice.save_revision()
    practice = Practice.objects.get()
    before, after = version(practice, "live").record, version(practice, "latest").record

    with django_assert_max_num_queries(8):
        texts_that_differ(before, after)
        assert len(fact_changes(before, after)) == 2


def test_ninety_percent_is_ninety_percent_however_the_database_writes_it(practice, compared):
    practice.fundings = [Funding(source_en="A foundation", share=90)]
    publish_draft(practice)
    practice = Practice.objects.get()
    practice.title_en = "Visits"
    practice.save_revision()

    assert compared(practice, before="earliest")["fact_changes"][0].lines == (
        (("same", "A foundation – "), ("added", "Share in percent: 90")),
    )
    assert compared(practice)["fact_changes"] == []


# --- Long texts ---


def test_a_long_unchanged_passage_is_folded_to_some_words():
    words = [f"word{number}" for number in range(100)]
    changes = changes_of_lines(" ".join(words), " ".join(["First", *words, "last"]))

    pieces = folded(changes)

    assert [kind for kind, _text in pieces] == ["added", "same", "left_out", "same", "added"]
    assert pieces[1][1].split() == words[:12]
    assert pieces[3][1].split() == words[-12:]


def test_a_short_text_is_not_folded():
    changes = changes_of_lines("one two three", "one two four")

    assert folded(changes) == changes


def test_a_folded_text_can_be_read_in_full(practice, signed_in):
    long_text = " ".join(f"word{number}" for number in range(200))
    practice.results_en = f"<p>{long_text}</p>"
    publish_draft(practice)
    practice.results_en = f"<p>{long_text} end</p>"
    practice.save_revision()

    page = signed_in(EditorFactory()).get(address(practice)).content.decode()

    folded_part, whole = page.split("<details>")[-2:] if page.count("<details>") > 1 else page.split("<details>")
    assert "word10 " not in folded_part
    assert "word10 " in whole
    assert "Read all" in whole


def test_line_breaks_alone_are_no_change_of_words():
    assert changes_of_lines("one\ntwo", "one two") == (("same", "one two"),)
