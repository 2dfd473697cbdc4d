"""Files as they arrive: kept in private storage until the background task reads them."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from practices.imports.forms import MOST_FILES
from practices.imports.tasks import read_forms
from practices.models import FormImport, ImportedForm
from practices.models.form_import import in_every_language
from practices.word_forms.opening import LARGEST_FILE, Refused, too_large
from practices.word_forms.sentences import filled_in

LONGEST_NAME = ImportedForm._meta.get_field("file_name").max_length


def start(form_import: FormImport, files):
    """Keep the files, refuse those that cannot be taken, and have the others read."""
    with transaction.atomic():
        form_import.save()
        for place, file in enumerate(files):
            _receive(form_import, place, file)
    read(form_import)


def read(form_import):
    """Have the forms that wait read in the background; harmless when they are being read already."""
    read_forms.enqueue(form_import.pk)


def _receive(form_import, place, file):
    form = ImportedForm(form_import=form_import, place=place, file_name=file.name[:LONGEST_NAME])
    if refused := _objection(place, file):
        form.state = ImportedForm.State.REFUSED
        form.refusal = in_every_language(refused)
    else:
        form.file = file
    form.save()


def _objection(place, file):
    if place >= MOST_FILES:
        return Refused(
            filled_in(_("These are more than %(number)s files at once."), number=MOST_FILES),
            _("Import this one with the next files."),
        )
    return too_large() if file.size > LARGEST_FILE else None
