"""The form of a record: a draft may be half-written, what is published is not."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from records.languages import column, source_language

WITHDRAWN = _("This was withdrawn. Save it as a draft; a chief editor can reinstate it.")


class RecordForm(WagtailAdminModelForm):
    """A draft may be saved half-written; what is published needs its title in the source language."""

    def clean(self):
        cleaned = super().clean()
        if self.instance.withdrawn_at and not self.is_deferred_validation:
            self.add_error(None, WITHDRAWN)
        title = column(self.instance.title_field, self._source_language())
        if not self.is_deferred_validation and not cleaned.get(title):
            self.add_error(
                title if title in self.fields else None,
                forms.ValidationError(_("Write the title in the source language before publishing."), "required"),
            )
        return cleaned

    def _source_language(self):
        return self.cleaned_data.get("source_language") or source_language(self.instance)
