import re
import tomllib

import pytest
from django.core.management import call_command

from directory.models import Organisation
from practices import demo_content
from practices.models import Practice
from records.languages import LANGUAGES, Completeness

FILES = sorted(demo_content.FOLDER.glob("*.toml"))
RESERVED_NUMBER = re.compile(r"\+44 20 7946 0\d{3}|\+33 1 99 00 \d\d \d\d|\+49 30 23125 \d{3}|\+1 202 555 01\d\d")
RESERVED_DOMAIN = re.compile(r"\.example(/|$)")


def test_all_twenty_practices_are_loaded_once(demonstration):
    call_command("load_demo", verbosity=0)

    assert sorted(Practice.objects.published().values_list("number", flat=True)) == list(range(1, 21))


def test_every_practice_has_its_title_and_summary_in_every_language(demonstration):
    for practice in Practice.objects.all():
        for language in LANGUAGES:
            texts = practice.texts_in(language)
            assert not texts.title.is_fallback, (practice.number, language)
            assert not texts.summary.is_fallback, (practice.number, language)


def test_every_practice_tells_its_objectives_and_results_in_every_language(demonstration):
    for practice in Practice.objects.all():
        for language in LANGUAGES:
            texts = practice.texts_in(language)
            assert not texts.objectives.is_fallback, (practice.number, language)
            assert not texts.results.is_fallback, (practice.number, language)


def test_five_practices_are_whole_in_every_language(demonstration):
    whole = [
        practice.number
        for practice in Practice.objects.all()
        if set(practice.completeness.values()) == {Completeness.COMPLETE}
    ]

    assert len(whole) >= 5


def test_what_an_editor_changed_survives_a_second_load(demonstration):
    practice = Practice.objects.get(number=6)
    practice.title_en = "Changed by an editor"
    practice.save()

    call_command("load_demo", verbosity=0)

    assert Practice.objects.get(number=6).title_en == "Changed by an editor"


def test_removing_takes_the_demonstration_and_nothing_else(demonstration):
    kept = Practice.objects.create(number=99, title_en="Our own", live=True)

    call_command("load_demo", remove=True, verbosity=0)

    assert list(Practice.objects.all()) == [kept]
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_contacts_are_reserved_ones(path):
    for contact in tomllib.loads(path.read_text())["contacts"]:
        pattern = RESERVED_NUMBER if contact["kind"] in ("phone", "hotline") else RESERVED_DOMAIN
        assert contact["kind"] == "address" or pattern.search(contact["value"]), contact


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_practice_is_called_good_or_best(path):
    assert not re.search(r"\b(good|best) practice", path.read_text(), re.IGNORECASE)
