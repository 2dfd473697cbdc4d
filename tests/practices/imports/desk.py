"""How tests use the pages of Word forms: as an editor does, by sending what the page's fields hold."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from practices.models import ImportedForm
from tests.word_form import make_form

LIST = reverse("practice_imports:list")


class Desk:
    """An editor at the desk, with a folder for her files."""

    def __init__(self, client, folder):
        self.client, self._folder = client, folder

    def form(self, name="form.docx", **rows):
        """A Word file of the given rows, as the browser sends it."""
        return self.file(name, make_form(self._folder / name, **rows).read_bytes())

    def file(self, name, content):
        return SimpleUploadedFile(name, content)

    def bring(self, *files, **options):
        """Upload files; returns the address of the import's page, None when the upload was not taken."""
        response = self.client.post(LIST, {"files": files, **options})
        return getattr(response, "url", None)

    def page(self, form=None):
        form = form or ImportedForm.objects.get()
        return self.client.get(reverse("practice_imports:form", args=[form.pk]))

    def decide(self, form=None, action="keep", **changes):
        """Send the fields of the form's page as they are, but for the changes ("value__title" is the field "value-title")."""
        form = form or ImportedForm.objects.get()
        data = self.data(self.page(form).context["form"]) | {"action": action}
        data |= {name.replace("__", "-"): value for name, value in changes.items()}
        return self.client.post(reverse("practice_imports:form", args=[form.pk]), data)

    def data(self, asked):
        """What the browser sends of a form as it is."""
        values = {name: asked[name].value() for name in asked.fields}
        return {name: value for name, value in values.items() if value not in (None, False)}

    def save(self, form=None, **changes):
        return self.decide(form, action="save", **changes)

    def tick(self, address, action, *forms):
        return self.client.post(address, {"action": action, "form": [form.pk for form in forms]})
