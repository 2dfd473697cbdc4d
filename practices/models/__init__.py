from practices.models.category import Category, Typology
from practices.models.practice import (
    Funding,
    Involvement,
    Practice,
    PracticeContactPoint,
    PracticeDocument,
    Replication,
)

__all__ = [
    "Category",
    "Funding",
    "Involvement",
    "Practice",
    "PracticeContactPoint",
    "PracticeDocument",
    "Replication",
    "Typology",
]
