"""What a record needs before anybody at the desk publishes it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from records import rich_text
from records.languages import source_language, text_in, translated_fields


@dataclass(frozen=True)
class Hindrance:
    """text: a sentence that says why a record is not to be published. page: the page of the desk where it is mended."""

    text: str
    page: str = "edit"


class Incomplete(ValidationError):
    """Somebody tried to publish what lacks something."""


def missing(record):
    """Names of the fields that its kind asks for (`required_to_publish`) and that are empty."""
    texts = translated_fields(type(record))
    return [name for name in record.required_to_publish if not _value(record, name, is_text=name in texts)]


def _value(record, name, is_text):
    return rich_text.to_plain(text_in(record, name, source_language(record))) if is_text else getattr(record, name)


def check(record):
    """Raise `Incomplete`, with the names of what is missing, or with what else stands against publishing."""
    if names := missing(record):
        labels = (capfirst(record._meta.get_field(name).verbose_name) for name in names)
        raise Incomplete(
            _("This cannot be published yet. Nothing was changed. Fill in first: %(fields)s.")
            % {"fields": ", ".join(map(str, labels))}
        )
    check_hindrances(record)


def check_hindrances(record):
    """Raise `Incomplete` with what the record itself has against being published."""
    if found := record.hindrances():
        reasons = " ".join(str(hindrance.text) for hindrance in found)
        raise Incomplete(_("This is not published. %(reasons)s") % {"reasons": reasons})
