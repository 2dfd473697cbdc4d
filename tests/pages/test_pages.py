import re
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from pages.models import HomePage, StandardPage
from pages.seeding import PAGES, page_markup, seed
from tests.factories import ChiefEditorFactory, DraftFactory, PracticeFactory

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", PAGES)
def test_what_every_footer_promises_is_there_in_every_language(client, slug, language):
    response = client.get(f"/{language}/{slug}/")

    page = response.content.decode()
    assert response.status_code == 200
    assert response.context["page"].texts.body.language == language
    assert f'href="/{language}/privacy/"' in page


def test_links_between_the_pages_lead_somewhere(client):
    broken = []
    for language in LANGUAGES:
        for page in StandardPage.objects.all():
            with override(language):
                for target in re.findall(r'href="\.\./([^"]*)"', str(page.texts.body)):
                    if client.get(f"/{language}/{target}").status_code != 200:
                        broken.append((language, page.slug, target))
    assert broken == []


def test_seeding_twice_changes_nothing():
    page = StandardPage.objects.get(slug="about")
    page.heading_en = "Changed by an editor"
    page.save()

    seed()

    assert StandardPage.objects.get(slug="about").heading_en == "Changed by an editor"
    assert HomePage.objects.count() == 1


def test_the_page_tree_is_sound():
    from wagtail.models import Page

    assert Page.find_problems() == ([], [], [], [], [])


def test_seed_pages_may_have_headings_lists_and_links():
    markup = page_markup("Intro.\n\n## What to do\n\n- See [privacy](/privacy/)\n- Ask <us>")

    assert markup == (
        '<p>Intro.</p><h2>What to do</h2><ul><li>See <a href="../privacy/">privacy</a></li><li>Ask &lt;us&gt;</li></ul>'
    )


def test_the_home_page_shows_doors_with_counts(client):
    PracticeFactory(title_en="Newest practice")
    DraftFactory(title_en="Hidden draft")

    response = client.get("/en/")

    assert {category.code: category.practice_count for category in response.context["categories"]} == {
        "A": 1,
        "B": 0,
        "C": 0,
        "D": 0,
    }
    assert "Newest practice" in response.content.decode()
    assert "Hidden draft" not in response.content.decode()


def test_the_home_page_costs_a_constant_number_of_queries(client, django_assert_num_queries):
    client.get("/en/")
    with django_assert_num_queries(12):
        client.get("/en/")
    for _ in range(6):
        PracticeFactory(last_reviewed="2026-01-01")
    with django_assert_num_queries(14):
        client.get("/en/")


def test_the_sitemap_names_each_page_in_its_own_languages(client):
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni")

    sitemap = client.get("/sitemap.xml").content.decode()

    assert f"<loc>http://localhost:8000{practice.address_in('it')}</loc>" in sitemap
    assert practice.address_in("de") not in sitemap
    assert "/fr/about/" in sitemap


def test_the_styleguide_shows_every_component(client):
    PracticeFactory()

    assert client.get(reverse("styleguide")).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_is_not_there_says_so_in_the_readers_language(client, language):
    response = client.get(f"/{language}/nothing/")

    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.content.decode()


def test_an_editor_writes_a_page_in_every_language(signed_in):
    page = StandardPage.objects.get(slug="about")

    form = signed_in(ChiefEditorFactory()).get(f"/admin/pages/{page.pk}/edit/").content.decode()

    for language in LANGUAGES:
        assert f'name="heading_{language}"' in form
        assert f'name="body_{language}"' in form


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_previewed_in_each_language(language):
    page = StandardPage.objects.get(slug="about")

    preview = page.make_preview_request(preview_mode=language).content.decode()

    assert str(page.texts_in(language).heading) in unescape(preview)
    assert f'<html lang="{language}"' in preview
