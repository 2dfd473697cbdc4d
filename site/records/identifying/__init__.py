"""What in a text could identify a person, found by pattern: exact dates, ages, phone numbers, addresses, numbers.

`find_identifying(text, language)` takes plain text (of rich text: `records.rich_text.to_plain`); its offsets count in it.
Names of people and places are not looked for here. README.md says how it works and how to add words.
"""

from records.identifying.ages import find_ages
from records.identifying.dates import find_dates
from records.identifying.documents import find_numbers
from records.identifying.findings import Finding, Kind, finding
from records.identifying.passages import Passage, longest
from records.identifying.phones import find_phones
from records.identifying.profiles import find_emails, find_profiles
from records.identifying.spared import find_spared

__all__ = ["Finding", "Kind", "find_identifying"]

# The surest first: what one has found is hidden from those that follow, so that no phone is seen in a date.
# What belongs to no kind is found to be hidden alone.
FINDERS = (
    (Kind.EMAIL, find_emails),
    (Kind.PROFILE, find_profiles),
    (None, find_spared),
    (Kind.NUMBER, find_numbers),
    (Kind.DATE, find_dates),
    (Kind.AGE, find_ages),
    (Kind.PHONE, find_phones),
)


def find_identifying(text, language):
    """The findings of a plain text written in `language`, in order of place; no two overlap.

    Words of the other languages are looked for as well, for quotations: their proposals are in their own language.
    """
    passage = Passage.of(text, language)
    findings = []
    for kind, find in FINDERS:
        spans = longest(find(passage))
        passage = passage.hiding(spans)
        if kind:
            findings += [finding(kind, text, span) for span in spans]
    return tuple(sorted(findings, key=lambda each: each.start))
