"""The form of a practice at the desk: the rows of the printed chart, in its order, with the help it prints."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, PublishingPanel

from directory.desk.contacts import contact_points_panel
from practices.models import Practice
from practices.word_forms.labels import PRACTICE as LABELS
from records.desk.forms import RecordForm
from records.desk.panels import TextPanel, TextRowsPanel, texts
from records.desk.widgets import Several

lines = forms.Textarea(attrs={"rows": 3})


class NumbersField(forms.ModelMultipleChoiceField):
    """Records by their numbers, as one cites them: "6, 12"."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid_choice": _("There is no record no. %(value)s. Write numbers with commas between them: 6, 12."),
        "invalid_pk_value": _("“%(pk)s” is no number. Write numbers with commas between them: 6, 12."),
    }

    def __init__(self, queryset, **options):
        super().__init__(queryset, to_field_name="number", **options)

    def prepare_value(self, value):
        """What the input shows: the practices' numbers, or what somebody typed."""
        if value is None or isinstance(value, str):
            return value
        return ", ".join(str(each.number) for each in value)

    def clean(self, value):
        numbers = [number.strip() for number in (value or "").split(",") if number.strip()]
        if not numbers:
            return super().clean([])
        return self._check_values(numbers)

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")


class PracticeForm(RecordForm):
    related = NumbersField(
        Practice.objects.exclude(number=None),
        label=_("Related practices"),
        required=False,
        help_text=_("Their numbers, with commas between them: 6, 12."),
    )
    scope = forms.MultipleChoiceField(label=_("Scope"), choices=Practice.Scope.choices, required=False, widget=Several)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        number_is_for_good(self)


def number_is_for_good(form):
    """Given at publication: addresses and citations are built on it."""
    form.fields["number"].disabled = form.instance.number is not None and form.instance.live


# The form's "information to be gathered" for one of its rows, in the editor's language.
printed_help = lazy(lambda row: LABELS.help_of(row, get_language()), str)


def section(field):
    return TextPanel(field, help_text=printed_help(field))


def fact(field, row=None, **options):
    return FieldPanel(field, help_text=printed_help(row or field), **options)


IDENTITY = [
    FieldRowPanel([FieldPanel("number"), fact("countries", "country", widget=Several)]),
    InlinePanel(
        "involvements",
        label=_("Organisation"),
        heading=_("Organisations"),
        help_text=printed_help("organisations"),
        panels=[FieldPanel("organisation"), FieldPanel("role"), FieldPanel("name_as_printed", widget=forms.TextInput)],
    ),
    section("title"),
    FieldRowPanel([fact("original_title", widget=forms.TextInput), FieldPanel("original_language")]),
    TextPanel("summary", help_text=printed_help("summary"), widget=lines),
    fact("category"),
    fact("also_in", widget=Several),
    fact("typologies", widget=Several),
    TextPanel("typology_note", widget=lines),
    MultiFieldPanel(
        [
            TextPanel("period", widget=forms.TextInput),
            FieldRowPanel([FieldPanel("start_year"), FieldPanel("start_month")]),
            FieldRowPanel([FieldPanel("end_year"), FieldPanel("end_month")]),
            FieldPanel("ongoing"),
        ],
        heading=_("Period of implementation"),
        help_text=printed_help("period"),
    ),
    fact("scope"),
    TextPanel("area", help_text=printed_help("area"), widget=forms.TextInput),
]
AIMS = [
    section("background"),
    section("target_groups"),
    FieldPanel("target_groups_direct", widget=Several),
    FieldPanel("target_groups_indirect", widget=Several),
    fact("exploitation", widget=Several),
    fact("sectors", widget=Several),
    section("objectives"),
]
WORK = [
    section("activities"),
    fact("services", widget=Several),
    section("methods_and_tools"),
    section("resources"),
    TextRowsPanel(
        "fundings",
        label=_("Source of funding"),
        heading=_("Funding"),
        help_text=printed_help("funding"),
        panels=[FieldPanel("share"), TextPanel("source", widget=lines), TextPanel("note", widget=lines)],
    ),
]
LEARNING = [
    section("results"),
    fact("evaluation"),
    *(section(name) for name in ("strengths", "innovation", "challenges", "lessons", "transferability")),
    section("mainstreaming"),
    TextRowsPanel(
        "replications",
        label=_("Replication"),
        heading=_("Tried elsewhere"),
        panels=[FieldPanel("country"), *texts("who", "changes", "outcome")],
    ),
]
LINKS = [
    section("references"),
    contact_points_panel(help_text=printed_help("contacts")),
    InlinePanel("document_rows", label=_("Document"), heading=_("Documents")),
    FieldPanel("related"),
    FieldPanel("tags"),
]
ABOUT = [
    FieldPanel("visibility"),
    FieldRowPanel([fact("information_as_of"), FieldPanel("last_reviewed")]),
    FieldRowPanel([fact("source_collection", "source"), FieldPanel("source_page")]),
    FieldPanel("notes"),
    PublishingPanel(),
]
TABS = [
    ObjectList(IDENTITY, heading=_("Who, where, when")),
    ObjectList(AIMS, heading=_("Aims")),
    ObjectList(WORK, heading=_("Activities")),
    ObjectList(LEARNING, heading=_("Results")),
    ObjectList(LINKS, heading=_("Contacts and links")),
    ObjectList(ABOUT, heading=_("About the record")),
]
