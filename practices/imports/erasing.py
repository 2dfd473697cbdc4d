"""Erasing a record: the forms that it came from, or that would change it, go with it."""

from django.db import transaction

from practices.models import ImportedForm
from practices.models.form_import import delete_files


def forget_forms_of(sender, instance, **_kwargs):
    """A file that holds such a form goes whole, with the other forms in it."""
    forms = ImportedForm.objects.about(instance)
    files = {form.file.name for form in forms if form.file}
    forms = forms | ImportedForm.objects.filter(file__in=files).exclude(file="")
    imports = {form.form_import for form in forms.select_related("form_import")}
    forms.delete()
    for form_import in imports:
        form_import.settle()
    transaction.on_commit(lambda: delete_files(files))
