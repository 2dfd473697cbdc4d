"""Every change of what the index in memory is made of gives the thesaurus another version."""

from django.db.models.signals import m2m_changed, post_delete, post_save

from practices.models import Category, Typology
from records.models import Term
from search.models import Concept, Label
from search.thesaurus import storing


def connect():
    for model in (Concept, Label, Term, Category, Typology):
        post_save.connect(_changed, sender=model)
        post_delete.connect(_changed, sender=model)
    for relation in (Concept.broader, Concept.related):
        m2m_changed.connect(_changed, sender=relation.through)


def _changed(**_signal):
    storing.touch()
