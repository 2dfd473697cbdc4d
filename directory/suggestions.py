"""A reader suggests an organisation that the directory lacks. How she is heard: records.from_readers."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.counterpart.form import country_choices
from directory.models import Organisation
from records.from_readers import desk
from records.from_readers.forms import MessageForm
from records.from_readers.views import Words, open_to_readers, write
from records.models import ReaderMessage
from records.names import country_name

Occasion = ReaderMessage.Occasion
WORDS = Words(
    heading=_("Suggest an organisation"),
    why=_(
        "Does the directory lack an organisation that helps trafficked persons? Tell the editors. They look for it and "
        "ask it before anything is published. You need no account, and this site keeps nothing about you."
    ),
    button=_("Send the suggestion"),
    sent=_("The editors are told. They look for the organisation and ask it before anything is published."),
    back=_("See all organisations"),
)


class SuggestionForm(MessageForm):
    """`website` is the trap for programs, so the real one has another name."""

    occasion = Occasion.SUGGESTION

    name = forms.CharField(label=_("Name of the organisation"), max_length=300)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)
    homepage = forms.URLField(
        label=_("Its website"), required=False, max_length=200, assume_scheme="https", widget=forms.TextInput
    )

    field_order = ["name", "country", "homepage", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What does it do?")
        self.fields["text"].required = False
        self.fields["text"].help_text = _(
            "What is public already. Never the place of a shelter, no names of people, and nothing about yourself: "
            "the editors do not need it, and do not answer."
        )

    def facts(self):
        return {field: self.cleaned_data[field] for field in ("name", "country", "homepage")}


@open_to_readers
def suggest(request):
    form = SuggestionForm(request.POST if request.method == "POST" else None)
    return write(
        request,
        form,
        WORDS,
        back_url=reverse("search:organisations"),
        permission="directory.publish_organisation",
    )


# --- At the desk ---


def organisation_suggested(key):
    """An Organisation, not saved, of what a reader suggested; an empty one when the message is gone."""
    message = ReaderMessage.objects.on(Occasion.SUGGESTION).filter(pk=key).first() if key.isdecimal() else None
    facts = message.facts if message else {}
    return Organisation(name=facts.get("name", ""), country=facts.get("country", ""), website=facts.get("homepage", ""))


def _next_steps(message):
    # The number of the message, for names do not belong in an address.
    add = reverse(Organisation.snippet_viewset.get_url_name("add"))
    return [(_("Add this organisation"), f"{add}?suggestion={message.pk}")]


def _facts_in_words(message):
    facts = message.facts | {"country": country_name(message.facts.get("country", ""))}
    return [(SuggestionForm.base_fields[name].label, value) for name, value in facts.items() if value]


def connect():
    desk.WITHOUT_A_RECORD[Occasion.SUGGESTION] = desk.WithoutRecord(
        "directory.add_organisation", _facts_in_words, _next_steps
    )
