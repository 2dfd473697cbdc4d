from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from practices.models import Practice
from tests.factories import DraftFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def test_a_scheduled_practice_is_published_when_it_is_due():
    draft = DraftFactory(go_live_at=timezone.now() + timedelta(hours=1))
    draft.save_revision().publish()
    assert not Practice.objects.get().live

    call_command("run_due")
    assert not Practice.objects.get().live

    Practice.objects.update(go_live_at=timezone.now() - timedelta(minutes=1))
    revision = Practice.objects.get().latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("run_due")
    assert Practice.objects.get().live
    assert Practice.objects.get().number == 1


def test_a_practice_expires_when_it_is_due():
    practice = DraftFactory(live=True, number=5, expire_at=timezone.now() - timedelta(minutes=1))

    call_command("run_due")

    assert not Practice.objects.get(pk=practice.pk).live


def test_translations_that_were_counted_otherwise_are_counted_again():
    practice = PracticeFactory(title_en="Inspections")
    practice.title_it = "Ispezioni"
    practice.save_revision()
    Practice.objects.update(translation_state={"it": {"missing": 9, "outdated": 9}})

    call_command("run_due")

    assert Practice.objects.get().translation_state["it"] == {"fields": 1, "missing": 0, "outdated": 0, "machine": 0}
    assert set(Practice.objects.get().translation_state) == {"it", "de", "es", "fr"}
