from records.models.files import CreditedImage, GatedDocument, Rendition
from records.models.reader_message import ReaderMessage, Sender
from records.models.record import Record, RecordQuerySet, record_models
from records.models.vocabulary import Tag, TaggedRecord, Term, terms_of

__all__ = [
    "CreditedImage",
    "GatedDocument",
    "ReaderMessage",
    "Record",
    "RecordQuerySet",
    "Rendition",
    "Sender",
    "Tag",
    "TaggedRecord",
    "Term",
    "record_models",
    "terms_of",
]
