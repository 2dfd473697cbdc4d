from functools import cache

from babel import Locale
from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from directory.counterpart.need import Need
from records.folding import folded
from records.models import Term
from records.names import country_name, language_name

# Languages with a code of two letters, and Romany: more than a list on a phone bears is of no help.
LANGUAGES = (*(code for code in Locale("en").languages if len(code) == 2), "rom")
# What is asked for somebody who travels; the other services are work with the public and with authorities.
GROUPS = ("first-contact", "protection", "inclusion", "return")


def _by_name(codes, name):
    """[(code, name)] in the order of the reader's alphabet, after an empty choice."""
    named = sorted(((code, name(code)) for code in codes), key=lambda each: folded(each[1]))
    return [("", "—"), *named]


def country_choices():
    return _country_choices(get_language())


@cache
def _country_choices(language):
    return _by_name([code for code, _name in countries], lambda code: country_name(code, language))


def language_choices():
    return _language_choices(get_language())


@cache
def _language_choices(language):
    return _by_name(LANGUAGES, lambda code: capfirst(language_name(code, language)))


def service_choices():
    """[(group, [(code, name)])]"""
    groups = Term.objects.filter(vocabulary=Term.Vocabulary.SERVICES, code__in=GROUPS).prefetch_related("narrower")
    return [(str(group), [(term.code, str(term)) for term in group.narrower.all()]) for group in groups]


class LongSelect(forms.Select):
    """A list of hundreds, written once: Django would render a template for each option, each time."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = format_html(' value="{}"', value or "")
        options = _options(tuple(self.choices)).replace(f"{chosen}>", f"{chosen} selected>", 1)
        attributes = flatatt(self.build_attrs(attrs, {"name": name}))
        return format_html("<select{}>{}</select>", attributes, mark_safe(options))


@cache
def _options(choices):
    return format_html_join("", '<option value="{}">{}</option>', choices)


class CounterpartForm(forms.Form):
    """What is needed abroad. Nothing in it is about a person."""

    from_country = forms.ChoiceField(label=_("I work in"), required=False, choices=country_choices, widget=LongSelect)
    to_country = forms.ChoiceField(
        label=_("She is going to"),
        choices=country_choices,
        widget=LongSelect,
        error_messages={"required": _("Choose the country. Everything else you chose is still here.")},
    )
    services = forms.MultipleChoiceField(label=_("She needs"), required=False, widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(label=_("She speaks"), required=False, choices=language_choices, widget=LongSelect)
    is_urgent = forms.BooleanField(label=_("It is urgent: somebody must answer today"), required=False)

    def __init__(self, data=None):
        super().__init__(data)
        # Once, and not for each question that Django has about them.
        self.fields["services"].choices = service_choices()

    def service_groups(self):
        """[(group, [{value, label, is_chosen}])]"""
        chosen = self["services"].value() or ()
        return [
            (group, [{"value": code, "label": label, "is_chosen": code in chosen} for code, label in options])
            for group, options in self.fields["services"].choices
        ]

    def need(self):
        """The Need of a valid form."""
        chosen = self.cleaned_data
        return Need(**chosen | {"services": tuple(dict.fromkeys(chosen["services"]))})
