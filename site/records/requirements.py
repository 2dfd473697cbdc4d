"""What a record needs before anybody at the desk publishes it."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from records import rich_text
from records.languages import source_language, text_in, translated_fields


class Incomplete(ValidationError):
    """Somebody tried to publish what lacks something."""


def missing(record):
    """Names of the fields that its kind asks for (`required_to_publish`) and that are empty."""
    texts = translated_fields(type(record))
    return [name for name in record.required_to_publish if not _value(record, name, is_text=name in texts)]


def _value(record, name, is_text):
    return rich_text.to_plain(text_in(record, name, source_language(record))) if is_text else getattr(record, name)


def check(record):
    """Raise `Incomplete`, with the names of what is missing."""
    if names := missing(record):
        labels = (capfirst(record._meta.get_field(name).verbose_name) for name in names)
        raise Incomplete(
            _("This cannot be published yet. Nothing was changed. Fill in first: %(fields)s.")
            % {"fields": ", ".join(map(str, labels))}
        )
