"""What is wrong with the directory, as far as the database can tell: one query for each question."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from directory.counterpart.ranking import FRESH
from directory.models import Organisation, OrganisationContactPoint, Service, ServiceContactPoint
from records.languages import LANGUAGES
from records.visibility import Visibility


def whom_to_call():
    """Those that readers are shown as somebody to call."""
    return Organisation.objects.published().to_call()


def without_public_contact():
    own = OrganisationContactPoint.objects.filter(owner=OuterRef("pk"))
    of_services = ServiceContactPoint.objects.filter(
        owner__organisation=OuterRef("pk"), owner__live=True, owner__visibility=Visibility.PUBLIC
    )
    told = [Exists(each.filter(visibility=Visibility.PUBLIC).exclude(value="")) for each in (own, of_services)]
    return whom_to_call().filter(~told[0], ~told[1])


def without_service():
    return whom_to_call().filter(~Exists(Service.objects.published().filter(organisation=OuterRef("pk"))))


def lacking_translations():
    lacking = Q()
    for language in LANGUAGES:
        lacking |= Q(**{f"translation_state__{language}__missing__gt": 0})
    return Organisation.objects.published().filter(lacking)


def never_confirmed():
    return whom_to_call().filter(confirmed_on=None)


def confirmed_long_ago():
    return whom_to_call().filter(confirmed_on__lt=timezone.localdate() - FRESH).order_by("confirmed_on")
