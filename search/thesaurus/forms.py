"""The form of a concept: for each language a definition, and a box for each kind of label, one label a line."""

from dataclasses import replace
from hashlib import sha256

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets import AdminAutoHeightTextInput

from records.desk.widgets import Several
from records.languages import LANGUAGES, column
from records.models import Term
from records.names import language_name
from search.models import Concept, Label
from search.thesaurus import editing, storing
from search.thesaurus.entries import KINDS, PREFERRED, Entry, tidy, tidy_labels

HELP = {
    PREFERRED: _("What we call it."),
    "synonym": _("What else people type. One a line."),
    "acronym": _("One a line."),
    "former": _("What it was called in older texts. One a line."),
    "discouraged": _("Found, but not recommended. One a line."),
}


class LabelsField(forms.CharField):
    """Labels, one a line; its value is a tuple of texts."""

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def to_python(self, value):
        return tidy_labels((value or "").splitlines())

    def has_changed(self, initial, data):
        return tuple(initial or ()) != self.to_python(data)


def name_of_field(language, kind):
    return f"labels_{language}_{kind}"


LANGUAGE_OF_FIELD = {
    name: language
    for language in LANGUAGES
    for name in (*(name_of_field(language, kind) for kind in KINDS), column("definition", language))
}


def _labels_field(kind):
    widget = forms.TextInput() if kind == PREFERRED else AdminAutoHeightTextInput(attrs={"rows": 3})
    return LabelsField(label=Label.Kind(kind).label, help_text=HELP[kind], required=False, widget=widget, strip=False)


FormOfLabels = type(
    "FormOfLabels",
    (forms.Form,),
    {name_of_field(language, kind): _labels_field(kind) for language in LANGUAGES for kind in KINDS},
)


class TermField(forms.ModelChoiceField):
    def label_from_instance(self, term):
        return f"{term.get_vocabulary_display()}: {term.label}"


class ConceptsField(forms.ModelMultipleChoiceField):
    widget = Several

    def __init__(self, **options):
        super().__init__(Concept.objects.with_names(), required=False, **options)


class ConceptForm(FormOfLabels, WagtailAdminModelForm):
    """Saves through the entry of the concept, as files do, so that one place checks and one writes."""

    broader = ConceptsField(label=_("Broader concepts"), help_text=Concept._meta.get_field("broader").help_text)
    related = ConceptsField(label=_("Related concepts"), help_text=Concept._meta.get_field("related").help_text)
    term = TermField(
        Term.objects.all(),
        label=_("Vocabulary term"),
        required=False,
        help_text=Concept._meta.get_field("term").help_text,
    )
    # What the concept was when the form was shown: whoever saves an older form is told.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    class Media:
        css = {"all": ["css/desk/form.css", "css/desk/thesaurus.css"]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = storing.read_all()
        entry = self.before.get(self.instance.key)
        if entry:
            for (language, kind), texts in entry.labels.items():
                self.initial[name_of_field(language, kind)] = texts
        self.initial["shown"] = fingerprint(entry)
        for name in ("broader", "related"):
            self.fields[name].queryset = self.fields[name].queryset.exclude(pk=self.instance.pk)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("shown") != self.initial["shown"]:
            self.add_error(
                None,
                _(
                    "Somebody else changed this concept meanwhile. What you wrote is kept below: open the concept in a "
                    "second tab, copy over what is yours, and save there."
                ),
            )
        if not self.errors:
            self.entry = self._entry(cleaned)
            for problem in editing.found_wrong([self.entry], self.before).get(self.entry.key, ()):
                self.add_error(self._field_of(problem), problem.message)
        return cleaned

    def _entry(self, cleaned):
        labels = {(language, kind): cleaned[name_of_field(language, kind)] for language in LANGUAGES for kind in KINDS}
        definition = {language: tidy(cleaned[column("definition", language)] or "") for language in LANGUAGES}
        entry = Entry(
            key=self.instance.key,
            definition={language: text for language, text in definition.items() if text},
            labels={place: texts for place, texts in labels.items() if texts},
            broader=frozenset(concept.key for concept in cleaned["broader"]),
            related=frozenset(concept.key for concept in cleaned["related"]),
            term=storing.name_of(cleaned["term"]) if cleaned["term"] else "",
            note=tidy(cleaned["note"]),
        )
        return entry if entry.key else replace(entry, key=editing.new_key(entry, self.before))

    def _field_of(self, problem):
        if problem.kind:
            return name_of_field(problem.language, problem.kind)
        return problem.field if problem.field in self.fields else None

    @property
    def faults(self):
        """[(label, id of the input)] of every field to be mended, in the order of the form."""
        names = [name for name in self.fields if name in self.errors]
        return [(_named_with_language(name, self.fields[name].label), self[name].auto_id) for name in names]

    def save(self, commit=True):
        editing.save([self.entry], self.for_user)
        self.instance = Concept.objects.with_names().get(key=self.entry.key)
        return self.instance


def _named_with_language(name, label):
    language = LANGUAGE_OF_FIELD.get(name)
    return f"{capfirst(language_name(language))}, {label}" if language else label


def fingerprint(entry):
    """Of an entry, "" for none: the same for the same content."""
    if entry is None:
        return ""
    content = (
        entry.key,
        sorted(entry.definition.items()),
        sorted(entry.labels.items()),
        sorted(entry.broader),
        sorted(entry.related),
        entry.term,
        entry.note,
    )
    return sha256(repr(content).encode()).hexdigest()[:16]


def _panels_of(language, name):
    labels = [FieldPanel(name_of_field(language, kind)) for kind in KINDS[1:]]
    return MultiFieldPanel(
        [
            FieldPanel(name_of_field(language, PREFERRED)),
            FieldRowPanel(labels, classname="thesaurus-labels"),
            FieldPanel(
                column("definition", language),
                heading=_("Definition"),
                widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
            ),
        ],
        heading=name,
        classname=f"thesaurus-language thesaurus-language--{language}",
    )


PANELS = ObjectList(
    [
        *(_panels_of(language, name) for language, name in settings.LANGUAGES),
        MultiFieldPanel(
            [FieldPanel("broader"), FieldPanel("related"), FieldPanel("term"), FieldPanel("note")],
            heading=_("Beside other concepts"),
        ),
    ],
    base_form_class=ConceptForm,
)
