"""Every way into storage leads through here: fields whose files are cleaned before they are written."""

from django.core.files.base import ContentFile
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from records.cleaning.files import clean


class CleanFile(ContentFile):
    """A file that has been cleaned, and what was removed from it."""

    def __init__(self, cleaned, name):
        super().__init__(cleaned.content, name)
        self.removed = cleaned.removed


def cleaned_file(file, name):
    """The CleanFile of any open file; of one that is clean, itself. Raises Refused."""
    return file if isinstance(file, CleanFile) else CleanFile(clean(file, name), name)


class CleanedOnSave:
    """Forms clean before, to tell what they removed; whoever saves a file without a form cannot forget it."""

    def save(self, name, content, save=True):
        super().save(name, cleaned_file(content, name), save)


class CleanedFieldFile(CleanedOnSave, FieldFile):
    pass


class CleanedImageFieldFile(CleanedOnSave, WagtailImageFieldFile):
    pass


class KeepsItsMigrations:
    """The column is the same as before, and so is its name in migrations."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, self.path_in_migrations, args, kwargs


class CleanedFileField(KeepsItsMigrations, FileField):
    attr_class = CleanedFieldFile
    path_in_migrations = "django.db.models.FileField"


class CleanedImageField(KeepsItsMigrations, WagtailImageField):
    attr_class = CleanedImageFieldFile
    path_in_migrations = "wagtail.images.models.WagtailImageField"
