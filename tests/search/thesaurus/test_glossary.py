"""The glossary as readers and other systems get it."""

import pytest

from records.languages import LANGUAGES
from search.models import Concept
from search.thesaurus.entries import DISCOURAGED
from search.thesaurus.glossary import address, glossary_in
from tests.search.thesaurus.concepts import entry, save

pytestmark = pytest.mark.django_db

HEAVIEST = 100_000  # bytes, uncompressed


@pytest.fixture
def concepts():
    Concept.objects.all().delete()
    save(
        entry(
            "trafficking",
            labels={"en": ("trafficking", "human trafficking"), "it": "tratta", "de": "Menschenhandel"},
            acronyms={"en": ["THB"]},
            definition={"en": "Bringing a person into exploitation.", "it": "Portare una persona allo sfruttamento."},
            note="a note of the editors",
        ),
        entry("victim", labels={"it": "vittima"}, broader=["trafficking"], related=["shelter"]),
        entry("shelter", labels={"de": "Ächtung"}, more={("en", DISCOURAGED): ("asylum house",)}),
    )


def page(client, language="en", letter="", **params):
    return client.get(address(language, letter), params)


def items(language="en"):
    whole = glossary_in(language)
    return {item.anchor: item for item in whole.items(whole.links)}


def names_on(response):
    return [item.name.value for item in response.context["items"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_names_every_concept_in_every_language(client, language):
    names = [link for _letter, links in page(client, language).context["groups"] for link in links]

    assert len(names) == Concept.objects.count() >= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_letter_has_a_page_that_is_not_too_heavy(client, language):
    shown, sizes = [], {"": len(page(client, language).content)}
    for letter in glossary_in(language).letters:
        response = page(client, language, letter)
        sizes[letter] = len(response.content)
        shown += names_on(response)

    assert len(shown) == Concept.objects.count()
    assert {letter: size for letter, size in sizes.items() if size > HEAVIEST} == {}


def test_each_name_leads_to_its_concept(client, concepts):
    text = page(client).content.decode()

    assert 'id="concept-victim" href="/en/glossary/v/#concept-victim"' in text
    assert 'id="concept-victim"' in page(client, letter="v").content.decode()


def test_a_letter_that_has_no_concepts_leads_to_the_whole(client, concepts):
    assert page(client, "it", "k").headers["Location"] == "/it/glossary/"
    assert client.get("/it/glossary/kk/").status_code == 404


@pytest.mark.parametrize("words", ["tratta", "trafick", "TRAFFICK", "Menschenhandels", "thb"])
def test_concepts_are_found_by_the_words_and_beginnings_of_any_language(client, concepts, words):
    found = names_on(page(client, "en", q=words))

    assert found == ([] if words == "trafick" else ["trafficking"])


def test_words_that_no_concept_has_lead_to_the_search(client, concepts):
    text = page(client, q="zanzibar <b>").content.decode()

    assert 'href="/en/search/?q=zanzibar%20%3Cb%3E"' in text
    assert '<meta name="robots" content="noindex">' in text


def test_a_sitemap_names_each_letter_in_the_languages_that_have_it(client, concepts):
    sitemap = client.get("/sitemap.xml").content.decode()

    for path in ("/en/glossary/", "/it/glossary/", "/de/glossary/a/", "/it/glossary/t/"):
        assert f"<loc>http://localhost:8000{path}</loc>" in sitemap
    assert "/it/glossary/a/" not in sitemap


def test_each_concept_has_an_anchor_a_definition_and_its_names_elsewhere(client, concepts):
    response = page(client, "it", "t")

    text = response.content.decode()
    assert 'id="concept-trafficking"' in text
    assert "Portare una persona allo sfruttamento." in text
    assert '<b lang="de">Menschenhandel</b>' in text
    assert "a note of the editors" not in text


def test_concepts_are_linked_up_down_and_beside(client, concepts):
    found = items()

    assert [link.anchor for link in found["concept-victim"].broader] == ["concept-trafficking"]
    assert [link.anchor for link in found["concept-trafficking"].narrower] == ["concept-victim"]
    assert [link.anchor for link in found["concept-shelter"].related] == ["concept-victim"]


def test_a_name_of_another_language_says_so(client, concepts):
    found = items("es")

    assert (found["concept-victim"].name.value, found["concept-victim"].name.language) == ("victim", "en")
    assert 'lang="en">victim</h3>' in page(client, "es", "v").content.decode()


def test_letters_follow_the_reader_s_language_without_accents(client, concepts):
    assert page(client, "de").context["letters"] == ["a", "m", "v"]


def test_what_is_avoided_is_named_as_such(client, concepts):
    assert items()["concept-shelter"].not_used == ("asylum house",)


def test_a_concept_leads_to_a_search_for_it(client, concepts):
    text = page(client, letter="t").content.decode()

    assert 'action="/en/search/"' in text
    assert 'name="q" value="trafficking"' in text


def test_the_footer_of_every_page_leads_to_the_glossary(client):
    assert 'href="/en/glossary/"' in client.get("/en/practices/").content.decode()


def test_the_address_of_a_concept_leads_everybody_to_her_own_language(client):
    response = client.get("/glossary/", headers={"accept-language": "it"})

    assert response.headers["Location"] == "/it/glossary/"


def test_the_glossary_is_made_once_for_each_version(client, concepts, django_assert_num_queries):
    page(client, letter="t")

    with django_assert_num_queries(1):
        page(client, letter="t")
    save(entry("debt", labels={"en": "tied by debt"}))
    assert "tied by debt" in page(client, letter="t").content.decode()


@pytest.mark.parametrize(("ending", "content_type"), [("ttl", "text/turtle"), ("rdf", "application/rdf+xml")])
def test_all_concepts_are_downloaded_in_skos(client, concepts, ending, content_type):
    response = client.get(f"/glossary/thesaurus.{ending}")

    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith(content_type)
    assert "Menschenhandel" in response.content.decode()
    assert "a note of the editors" not in response.content.decode()


def test_what_did_not_change_is_not_downloaded_again(client, concepts):
    etag = client.get("/glossary/thesaurus.ttl").headers["ETag"]

    assert client.get("/glossary/thesaurus.ttl", headers={"if-none-match": etag}).status_code == 304
    save(entry("new"))
    assert client.get("/glossary/thesaurus.ttl", headers={"if-none-match": etag}).status_code == 200


def test_an_unknown_format_is_not_found(client):
    assert client.get("/glossary/thesaurus.exe").status_code == 404
