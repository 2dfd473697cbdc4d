"""The thesaurus at the desk: the form of a concept, its history, files and trying a query."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from records.languages import LANGUAGES
from search.models import Concept
from search.thesaurus import csv_files, matching, storing
from search.thesaurus.entries import KINDS
from search.thesaurus.forms import fingerprint, name_of_field
from tests.factories import ChiefEditorFactory, EditorFactory, MemberFactory
from tests.search.thesaurus.concepts import entry, save

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"wagtailsnippets_search_concept:{name}", args=args)


@pytest.fixture(autouse=True)
def concepts():
    Concept.objects.all().delete()
    save(
        entry("debt", labels={"en": ("debt", "arrears"), "it": "debito"}, definition={"en": "What is owed."}),
        entry("loan", labels={"en": "loan"}),
    )


@pytest.fixture
def editor(signed_in):
    return signed_in(EditorFactory())


def form_of(key=None, **values):
    """What a browser would post for a concept as it is, with some other values."""
    known = storing.read_all().get(key)
    data = {"shown": fingerprint(known), "note": known.note if known else ""}
    for language in LANGUAGES:
        data[f"definition_{language}"] = known.definition.get(language, "") if known else ""
        for kind in KINDS:
            texts = known.labels.get((language, kind), ()) if known else ()
            data[name_of_field(language, kind)] = "\r\n".join(texts)
    for name in ("broader", "related"):
        keys = getattr(known, name) if known else ()
        data[name] = [str(pk) for pk in Concept.objects.filter(key__in=keys).values_list("pk", flat=True)]
    return data | values


def edit(client, key, **values):
    concept = Concept.objects.get(key=key)
    return client.post(address("edit", concept.pk), form_of(key, **values))


def errors(response):
    return {name: list(told) for name, told in response.context["form"].errors.items()}


def test_an_editor_writes_labels_one_a_line(editor):
    edit(editor, "debt", labels_it_synonym="debiti \r\n\r\n  somma  dovuta\r\ndebiti", labels_it_acronym="DEB")

    saved = storing.read_all()["debt"]
    assert saved.texts("it") == ("debito", "debiti", "somma dovuta", "DEB")
    assert saved.texts("en") == ("debt", "arrears")


def test_the_form_shows_what_is_there_and_saves_it_unchanged(editor):
    before = storing.read_all()["debt"]
    shown = editor.get(address("edit", Concept.objects.get(key="debt").pk)).context["form"]

    edit(editor, "debt")

    assert shown["labels_en_synonym"].value() == "arrears"
    assert storing.read_all()["debt"] == before


def test_a_new_concept_gets_a_key_made_of_its_name(editor):
    editor.post(address("add"), form_of(labels_en_preferred="Debt", labels_fr_preferred="dette"))
    editor.post(address("add"), form_of(labels_it_preferred="Prestito d’onore"))

    assert storing.read_all().keys() == {"debt", "debt-2", "loan", "prestito-donore"}


def test_a_saved_concept_is_found_at_once(editor):
    edit(editor, "loan", labels_de_preferred="Darlehen")

    (match,) = matching.matching(matching.typed_words("Darlehens", "de"), "de")
    assert match.concept == "loan"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"labels_it_preferred": "", "labels_it_synonym": "debiti"}, "labels_it_preferred"),
        ({"labels_en_former": "Arrears"}, "labels_en_former"),
        ({"labels_en_synonym": "of"}, "labels_en_synonym"),
        ({"labels_en_synonym": "one | two"}, "labels_en_synonym"),
    ],
)
def test_what_is_wrong_is_told_beside_its_box_and_nothing_is_lost(editor, values, field):
    response = edit(editor, "debt", labels_es_preferred="deuda", **values)

    assert field in errors(response)
    assert response.context["form"]["labels_es_preferred"].value() == "deuda"
    assert storing.read_all()["debt"].texts("es") == ()


def test_a_circle_of_broader_concepts_is_refused(editor):
    edit(editor, "loan", broader=[str(Concept.objects.get(key="debt").pk)])

    response = edit(editor, "debt", broader=[str(Concept.objects.get(key="loan").pk)])

    assert "broader" in errors(response)


def test_whoever_saves_an_older_form_is_told_and_overwrites_nothing(editor):
    older = form_of("debt", labels_it_synonym="somma dovuta")
    edit(editor, "debt", labels_it_synonym="arretrati")

    response = editor.post(address("edit", Concept.objects.get(key="debt").pk), older)

    assert "Somebody else changed this concept" in response.content.decode()
    assert response.context["form"]["labels_it_synonym"].value() == "somma dovuta"
    assert storing.read_all()["debt"].texts("it") == ("debito", "arretrati")


def test_the_history_says_what_changed(editor):
    edit(editor, "debt", labels_en_synonym="dues", definition_it="Ciò che si deve.")

    history = editor.get(address("history", Concept.objects.get(key="debt").pk)).content.decode()

    assert "English, Synonyms: “arrears” removed; “dues” added" in history
    assert "Italian, definition: “Ciò che si deve.” added" in history


def test_the_list_finds_a_concept_by_any_label_once(editor):
    response = editor.get(address("list"), {"q": "deb"})

    assert [concept.key for concept in response.context["object_list"]] == ["debt"]


@pytest.mark.parametrize(("filters", "keys"), [({"unnamed": "it"}, ["loan"]), ({"undefined": "en"}, ["loan"])])
def test_the_list_shows_what_a_language_lacks(editor, filters, keys):
    response = editor.get(address("list"), filters)

    assert [concept.key for concept in response.context["object_list"]] == keys


def test_the_list_costs_the_same_queries_however_long_it_is(editor, django_assert_max_num_queries):
    editor.get(address("list"))
    save(*(entry(f"word-{n}") for n in range(30)))

    with django_assert_max_num_queries(20):
        editor.get(address("list"))


def test_only_a_chief_editor_deletes(editor, client, signed_in):
    concept = Concept.objects.get(key="loan")

    assert editor.post(address("delete", concept.pk)).status_code == 302
    assert Concept.objects.filter(key="loan").exists()
    signed_in(ChiefEditorFactory()).post(address("delete", concept.pk))
    assert not Concept.objects.filter(key="loan").exists()


@pytest.mark.parametrize("name", ["list", "add", "csv", "take_in", "try"])
def test_the_pages_are_for_editors_alone(signed_in, name):
    assert signed_in(MemberFactory()).get(address(name)).status_code == 302


# --- Files ---


def upload(client, text):
    return client.post(address("take_in"), {"file": SimpleUploadedFile("t.csv", text.encode())})


def confirm(client, response):
    return client.post(address("take_in"), {"content": response.context["content"], "plan": response.context["plan"]})


def test_the_thesaurus_is_downloaded_as_it_is(editor):
    response = editor.get(address("csv"))

    assert response.headers["Content-Disposition"].startswith('attachment; filename="thesaurus-')
    assert csv_files.read(response.content, storing.read_all()).unchanged == 2


def test_a_file_is_looked_at_first_and_saved_when_confirmed(editor):
    response = upload(editor, "key,preferred_it\ndebt,pendenza\ncredit,credito\n")

    text = response.content.decode()
    assert "Italian, Preferred label: “debito” removed; “pendenza” added" in text
    assert "credito" in text
    assert storing.read_all()["debt"].preferred("it") == "debito"

    confirm(editor, response)

    assert storing.read_all()["debt"].preferred("it") == "pendenza"
    assert storing.read_all()["credit"].preferred("it") == "credito"
    assert storing.read_all()["loan"].preferred("en") == "loan"


def test_a_file_with_a_fault_saves_nothing_of_it(editor):
    response = upload(editor, "key,preferred_it\ndebt,pendenza\nloan,x\n")

    assert "Row 3" in response.content.decode()
    assert "Save these changes" not in response.content.decode()
    confirm(editor, response)
    assert storing.read_all()["debt"].preferred("it") == "debito"


def test_what_changed_meanwhile_is_looked_at_again(editor):
    response = upload(editor, "key,preferred_it\ndebt,pendenza\n")
    edit(editor, "debt", labels_it_preferred="arretrato")

    again = confirm(editor, response)

    assert "changed meanwhile" in again.content.decode()
    assert storing.read_all()["debt"].preferred("it") == "arretrato"
    confirm(editor, again)
    assert storing.read_all()["debt"].preferred("it") == "pendenza"


def test_content_that_nobody_uploaded_breaks_nothing(editor):
    response = editor.post(address("take_in"), {"content": "no base64!", "plan": "x"})

    assert response.status_code == 200


# --- Trying ---


def test_a_query_shows_its_concepts_and_what_is_left_over(editor):
    response = editor.get(address("try"), {"q": "the debts of yesterday", "language": "en"})

    assert [
        (piece.text, [key for key, *_rest in piece.concepts], piece.is_dropped) for piece in response.context["pieces"]
    ] == [
        ("the", [], True),
        ("debts", ["debt"], False),
        ("of", [], True),
        ("yesterday", [], False),
    ]
    assert address("edit", Concept.objects.get(key="debt").pk) in response.content.decode()


def test_a_query_shows_what_is_found_with_and_without_concepts(editor):
    response = editor.get(address("try"), {"q": "debt", "language": "en"})

    assert [heading for heading, _results in response.context["columns"]] == [
        "Without the concepts",
        "With the concepts",
    ]


def test_a_query_without_a_concept_is_answered_once(editor):
    response = editor.get(address("try"), {"q": "yesterday", "language": "en"})

    assert [heading for heading, _results in response.context["columns"]] == ["What is found"]
