from practices.models.case_study import CasePartner, CaseStudy, CaseStudyDocument
from practices.models.category import Category, Typology
from practices.models.form_import import FormImport, ImportedForm
from practices.models.practice import (
    Funding,
    Involvement,
    Practice,
    PracticeContactPoint,
    PracticeDocument,
    Replication,
)

__all__ = [
    "CasePartner",
    "CaseStudy",
    "CaseStudyDocument",
    "Category",
    "FormImport",
    "Funding",
    "ImportedForm",
    "Involvement",
    "Practice",
    "PracticeContactPoint",
    "PracticeDocument",
    "Replication",
    "Typology",
]
