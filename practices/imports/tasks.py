from django.utils.translation import override
from django_tasks import task

from practices.imports.reading import Reader
from practices.models import FormImport, ImportedForm


@task()
def read_forms(import_key, language):
    """Read the forms that wait. `language`: of the editor, in which a refusal gives its reason. Harmless when run twice."""
    form_import = FormImport.objects.filter(pk=import_key).first()
    if form_import is None:
        return
    reader = Reader(form_import)
    with override(language):
        # Asked again for each: what was discarded meanwhile is not read.
        while form := form_import.forms.filter(state=ImportedForm.State.WAITING).first():
            reader.read(form)
    form_import.settle()
