from search.models.learning import Unanswered
from search.models.outbox import Change
from search.models.thesaurus import Concept, Label, ThesaurusState

__all__ = ["Change", "Concept", "Label", "ThesaurusState", "Unanswered"]
