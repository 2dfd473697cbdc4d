"""The demonstration's case studies: one readable file each in practices/demo/case_studies/."""

from django_countries import countries

from practices.case_studies import protection
from practices.case_studies.places import ROLES
from practices.demo_content import FOLDER as PRACTICES
from practices.demo_content import entries, facts_of, saved, texts_of
from practices.models import CasePartner, CaseStudy, Practice
from practices.models.case_study import CHOICES
from practices.questions import ANSWERS
from records.demo_tag import demonstrated
from records.operations import publish
from records.seeding import in_columns

FOLDER = PRACTICES / "case_studies"
ATTESTED = "Printed in the ENPATES publication, 2012"
FACTS = ("number", "source_language", "reporting_country", "several_cases", "information_as_of", *ROLES, *CHOICES)
PLAIN_TEXTS = ("title", "exploitation_other", "recruited_by_other", "proposed_other")


def load(organisations):
    """Make and publish the case studies that are missing; yields each with whether it was made now."""
    for entry, case_study in entries(FOLDER, CaseStudy):
        yield case_study or _make(entry, organisations), case_study is None


def remove():
    demonstrated(CaseStudy.objects.all()).delete()


def _make(entry, organisations):
    case_study = CaseStudy(**facts_of(entry, FACTS), **texts_of(entry, PLAIN_TEXTS, ANSWERS))
    case_study.organisation = organisations[entry["reporting_organisation"]]
    case_study.partners = [_partner(each) for each in entry["partners"]]
    case_study.live = False
    case_study.save()
    case_study.related_practices = list(Practice.objects.filter(number__in=entry.get("related_practices", [])))
    protection.attest(case_study, ATTESTED)
    return publish(saved(case_study))


def _partner(entry):
    country = entry["country"] if entry["country"] in countries else ""
    return CasePartner(
        kind=entry["kind"], country=country, **in_columns("name", entry["name"]), **in_columns("role", entry["role"])
    )
