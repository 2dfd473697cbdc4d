import pytest

from tests.factories import EditorFactory, PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["/en/", "/it/practices/", "/de/about/", "/fr/nothing/", "/robots.txt"])
def public_page(request, client):
    return client.get(request.param)


def test_a_reader_gets_no_cookie(public_page):
    assert not public_page.cookies


def test_public_pages_run_only_our_own_files(public_page):
    policy = public_page["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_usual_headers_are_there(public_page):
    assert public_page["X-Content-Type-Options"] == "nosniff"
    assert public_page["Referrer-Policy"] == "same-origin"
    assert public_page["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_desk_has_a_policy_of_its_own(client):
    client.force_login(EditorFactory())

    policy = client.get("/admin/")["Content-Security-Policy"]

    assert "frame-ancestors 'self'" in policy
    assert "object-src 'none'" in policy


def test_the_first_visit_goes_to_the_browsers_language(client):
    response = client.get("/", headers={"accept-language": "de-AT,de;q=0.9,en;q=0.5"})

    assert response.url == "/de/"
    assert "Accept-Language" in response["Vary"]


def test_the_language_menu_keeps_page_and_query(client):
    practice = PracticeFactory(title_en="Inspections", title_it="Ispezioni")

    page = client.get("/en/practices/?country=IT").content.decode()

    assert 'href="/it/practices/?country=IT"' in page
    assert f'href="/it/practices/{practice.number}-' in client.get(practice.get_absolute_url()).content.decode()


def test_health_answers_without_a_session(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = client.get("/healthz")

    answer = response.json()
    assert response.status_code == 200
    assert answer["live"] and answer["database"]
    assert answer["search"]["outbox"] == {"waiting": 0, "oldest_seconds": 0, "set_aside": 0}


def test_a_demonstration_is_not_for_search_engines(client, settings):
    settings.DEMONSTRATION = True

    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    assert 'content="noindex"' in client.get("/en/").content.decode()
    assert "<loc>" not in client.get("/sitemap.xml").content.decode()
