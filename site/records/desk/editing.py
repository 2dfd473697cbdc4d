"""Writing a record: the pages around its form."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView, EditView

from records.desk import languages_of_record
from records.desk.merging import CreatesOnce, MergesOnSaving
from records.desk.review import UnderReview, desk_address
from records.languages import LANGUAGES


class TellsWhatHinders:
    """Mixin: a refused autosave names the fields that are to be mended; the page marks them once it is saved."""

    def is_valid(self, form):
        if super().is_valid(form):
            return True
        labels = [str(capfirst(label)) for label, _id in form.faults]
        if self.expects_json_response and labels and self.produced_error_code == "validation_error":
            self.produced_error_message = _("Not saved yet. To be mended first: %(fields)s") % {
                "fields": ", ".join(labels)
            }
        return False


class StopsAtHindrances:
    """Mixin: what may not be published yet is saved as a draft, and the page says what is to be done first."""

    def run_action_method(self):
        stopped = self._stopped() or super().run_action_method()
        if stopped:
            # The draft is saved all the same, and what it narrows is narrowed.
            self.run_after_hook()
        return stopped

    def _stopped(self):
        if self.action in ("publish", "submit") and (found := self.object.hindrances()):
            reasons = " ".join(str(each.text) for each in found)
            message = _("Saved as a draft, and not passed on yet. %(reasons)s") % {"reasons": reasons}
            buttons = [messages.button(desk_address(self.object, found[0].page), _("Go there"))]
            messages.error(self.request, message, buttons=buttons)
            return redirect(desk_address(self.object))
        return None


class RecordCreateView(TellsWhatHinders, StopsAtHindrances, CreatesOnce, CreateView):
    """Begins in the editor's own language; `?language=` chooses another one."""

    def get_initial_form_instance(self):
        record = super().get_initial_form_instance() or self.model()
        record.source_language = self.language
        return record

    @cached_property
    def language(self):
        wanted = self.request.GET.get("language", get_language())
        return wanted if wanted in LANGUAGES else settings.LANGUAGE_CODE

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["written_in"] = context["form"].language
        context["languages"] = settings.LANGUAGES
        return context


class RecordEditView(TellsWhatHinders, StopsAtHindrances, UnderReview, MergesOnSaving, EditView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["switch"] = languages_of_record.switch(self.object)
        context["hindrances"] = [(each.text, desk_address(self.object, each.page)) for each in self.object.hindrances()]
        context["language_url"] = desk_address(self.object, "language")
        return context
