"""What becomes of the forms of case studies: `import_forms` as an editor uses it."""

from dataclasses import replace
from hashlib import sha256

import docx
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Organisation
from practices.case_studies import protection
from practices.case_studies.word_forms.chart import CaseChart, Partner
from practices.case_studies.word_forms.writing import write_form
from practices.models import CasePartner, CaseStudy
from practices.questions import ANSWERS
from practices.word_forms import importing
from practices.word_forms.blocks import paragraph
from records.erasure import erase
from records.visibility import Viewer
from tests.factories import CaseStudyFactory, OrganisationFactory
from tests.practices.case_studies.word_forms.case_form import ANOTHER, FILLED_IN, make_case_form, rows
from tests.practices.test_import import take
from tests.practices.word_forms.word_files import add_form
from tests.word_form import FILLED_IN as PRACTICE
from tests.word_form import LABELS, make_form

pytestmark = pytest.mark.django_db

TEXTS = {name: FILLED_IN[name] for name in ANSWERS}
CASE = CaseChart(
    language="en",
    organisations=("Casa Aperta",),
    countries=("IT",),
    answers={name: (paragraph(text),) for name, text in TEXTS.items()},
    background={"gender": ("female",), "age": ("adult",), "exploitation": ("sexual-exploitation",)},
)


def case(**changes):
    """A chart of the case above. Answers are changed one by one, as plain texts."""
    texts = {name: changes.pop(name) for name in list(changes) if name in ANSWERS}
    answers = CASE.answers | {name: (paragraph(text),) for name, text in texts.items()}
    chart = replace(CASE, answers={name: answers[name] for name in answers if texts.get(name) != ""}, **changes)
    return replace(chart, digest=sha256(repr(chart).encode()).hexdigest())


@pytest.fixture
def form(monkeypatch):
    """Have files with these names read as these charts."""
    charts = {}
    real = importing.Import.read
    monkeypatch.setattr(importing.Import, "read", lambda self, path: charts.get(path.name) or real(self, path))

    def write(*given, name="case.docx", **changes):
        charts[name] = given or (case(**changes),)
        return name

    return write


def newest(**known):
    return CaseStudy.objects.get(**known).get_latest_revision_as_object()


# --- From the form to the record ----------------------------------------------------------------------------------------


def test_a_form_becomes_a_draft_with_every_field(form):
    [report] = take(
        form(
            title="A return in summer",
            background=CASE.background | {"recruited_by": ("friend", "other"), "proposed": ("job",)},
            others={"recruited_by": "A neighbour"},
            areas=("assisted-voluntary-return",),
            places={"origin": ("RO",), "transit": ("Balkans",)},
            partners=(Partner("Consulate of Romania", "consulate", "RO", "papers"), Partner("House of hope", "ngo")),
            references=(paragraph("A leaflet"),),
            extra={"information_as_of": ("2012",), "source": ("A collection",)},
            several_cases=True,
        )
    )

    assert (report["outcome"], report["kind"], report["number"]) == ("created", "case_study", None)
    record = report["record"]
    assert record["title"] == "A return in summer"
    assert record["answers"] == {
        number: TEXTS[name] for number, name in zip("1 3 4 5 6 7 8 9 10 11 12".split(), ANSWERS, strict=True)
    }
    assert record["background"] == {
        "gender": ["Female"],
        "age": ["Adult"],
        "exploitation": ["Sexual services"],
        "recruited_by": ["Friend", "Other"],
        "proposed": ["Job promise"],
        "other": {"recruited_by": "A neighbour"},
    }
    assert record["organisations"] == ["Casa Aperta", "House of hope"]
    assert record["countries"] == ["IT", "RO"]
    assert record["partners"][0] == {
        "name": "Consulate of Romania",
        "role": "papers",
        "kind": "consulate",
        "country": "RO",
    }
    case_study = newest()
    assert (case_study.live, case_study.several_cases, case_study.information_as_of) == (False, True, 2012)
    assert case_study.transit == ["Balkans"]
    assert case_study.references_en == "<p>A leaflet</p>"


def test_running_twice_changes_nothing(form):
    name = form(partners=(Partner("House of hope", "ngo"),), several_cases=False, countries=("IT", "RO"))
    take(name)

    [report] = take(name)

    assert report["outcome"] == "unchanged"
    assert CaseStudy.objects.get().revisions.count() == 1
    assert newest().other_countries == ["RO"]


def test_without_a_title_one_is_made(form):
    [report] = take(form(areas=("court-proceedings",), places={"origin": ("RO",), "destination": ("IT",)}))

    assert report["record"]["title"] == "Court proceedings: Romania – Italy"
    assert not newest().title_en


def test_a_dry_run_saves_nothing_and_says_what_would_be(form):
    name = form()

    [report] = take(name, dry_run=True)

    assert (report["outcome"], report["number"]) == ("would create", None)
    assert not CaseStudy.objects.exists()
    assert not Organisation.objects.exists()


def test_an_unknown_organisation_becomes_a_stub_and_a_known_one_is_found(form):
    known = OrganisationFactory(name_en="Associazione Casa Aperta", acronym="ACA")

    take(form(organisations=("ACA – Associazione “Casa Aperta”",)))
    take(form(organisations=("Elsewhere",), countries=("FR",), name="other.docx", **dict.fromkeys(TEXTS, "Else.")))

    assert [each.organisation for each in CaseStudy.objects.order_by("pk")] == [
        known,
        Organisation.objects.stubs().get(),
    ]


def test_organisations_beside_the_reporting_one_are_partners(form):
    [report] = take(form(organisations=("Casa Aperta", "House of hope")))

    assert report["record"]["organisations"] == ["Casa Aperta", "House of hope"]
    assert [row.name_en for row in newest().partners.all()] == ["House of hope"]


def test_words_without_a_place_are_kept_for_editors(form):
    [report] = take(form(unplaced=("Favourite colour: quince",), extra={"information_as_of": ("long ago",)}))

    assert report["unplaced"] == ["Favourite colour: quince", "long ago"]
    assert "quince" in newest().notes
    assert "long ago" in newest().notes


def test_practices_and_case_studies_come_in_one_call(form, tmp_path):
    reports = take(form(), make_form(tmp_path / "practice.docx"))

    assert [(each["kind"], each["outcome"], each["number"]) for each in reports] == [
        ("case_study", "created", None),
        ("practice", "created", 31),
    ]


def test_forms_of_both_kinds_may_stand_in_one_file(tmp_path):
    document = docx.Document()
    add_form(document, rows())
    add_form(document, [(LABELS[name], value) for name, value in PRACTICE.items()])
    add_form(document, rows(**ANOTHER))
    document.save(tmp_path / "three.docx")

    reports = take(tmp_path / "three.docx")

    assert [(each["kind"], each["outcome"], each["number"]) for each in reports] == [
        ("case_study", "created", None),
        ("practice", "created", 31),
        ("case_study", "created", None),
    ]
    assert reports[0]["record"]["answers"]["12"] == FILLED_IN["recommendations"]
    assert [each["record"]["background"]["gender"] for each in (reports[0], reports[2])] == [["Female"], ["Male"]]
    assert [each["outcome"] for each in take(tmp_path / "three.docx")] == ["unchanged"] * 3


def test_a_mended_file_is_known_again(tmp_path):
    take(make_case_form(tmp_path / "case.docx"))

    [report] = take(make_case_form(tmp_path / "case.docx", tools="A van and a telephone."))

    assert report["outcome"] == "updated"
    assert newest().tools_en == "<p>A van and a telephone.</p>"


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_form_that_the_house_wrote_changes_nothing_and_is_known_by_its_answers(tmp_path, language):
    facts = {"gender": ["female"], "exploitation": ["forced-labour"], "areas": ["release", "court-proceedings"]}
    texts = {f"{name}_{each}": f"<p>{each}: {TEXTS[name]}</p>" for name in TEXTS for each in ("en", "de")}
    case_study = CaseStudyFactory(
        transit=["Balkans", "not disclosed"], other_countries=["MD"], several_cases=True, **facts, **texts
    )
    case_study.partners = [CasePartner(name_en="Police of Bari", name_de="Polizei Bari", kind="police", country="IT")]
    case_study.references_en, case_study.references_de = "<p>A leaflet</p>", "<p>Ein Blatt</p>"
    case_study.save()
    CaseStudyFactory(organisation=case_study.organisation)
    path = tmp_path / "form.docx"
    path.write_bytes(write_form(case_study, language, Viewer(is_editor=True)))

    [report] = take(path)

    assert (report["outcome"], report["number"], report["problems"]) == ("unchanged", case_study.number, [])
    assert not case_study.revisions.exists()


# --- The same rules of merging as for practices -------------------------------------------------------------------------


def test_what_an_editor_changed_is_never_overwritten(form):
    take(form())
    draft = newest()
    draft.obstacles_en = "<p>The editor's own words.</p>"
    draft.gender = ["male"]
    draft.save_revision()

    [report] = take(form(obstacles="Entirely other words than before.", background={"gender": ("female", "male")}))

    assert newest().obstacles_en == "<p>The editor's own words.</p>"
    assert newest().gender == ["male"]
    assert [problem["label"] for problem in report["problems"]] == ["obstacles", "gender"]
    assert "Entirely other words than before." in newest().notes


def test_an_empty_cell_deletes_nothing(form):
    take(form())

    [report] = take(form(tools="", background={}))

    assert report["outcome"] == "unchanged"
    assert newest().tools_en
    assert newest().gender == ["female"]


def test_a_form_in_another_language_brings_its_texts_only(form):
    take(form(partners=(Partner("House of hope", "ngo", "RO"),)), publish=True, attest="Printed before.")
    german = {name: f"Text zu {name}, auf Deutsch." for name in TEXTS}

    [report] = take(
        form(
            name="german.docx",
            language="de",
            background={"gender": ("male",)},
            countries=("FR",),
            partners=(Partner("Haus der Hoffnung", "ngo", "RO", "Unterkunft"),),
            **german,
        ),
        same_case=[("german.docx", "1")],
    )

    draft = newest()
    assert draft.tools_de == "<p>Text zu tools, auf Deutsch.</p>"
    assert TEXTS["tools"] in draft.tools_en
    assert (draft.gender, draft.reporting_country.code) == (["female"], "IT")
    assert {problem["label"] for problem in report["problems"]} == {"gender", "reporting_country"}
    [row] = draft.partners.all()
    assert (row.name_en, row.name_de, row.role_de) == ("House of hope", "Haus der Hoffnung", "Unterkunft")


def test_a_partner_that_stays_keeps_its_translation(form):
    first, second = Partner("House of hope", "ngo"), Partner("Police", "police")
    take(form(partners=(first,)))
    draft = newest()
    draft.partners.all()[0].name_it = "Casa della speranza"
    rows = list(draft.partners.all())
    rows[0].name_it = "Casa della speranza"
    draft.partners = rows
    draft.save_revision()

    take(form(partners=(second, first)))

    assert [(row.name_en, row.name_it) for row in newest().partners.all()] == [
        ("Police", None),
        ("House of hope", "Casa della speranza"),
    ]


def test_an_organisation_under_another_name_is_no_difference(form):
    known = OrganisationFactory(name_en="Associazione Casa Aperta", acronym="ACA")
    CaseStudyFactory(number=5, organisation=known)

    [report] = take(form(organisations=("ACA – Associazione “Casa Aperta”",)), same_case=[("case.docx", "5")])

    assert "organisations" not in {problem["label"] for problem in report["problems"]}


def test_a_second_box_is_no_editors_change(form):
    take(form())

    [report] = take(form(several_cases=True))

    assert report["problems"] == []
    assert newest().several_cases


# --- Which case study it is ---------------------------------------------------------------------------------------------


@pytest.fixture
def known(form):
    take(form())
    CaseStudy.objects.update(number=5)
    return CaseStudy.objects.get()


@pytest.mark.parametrize(
    "changes",
    [
        {"solutions": "Nobody expected it, and yet a judge decided within two days."},
        {"involvement": TEXTS["involvement"] + " It was the first time that we did so."},
        {"tools": "", "recommendations": "", "privacy": ""},
        {"organisations": ("Casa Aperta Onlus",)},
    ],
)
def test_a_mended_form_is_known_by_its_organisation_and_answers(form, known, changes):
    [report] = take(form(**changes))

    assert (report["outcome"] in ("updated", "unchanged"), report["number"]) == (True, 5)
    assert CaseStudy.objects.count() == 1


def test_a_mended_form_is_known_after_an_editor_rewrote_the_record(form, known):
    draft = newest()
    for name in ("involvement", "first_contact", "obstacles", "agencies", "solutions", "wishes"):
        setattr(draft, f"{name}_en", "<p>Made coarser.</p>")
    draft.save_revision()

    [report] = take(form(tools="Only a list of telephone numbers."))

    assert report["number"] == 5


def other_case(shared):
    """Answers of another case, of which so many are the same."""
    return {
        name: f"Somebody else was helped in quite another way, as we tell of {name} here."
        for name in list(TEXTS)[: len(TEXTS) - shared]
    }


@pytest.mark.parametrize("shared", [0, 3])
def test_another_case_of_the_organisation_is_a_new_one(form, known, shared):
    [report] = take(form(name="other.docx", **other_case(shared)))

    assert (report["outcome"], report["number"]) == ("created", None)


@pytest.mark.parametrize(
    "changes",
    [
        other_case(shared=6),
        {"involvement": "A child was looked for by the family, and found in a third country."},
        {"background": {"gender": ("male",)}},
        {"organisations": ("Quite another house",)},
        {"countries": ("FR",)},
    ],
)
def test_of_a_likely_one_a_person_is_asked(form, known, changes):
    name = form(name="other form.docx", **changes)

    [refused] = take(name)

    assert refused["outcome"] == "refused"
    assert "Case study no. 5" in refused["problems"][-1]["problem"]
    assert "--same-case 'other form.docx=5'" in refused["problems"][-1]["fix"]
    assert "--new-case 'other form.docx'" in refused["problems"][-1]["fix"]
    [as_same] = take(name, same_case=[(name, "5")], dry_run=True)
    assert (as_same["outcome"], as_same["number"]) == ("would update", 5)
    [as_new] = take(name, new_case=[name])
    assert (as_new["outcome"], as_new["number"]) == ("created", None)
    assert [each["outcome"] for each in take(name, new_case=[name])] == ["unchanged"]
    assert [each["outcome"] for each in take(name)] == ["unchanged"]


def test_one_without_a_number_is_said_by_its_key(form):
    take(form())
    key = CaseStudy.objects.get().pk
    name = form(name="other.docx", background={"gender": ("male",)})

    [refused] = take(name)
    assert f"--same-case other.docx=id{key}" in refused["problems"][-1]["fix"]

    take(name, same_case=[(name, f"id{key}")])
    assert CaseStudy.objects.count() == 1


def test_one_that_is_not_there_is_refused(form):
    [refused] = take(form(), same_case=[("case.docx", "77")])

    assert "case study 77" in refused["problems"][-1]["problem"]


def test_two_alike_are_both_named(form, known):
    take(form(name="twin.docx", tools="A van."), new_case=["twin.docx"])

    [refused] = take(form(name="third.docx", tools="A bus."))

    assert refused["outcome"] == "refused"
    assert "Case study no. 5" in refused["problems"][-1]["problem"]
    assert "id" in refused["problems"][-1]["problem"]


def test_a_translated_form_is_a_question_when_its_choices_are_the_same(form, known):
    german = {name: f"Text zu {name}, auf Deutsch." for name in TEXTS}

    [refused] = take(form(name="german.docx", language="de", **german))
    assert "Case study no. 5" in refused["problems"][-1]["problem"]

    [other] = take(form(name="german.docx", language="de", background={"gender": ("male",)}, **german))
    assert other["outcome"] == "created"


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_same_case_twice_in_one_call_refuses_the_second(form, dry_run):
    names = [form(), form(name="again.docx"), form(name="mended.docx", tools="A van.")]

    reports = take(*names, dry_run=dry_run)

    assert [each["outcome"] for each in reports][1:] == ["refused", "refused"]
    assert all("case.docx" in each["problems"][-1]["problem"] for each in reports[1:])
    assert CaseStudy.objects.count() == (0 if dry_run else 1)


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_likely_one_in_one_call_is_a_question(form, dry_run):
    names = [form(), form(name="other.docx", **other_case(shared=6))]

    reports = take(*names, dry_run=dry_run)
    assert [each["outcome"] for each in reports][1:] == ["refused"]

    reports = take(*names, dry_run=dry_run, new_case=["other.docx"])
    assert reports[1]["outcome"] in ("would create", "created")
    if not dry_run:
        assert [each["outcome"] for each in take(*names)] == ["unchanged", "unchanged"]


def test_forms_of_one_file_are_told_apart(form, known):
    name = form(case(), case(**other_case(shared=6)), name="both.docx")

    reports = take(name, same_case=[("both.docx#1", "5")], new_case=["both.docx#2"])

    assert [each["outcome"] for each in reports] == ["unchanged", "created"]


# --- Publishing ---------------------------------------------------------------------------------------------------------


NAMED = "On 3 March 2011 we met Maria Popescu in Bologna, who was 17 years old."


def test_findings_are_counted_and_never_repeated(form):
    [report] = take(form(obstacles=NAMED))

    [problem] = [each for each in report["problems"] if "could identify somebody" in each["problem"]]
    assert "Maria" not in str(problem)
    assert protection.open_findings(newest())


def test_published_without_a_reason_it_stays_a_draft_and_says_why(form, tmp_path):
    reports = take(form(), make_form(tmp_path / "practice.docx"), publish=True)

    assert [each["outcome"] for each in reports] == ["created", "created"]
    assert "not published" in reports[0]["problems"][-1]["problem"]
    assert not CaseStudy.objects.get().live
    assert reports[1]["record"]["number"] == 31
    call_command("import_forms", form(), publish=True)


def test_a_reason_answers_the_check_and_is_stored_with_each_record(form, client):
    [report] = take(form(obstacles=NAMED), publish=True, attest="Printed in 2012")

    assert (report["outcome"], report["number"], report["problems"]) == ("created", 1, [])
    case_study = CaseStudy.objects.get()
    assert case_study.live
    assert protection.consent(case_study)["kept"] == "Printed in 2012"
    assert {each["reason"] for each in case_study.safety_check["findings"].values()} == {"Printed in 2012"}
    assert client.get("/en/case-studies/1/", follow=True).status_code == 200


def test_a_reason_may_come_later(form):
    name = form()
    take(name, publish=True)

    [report] = take(name, publish=True, attest="Printed in 2012")
    assert (report["number"], CaseStudy.objects.get().live) == (1, True)

    [again] = take(name, publish=True, attest="Printed in 2012")
    assert again["outcome"] == "unchanged"
    assert CaseStudy.objects.get().revisions.count() == 2


def test_a_reason_in_a_dry_run_publishes_nothing(form):
    [report] = take(form(), publish=True, attest="Printed in 2012", dry_run=True)

    assert (report["outcome"], report["number"]) == ("would create", None)
    assert not CaseStudy.objects.exists()


def test_an_update_without_a_reason_leaves_what_is_published(form):
    take(form(), publish=True, attest="Printed in 2012")

    [report] = take(form(tools="A van."), publish=True)

    assert report["outcome"] == "updated"
    assert "not published" in report["problems"][-1]["problem"]
    assert "A van." not in CaseStudy.objects.get().tools_en


@pytest.mark.parametrize("options", [{"attest": "Printed"}, {"attest": " ", "publish": True}, {"attest": ""}])
def test_a_reason_that_says_or_changes_nothing_is_an_error(form, options):
    with pytest.raises(CommandError, match="--attest"):
        call_command("import_forms", form(), **options)

    assert not CaseStudy.objects.exists()


def test_the_text_says_which_kind_it_is(form, capsys):
    call_command("import_forms", form(), publish=True, attest="Printed")

    assert "case.docx: created (case study no. 1)" in capsys.readouterr().out


# --- Cost ---------------------------------------------------------------------------------------------------------------


def test_a_form_costs_the_same_however_many_case_studies_there_are(form):
    house = OrganisationFactory(name_en="Casa Aperta")

    def queries(*names):
        with CaptureQueriesContext(connection) as captured:
            take(*names)
        return len(captured)

    alone = queries(form())
    for _each in range(12):
        CaseStudyFactory(organisation=house).save_revision()
    among_many = queries(form(name="other.docx", **other_case(shared=0)))
    two = queries(*(form(name=f"{text}.docx", **dict.fromkeys(TEXTS, text * 30)) for text in ("One", "Two ")))

    assert among_many <= alone
    assert two < 2 * alone


@pytest.mark.django_db(transaction=True)
def test_an_erased_case_study_is_not_known_again(form):
    take(form())
    erase(CaseStudy.objects.get())

    assert [each["outcome"] for each in take(form())] == ["created"]
