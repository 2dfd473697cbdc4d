from records.models.files import CreditedImage, GatedDocument, Rendition
from records.models.record import Record, RecordQuerySet, record_models
from records.models.vocabulary import Tag, TaggedRecord, Term

__all__ = [
    "CreditedImage",
    "GatedDocument",
    "Record",
    "RecordQuerySet",
    "Rendition",
    "Tag",
    "TaggedRecord",
    "Term",
    "record_models",
]
