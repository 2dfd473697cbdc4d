"""The forms by which a reader writes: a text, and what keeps programs out without asking a person anything."""

from datetime import timedelta

from django import forms
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.from_readers import limits
from records.models import ReaderMessage
from records.models.reader_message import LONGEST_TEXT

# A person needs longer than a program to fill in the form, and not longer than a day.
SHORTEST, LONGEST = timedelta(seconds=2), timedelta(days=1)
Occasion = ReaderMessage.Occasion


class MessageForm(forms.Form):
    """Base of every form of a reader. record: what it is about, None without one."""

    occasion = None

    text = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6}))
    # Nobody sees this field; programs fill it in.
    website = forms.CharField(required=False)
    stamp = forms.CharField(required=False)

    def __init__(self, data=None, record=None):
        super().__init__(data)
        self.record = record

    @property
    def shown_fields(self):
        return [self[name] for name in self.fields if name not in ("website", "stamp")]

    @property
    def signer(self):
        about = f"{self.record._meta.label} {self.record.pk}" if self.record else ""
        return TimestampSigner(salt=f"{self.occasion} {about}")

    @property
    def new_stamp(self):
        return self.signer.sign("asked")

    @property
    def is_by_a_program(self):
        return bool(self.data.get("website"))

    def clean(self):
        cleaned = super().clean()
        if not self._is_fresh(cleaned.get("stamp", "")):
            raise forms.ValidationError(_("Nothing was sent yet. Your text is still here: send it once more."))
        if limits.are_too_many(self.occasion, self.record):
            raise forms.ValidationError(
                _("Nothing was sent, for the editors were just told many times. Try again in an hour.")
            )
        return cleaned

    def _is_fresh(self, stamp):
        try:
            self.signer.unsign(stamp, max_age=LONGEST)
        except BadSignature:
            return False
        try:
            self.signer.unsign(stamp, max_age=SHORTEST)
        except BadSignature:
            return True
        return False

    def message(self):
        """The ReaderMessage of a valid form, not saved."""
        message = ReaderMessage(occasion=self.occasion, text=self.cleaned_data["text"], facts=self.facts())
        if self.record:
            message.kind, message.record_pk = self.record._meta.label, self.record.pk
        return message

    def facts(self):
        """What it asks for beside the text, as plain data."""
        return {}


class ErrorForm(MessageForm):
    occasion = Occasion.ERROR

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext_lazy("What is wrong, and what is right?")
        self.fields["text"].help_text = gettext_lazy(
            "Say which words you mean and how you know. Write no names of people and nothing about yourself: "
            "the editors do not need it, and do not answer."
        )
