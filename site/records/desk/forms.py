"""The form of a record: its facts, and its texts in the language it was written in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from records.desk.merging import RemembersWhatItShowed
from records.languages import LANGUAGES, column, source_language, translated_fields

WITHDRAWN = _("This was withdrawn. Save it as a draft; a chief editor can reinstate it.")
NEEDED = _("Needed before it is published: %(field)s.")


class RecordForm(RemembersWhatItShowed):
    """A draft may be half-written; what is published has what its kind asks for (`required_to_publish`).

    language: the one whose columns the form holds. It travels with the form, so that texts go where they were read.
    """

    source_language = forms.ChoiceField(
        choices=[(code, code) for code in LANGUAGES], required=False, widget=forms.HiddenInput
    )

    class Media:
        css = {"all": ["css/desk/languages.css", "css/desk/form.css"]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.language = self._language()
        self.initial["source_language"] = self.language
        for name in translated_fields(self._meta.model):
            for code in LANGUAGES:
                if code != self.language:
                    self.fields.pop(column(name, code), None)

    def _language(self):
        posted = self.data.get(self.add_prefix("source_language"))
        return posted if posted in LANGUAGES else source_language(self.instance)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None:
            self.instance.source_language = self.language
        if not self.is_deferred_validation:
            self._ask_for_what_is_missing(cleaned)
        return cleaned

    def _ask_for_what_is_missing(self, cleaned):
        if self.instance.withdrawn_at:
            self.add_error(None, WITHDRAWN)
        texts = translated_fields(self._meta.model)
        for required in self.instance.required_to_publish:
            name = column(required, self.language) if required in texts else required
            if not cleaned.get(name) and name in self.fields and name not in self.errors:
                field = self._meta.model._meta.get_field(required)
                self.add_error(name, forms.ValidationError(NEEDED, "required", {"field": field.verbose_name}))

    @property
    def faults(self):
        """[(label, id of the input, or of what holds its boxes)] of every field to be mended, in the order of the form."""
        rows = [row for formset in self.formsets.values() for row in formset.forms]
        bound = [form[name] for form in (self, *rows) for name in form.errors if name in form.fields]
        return [(field.label, field.auto_id) for field in bound]
