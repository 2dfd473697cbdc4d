from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import ModelLogEntry, Revision

from directory.models import Organisation
from practices.case_studies import protection
from practices.models import CasePartner, CaseStudy, CaseStudyDocument, Practice, PracticeDocument
from records.models import ReaderMessage
from records.operations import publish, withdraw
from tests.factories import (
    CaseStudyFactory,
    DocumentFactory,
    OrganisationFactory,
    PracticeContactPointFactory,
    PracticeFactory,
    ServiceFactory,
)

SECRET = "quincewordtobeerased"


def files_with(word):
    """Files of this site, its database among them, that hold the word."""
    places = [path for folder in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT) for path in Path(folder).rglob("*")]
    database = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite":
        places += list(database.parent.glob(database.name + "*"))
    return [path for path in places if path.is_file() and word.encode() in path.read_bytes()]


def plant_practice():
    practice = PracticeFactory(title_en=f"{SECRET} title", background_en=f"<p>{SECRET}</p>", notes=SECRET)
    PracticeContactPointFactory(owner=practice, value=f"{SECRET}@ngo.example")
    PracticeDocument.objects.create(practice=practice, document=secret_document())
    return withdrawn_with_draft(practice, "background_en")


def plant_case_study():
    case = CaseStudyFactory(title_en=f"{SECRET} title", solutions_en=f"<p>{SECRET}</p>", notes=SECRET, origin=[SECRET])
    case.partners = [CasePartner(name_en=SECRET, role_en=SECRET)]
    protection.attest(case, SECRET)
    case.save()
    CaseStudyDocument.objects.create(case_study=case, document=secret_document())
    ReaderMessage.objects.create(occasion="concern", kind=CaseStudy._meta.label, record_pk=case.pk, text=SECRET)
    return withdrawn_with_draft(case, "solutions_en")


def secret_document():
    document = DocumentFactory(title=SECRET)
    document.file.save("private.txt", ContentFile(SECRET.encode()))
    return document


def withdrawn_with_draft(record, field):
    record = publish(record)
    setattr(record, field, f"<p>{SECRET} in a draft</p>")
    record.save_revision(log_action=True)
    record.refresh_from_db()
    withdraw(record, f"{SECRET} could be recognised")
    return record


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("plant", [plant_practice, plant_case_study])
def test_no_word_of_an_erased_record_is_left_in_any_file(plant):
    record, kept = plant(), PracticeFactory(title_en="Kept practice")
    if connection.vendor == "sqlite":
        assert files_with(SECRET)

    call_command("erase_record", record._meta.label_lower, str(record.pk), yes=True, stdout=StringIO())

    assert files_with(SECRET) == []
    assert [*Practice.objects.all(), *CaseStudy.objects.all()] == [kept]
    assert not Revision.objects.filter(content__icontains=SECRET).exists()


@pytest.mark.django_db(transaction=True)
def test_a_receipt_without_content_remains():
    practice = plant_practice()

    call_command("erase_record", "practices.practice", str(practice.pk), yes=True, stdout=StringIO())
    entry = ModelLogEntry.objects.get(object_id=str(practice.pk))
    assert (entry.action, entry.label, entry.data) == ("records.erase", f"practice {practice.pk}", {})


@pytest.mark.django_db
def test_nothing_is_erased_without_a_yes():
    practice = PracticeFactory()
    output = StringIO()

    call_command("erase_record", "practices.practice", str(practice.pk), stdout=output)

    assert "--yes" in output.getvalue()
    assert Practice.objects.filter(pk=practice.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["practices.nothing", "practices.practice", "accounts.user", "nonsense"])
def test_what_is_not_there_is_said(kind):
    with pytest.raises(CommandError):
        call_command("erase_record", kind, "999", yes=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("yes", [True, False])
def test_what_others_name_is_kept_and_they_are_said(yes):
    organisation = OrganisationFactory()
    practice, service = PracticeFactory(organisations=[organisation]), ServiceFactory(organisation=organisation)

    with pytest.raises(CommandError) as refusal:
        call_command("erase_record", "directory.organisation", str(organisation.pk), yes=yes)

    assert f"directory.service {service.pk}, practices.practice {practice.pk}." in str(refusal.value)
    assert Organisation.objects.filter(pk=organisation.pk).exists()
