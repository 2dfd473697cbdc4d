"""The demonstration has one practice in each state of its review."""

import pytest
from django.core.management import call_command
from wagtail.models import WorkflowState

from accounts.demo_content import make_accounts
from accounts.demo_reviews import make_reviews
from practices.models import Practice
from records.visibility import PUBLIC


@pytest.fixture(autouse=True)
def reviews(demonstration):
    make_accounts()
    make_reviews()


def states():
    """{title: state of its review} of what is not simply published."""
    drafts = Practice.objects.filter(has_unpublished_changes=True)
    return {
        practice.title_en: practice.current_workflow_state and practice.current_workflow_state.status
        for practice in drafts
    }


def test_there_is_one_in_each_state():
    assert states() == {
        "Phone line for seasonal workers": None,
        "Shared checklist for the first interview": WorkflowState.STATUS_IN_PROGRESS,
        "Mentors for the first months in a flat of one's own": WorkflowState.STATUS_NEEDS_CHANGES,
        "Training for staff of bus stations": None,
        "ASTRA Day Centre": WorkflowState.STATUS_IN_PROGRESS,
    }
    assert Practice.objects.get(withdrawn_at__isnull=False).title_en == "Training for staff of bus stations"


def test_readers_see_the_twenty_practices_as_they_were(client):
    assert sorted(Practice.objects.visible_to(PUBLIC).values_list("number", flat=True)) == list(range(1, 21))

    page = client.get(Practice.objects.get(number=13).get_absolute_url()).content.decode()
    assert "stays at the side" not in page


def test_a_second_call_changes_nothing():
    before, reviews = states(), WorkflowState.objects.count()

    make_accounts()
    make_reviews()

    assert (states(), WorkflowState.objects.count()) == (before, reviews)


def test_removing_the_demonstration_takes_them_along():
    call_command("load_demo", remove=True, verbosity=0)

    assert not Practice.objects.exists()
    assert not WorkflowState.objects.exists()
