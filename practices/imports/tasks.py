from django_tasks import task

from practices.imports.reading import Reader
from practices.models import FormImport, ImportedForm


@task()
def read_forms(import_key):
    """Read the forms that wait. Harmless when run twice."""
    form_import = FormImport.objects.filter(pk=import_key).first()
    if form_import is None:
        return
    reader = Reader(form_import)
    # Asked again for each: what was discarded meanwhile is not read.
    while form := form_import.forms.filter(state=ImportedForm.State.WAITING).first():
        reader.read(form)
    form_import.settle()
