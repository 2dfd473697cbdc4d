"""A reader reports that a page is wrong: any public record, without an account, a cookie or a trace."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import CountryProfile
from records.erasure import erase
from records.from_readers import forms, limits
from records.models import ReaderMessage, Sender
from tests.factories import (
    CaseStudyFactory,
    CharterFactory,
    ChiefEditorFactory,
    EditorFactory,
    MemberFactory,
    OrganisationFactory,
    PracticeFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db

KINDS = {
    "practice": PracticeFactory,
    "case study": CaseStudyFactory,
    "organisation": OrganisationFactory,
    "service": ServiceFactory,
    "charter": CharterFactory,
    "country": lambda **fields: CountryProfile.objects.create(country="IT", live=True, **fields),
}
anything = pytest.mark.parametrize("make", KINDS.values(), ids=KINDS.keys())


@pytest.fixture(autouse=True)
def _readers_are_fast(monkeypatch):
    monkeypatch.setattr(forms, "SHORTEST", timedelta(0))


def address(record):
    return reverse("from_readers:error", args=[record._meta.model_name, record.pk])


def form_of(client, page):
    content = client.get(page).content.decode()
    return {"stamp": re.search(r'name="stamp" value="([^"]+)"', content)[1], "website": ""}


def report(client, page, **fields):
    return client.post(page, form_of(client, page) | {"text": "The number is wrong."} | fields)


@anything
def test_an_error_is_reported_on_every_kind_of_record(make):
    record = make()
    strict = Client(enforce_csrf_checks=True)

    response = report(strict, address(record))

    assert response.status_code == 302
    assert ReaderMessage.objects.about(record).get().text == "The number is wrong."
    assert not strict.cookies
    assert "The editors are told." in strict.get(response.url).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_leads_to_the_form(client, kind):
    record = KINDS[kind]()

    assert f'href="{address(record)}"' in client.get(record.get_absolute_url()).content.decode()


@anything
def test_there_is_no_form_for_what_a_reader_may_not_see(client, make):
    assert client.get(address(make(visibility="members"))).status_code == 404
    assert client.get(reverse("from_readers:error", args=["user", 1])).status_code == 404


def test_the_mail_says_which_record_and_no_word_of_it_or_of_the_reader(client, django_capture_on_commit_callbacks):
    chief_editor = ChiefEditorFactory()
    EditorFactory()
    organisation = OrganisationFactory(name_en="Secretword")

    with django_capture_on_commit_callbacks(execute=True):
        report(client, address(organisation), text="The mill is wrong.")

    (sent,) = mail.outbox
    assert sent.to == [chief_editor.email]
    assert f"Organisation no. {organisation.pk}" in sent.subject
    assert "mill" not in sent.subject + sent.body
    assert "Secretword" not in sent.subject + sent.body
    assert reverse("reader_message", args=[ReaderMessage.objects.get().pk]) in sent.body


def test_whoever_may_change_the_record_reads_and_deletes_it(signed_in):
    message = ReaderMessage.objects.create(
        occasion="error", kind="directory.Organisation", record_pk=OrganisationFactory().pk, text="Wrong number."
    )
    client = signed_in(EditorFactory())
    page = reverse("reader_message", args=[message.pk])

    assert page in client.get("/admin/").content.decode()
    assert page in client.get(reverse("reader_messages")).content.decode()
    assert "Wrong number." in client.get(page).content.decode()
    client.post(page)

    assert not ReaderMessage.objects.exists()
    assert "Nothing waits." in client.get(reverse("reader_messages")).content.decode()


def test_nobody_else_reads_it(signed_in):
    message = ReaderMessage.objects.create(occasion="error", kind="practices.Practice", record_pk=PracticeFactory().pk)

    assert signed_in(MemberFactory()).get(reverse("reader_message", args=[message.pk])).status_code == 302


def test_the_list_costs_the_same_however_long_it_is(signed_in, django_assert_max_num_queries):
    client = signed_in(EditorFactory())

    def listed(number):
        for _ in range(number):
            record = OrganisationFactory()
            ReaderMessage.objects.create(occasion="error", kind="directory.Organisation", record_pk=record.pk)
        with django_assert_max_num_queries(100) as asked:
            client.get(reverse("reader_messages"))
        return len(asked)

    listed(1)
    assert listed(1) == listed(10)


# --- How much, and how long ---


def test_one_sender_writes_a_few_times_a_day_and_others_still_may(client):
    organisations = [OrganisationFactory() for _ in range(limits.MOST_A_DAY + 1)]
    for organisation in organisations[:-1]:
        assert report(client, address(organisation)).status_code == 302

    refused = report(client, address(organisations[-1]))
    other = Client(REMOTE_ADDR="203.0.113.9")

    assert "try tomorrow" in refused.content.decode()
    assert "The number is wrong." in refused.content.decode()
    assert ReaderMessage.objects.count() == limits.MOST_A_DAY
    assert report(other, address(organisations[-1])).status_code == 302


def test_of_a_sender_nothing_is_kept_but_a_hash_of_this_day(client, caplog):
    sender = Client(REMOTE_ADDR="203.0.113.77")
    organisation = OrganisationFactory()

    report(sender, address(organisation))
    first = Sender.objects.get()
    Sender.objects.update(day=timezone.localdate() - timedelta(days=1), fingerprint="yesterday")
    report(sender, address(organisation))

    assert "203.0.113.77" not in f"{first.fingerprint} {ReaderMessage.objects.values()} {caplog.text}"
    assert [each.day for each in Sender.objects.all()] == [timezone.localdate()], "yesterday is forgotten"
    assert limits._fingerprint("203.0.113.77", first.day) == first.fingerprint
    assert limits._fingerprint("203.0.113.77", first.day + timedelta(days=1)) != first.fingerprint


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "address"),
    [
        (0, "203.0.113.7", "198.51.100.1", "203.0.113.7"),
        (1, "127.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        (2, "127.0.0.1", "198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (1, "127.0.0.1", "", ""),
        (2, "127.0.0.1", "198.51.100.1", ""),
        (1, "127.0.0.1", "nonsense", ""),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
    ],
)
def test_a_sender_is_whom_our_own_proxies_heard(rf, settings, proxies, remote, forwarded, address):
    settings.PROXIES = proxies

    request = rf.get("/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded} if forwarded else {})

    assert limits.address_of(request) == address


def test_what_is_too_old_is_forgotten():
    organisation = OrganisationFactory()
    for days in (1, 89, 91):
        ReaderMessage.objects.create(
            occasion="error",
            kind="directory.Organisation",
            record_pk=organisation.pk,
            text=str(days),
            created_at=timezone.now() - timedelta(days=days),
        )
    Sender.objects.create(fingerprint="x", day=timezone.localdate() - timedelta(days=1))

    call_command("run_due")

    assert {each.text for each in ReaderMessage.objects.all()} == {"1", "89"}
    assert not Sender.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_message_goes_with_the_record_it_was_about():
    organisation, other = OrganisationFactory(), OrganisationFactory()
    for record in (organisation, other):
        ReaderMessage.objects.create(occasion="error", kind="directory.Organisation", record_pk=record.pk)

    erase(organisation)

    assert [each.record_pk for each in ReaderMessage.objects.all()] == [other.pk]
