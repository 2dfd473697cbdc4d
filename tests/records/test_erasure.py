from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import ModelLogEntry, Revision

from practices.models import Practice, PracticeDocument
from records.operations import publish, withdraw
from tests.factories import DocumentFactory, PracticeContactPointFactory, PracticeFactory

SECRET = "quincewordtobeerased"


def files_with(word):
    """Files of this site, its database among them, that hold the word."""
    places = [path for folder in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT) for path in Path(folder).rglob("*")]
    database = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite":
        places += list(database.parent.glob(database.name + "*"))
    return [path for path in places if path.is_file() and word.encode() in path.read_bytes()]


def plant():
    practice = PracticeFactory(title_en=f"{SECRET} title", background_en=f"<p>{SECRET}</p>", notes=SECRET)
    PracticeContactPointFactory(owner=practice, value=f"{SECRET}@ngo.example")
    document = DocumentFactory(title=SECRET)
    document.file.save("private.txt", ContentFile(SECRET.encode()))
    PracticeDocument.objects.create(practice=practice, document=document)
    practice = publish(practice)
    practice.background_en = f"<p>{SECRET} in a draft</p>"
    practice.save_revision(log_action=True)
    practice.refresh_from_db()
    withdraw(practice, f"{SECRET} could be recognised")
    return practice


@pytest.mark.django_db(transaction=True)
def test_no_word_of_an_erased_record_is_left_in_any_file():
    practice, kept = plant(), PracticeFactory(title_en="Kept practice")
    if connection.vendor == "sqlite":
        assert files_with(SECRET)

    call_command("erase_record", "practices.practice", str(practice.pk), yes=True, stdout=StringIO())

    assert files_with(SECRET) == []
    assert list(Practice.objects.all()) == [kept]
    assert not Revision.objects.filter(content__icontains=SECRET).exists()


@pytest.mark.django_db(transaction=True)
def test_a_receipt_without_content_remains():
    practice = plant()

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
