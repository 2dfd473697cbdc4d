"""Two people, one record: what each of them changed is put together, field by field, when a form is saved.

A form carries digests of what it showed when it was loaded. On saving, three states of each field are compared:
what was shown, what the newest draft holds now, and what was posted. What only others changed is left as it is in the
draft; where both changed the same field differently nothing is saved, and the form comes back with both texts.
"""

import json
from uuid import UUID, uuid4

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.defaultfilters import linebreaksbr
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.fields import RichTextField
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry

from records.desk.fields import fact_in_words
from records.languages import BLOCK_KEY, digest
from records.rich_text import to_plain

# Worked out anew on every saving.
DERIVED_IN_ROWS = {"source_digests"}


class AboutTheForm(forms.CharField):
    """What a form says about itself; no editor changes it."""

    def __init__(self):
        super().__init__(required=False, widget=forms.HiddenInput({"autocomplete": "off"}))

    def has_changed(self, initial, data):
        return False


class RemembersWhatItShowed(WagtailAdminModelForm):
    """shown: {field or relation: digest} of what the form held when it was loaded or last saved, as JSON.

    form_id: says that two posts come from one and the same empty form.
    """

    shown = AboutTheForm()
    form_id = AboutTheForm()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["shown"] = lambda: json.dumps(held(self))
        self.initial["form_id"] = "" if self.instance.pk else uuid4

    @property
    def shown_before(self):
        try:
            shown = json.loads(self.data.get(self.add_prefix("shown"), "{}"))
        except ValueError:
            shown = {}
        return shown if isinstance(shown, dict) else {}

    def leave_alone(self, names):
        """Take fields and relations out of the form: the record keeps what it has there."""
        for name in names:
            self.fields.pop(name, None)
            self.formsets.pop(name, None)

    def show_again(self, names, record):
        """The form comes back and tells what `record` holds in these fields; saving once more replaces it."""
        held_by_record = held(self, record)
        shown = self.shown_before | {name: held_by_record[name] for name in names}
        self.data = self.data.copy()
        self.data[self.add_prefix("shown")] = json.dumps(shown)

    def get_field_updates_for_resave(self):
        """After an autosave, what the page shows is what it posted: also where the draft holds another's text."""
        shown = self.shown_before | held(self)
        return [*super().get_field_updates_for_resave(), ("shown", json.dumps(shown))]


def held(form, record=None):
    """{field or relation of the form: digest of what the record holds there}"""
    record = record or form.instance
    data = record.serializable_data()
    values = {name: _comparable(data.get(name)) for name in form.fields if name in data}
    values |= {
        field.name: sorted(str(tag) for tag in getattr(record, field.name).all())
        for field in record._meta.many_to_many
        if field.name in form.fields and field.name not in data  # tags: a revision knows them as rows
    }
    values |= {name: _rows(data[name], formset) for name, formset in form.formsets.items()}
    return {name: digest(json.dumps(value, default=str)) for name, value in values.items()}


def _rows(rows, formset):
    names = [name for name in formset.form.base_fields if name not in DERIVED_IN_ROWS]
    return [[_comparable(row[name]) for name in names if name in row] for row in rows]


def _comparable(value):
    """What nobody sees does not count: keys of paragraphs, ends of lines, the order of a choice, how empty is written."""
    if isinstance(value, str):
        return BLOCK_KEY.sub("", value).replace("\r\n", "\n").strip()
    if isinstance(value, list):
        return sorted(map(_comparable, value), key=str)
    return "" if value is None else value


class MergesOnSaving:
    """Mixin of the view of a record's form: saving an older form overwrites nobody (see the module)."""

    # What others saved meanwhile does not hinder an autosave: it is merged, or refused field by field.
    is_out_of_date = False
    is_in_conflict = is_merged = False
    merged_form = None

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            # Two who save at the same moment take turns; the second one meets what the first one saved.
            self.model.objects.select_for_update().get(pk=self.object.pk)
            self.object = self.get_object()
            return super().post(request, *args, **kwargs)

    @cached_property
    def overwrite_revision(self):
        """An autosave replaces the one before it, unless somebody else's came between."""
        revision = super().overwrite_revision
        return revision if revision == self.object.latest_revision else None

    def is_valid(self, form):
        shown = form.shown_before
        theirs = held(form)  # before validation writes what was posted into the same object
        if not super().is_valid(form):
            return False
        changed = {name for name in theirs if theirs[name] != shown.get(name)} if shown else set()
        return not changed or self._merge(form, shown, theirs, changed)

    def _merge(self, form, shown, theirs, changed):
        mine = held(form, form.save(commit=False))
        untouched = {name for name in changed if mine[name] == shown.get(name)}
        both = {name for name in changed - untouched if mine[name] != theirs[name]}
        self.object = self.get_object()
        if both:
            self._ask(form, both)
            return False
        self.is_merged = bool(untouched)
        self.merged_form = self.get_form()  # the other one is used up: it has been saved once, to compare
        self.merged_form.leave_alone(untouched)
        if super().is_valid(self.merged_form):
            return True
        form.errors.update(self.merged_form.errors)
        return False

    def _ask(self, form, names):
        self.is_in_conflict = True
        self.produced_error_code = "invalid_revision"
        self.produced_error_message = _(
            "Not saved yet: somebody else changed the same fields meanwhile. Your text is still here."
        )
        for name in names:
            theirs = in_words(self.object, name, form.formsets.get(name))
            message = _("This was changed meanwhile, to: %(theirs)s") % {"theirs": theirs}
            advice = _("What you wrote is in the field: save again to keep it, or copy theirs.")
            message = linebreaksbr(f"{message}\n{advice}")
            if name in form.fields:
                form.add_error(name, message)
            else:
                form.formsets[name].non_form_errors().append(message)
        form.show_again(names, self.object)

    def form_valid(self, form):
        response = super().form_valid(self.merged_form or form)
        if self.is_merged and not self.expects_json_response:
            messages.info(self.request, _("What others saved meanwhile is kept; it is in the form now."))
        return response

    def get_bound_panel(self, form):
        # The answer to an autosave shows no part of the form.
        return None if self.expects_json_response else super().get_bound_panel(form)

    def get_editing_sessions(self):
        module = super().get_editing_sessions()
        module.template_name = "desk/editing_sessions.html"
        return module

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.is_in_conflict:
            # Whoever was asked decides by saving, not by waiting.
            context["autosave_enabled"] = False
        return context


def in_words(record, name, formset=None):
    """What a record holds in a field or in the rows of a formset, for an editor to read and copy."""
    if formset:
        words = "\n".join(_row_in_words(row, formset) for row in getattr(record, name).all())
    else:
        field = record._meta.get_field(name)
        words = "; ".join(fact_in_words(record, field))
        words = to_plain(words) if isinstance(field, RichTextField) else words
    return words or _("(empty)")


def _row_in_words(row, formset):
    names = [name for name in formset.form.base_fields if name not in DERIVED_IN_ROWS]
    return ", ".join(in_words(row, name) for name in names if getattr(row, name))


class CreatesOnce:
    """Mixin: a form sent twice (pressed twice, sent anew, the back button) makes one record; later it edits that one."""

    def post(self, request, *args, **kwargs):
        form_id = self._form_id()
        made = form_id and self._made_from(form_id)
        if made:
            return self.model.snippet_viewset.edit_view(request, pk=str(made.pk))
        if form_id:
            # The entry "created" in the record's history carries it.
            get_active_log_context().uuid = form_id
        return super().post(request, *args, **kwargs)

    def _form_id(self):
        try:
            return UUID(self.request.POST.get("form_id", ""))
        except ValueError:
            return None

    def _made_from(self, form_id):
        made = ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model),
            action="wagtail.create",
            user=self.request.user,
            uuid=form_id,
        )
        return self.model.objects.filter(pk__in=[entry.object_id for entry in made]).first()
