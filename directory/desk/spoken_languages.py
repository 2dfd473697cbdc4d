"""Languages as one writes them, "Romanian, Albanian": names in any language of the site, or codes, become ISO codes."""

import re
from functools import cache

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _

from records.folding import folded
from records.languages import LANGUAGES
from records.names import language_name

LONGEST_CODE = 3


@cache
def _codes():
    """{folded name or code: code} over the five languages; the first name that a code has wins."""
    found = {}
    for language in LANGUAGES:
        names = Locale.parse(language, sep="-").languages
        for code in sorted(names, key=len):
            if len(code) <= LONGEST_CODE:
                found.setdefault(folded(names[code]), code)
                found.setdefault(code, code)
    return found


def language_named(words):
    """ISO 639 code of a language by its name or code, None for what is none."""
    return _codes().get(folded(words))


class SpokenLanguagesField(forms.CharField):
    def prepare_value(self, value):
        if isinstance(value, list):
            return ", ".join(language_name(code) for code in value)
        return value

    def to_python(self, value):
        words = [word.strip() for word in re.split(r"[,;\n]", value or "") if word.strip()]
        codes = [language_named(word) for word in words]
        if unknown := [word for word, code in zip(words, codes, strict=True) if code is None]:
            raise forms.ValidationError(
                _("Not known as languages: %(words)s. Write their usual names, or ISO 639 codes such as “rom”."),
                params={"words": ", ".join(unknown)},
            )
        return list(dict.fromkeys(codes))

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")
