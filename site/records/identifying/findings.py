"""A finding: what could identify a person, where it stands, and what might stand there instead."""

import re
from dataclasses import dataclass
from hashlib import sha256

from django.db import models
from django.utils.translation import gettext_lazy as _

SENTENCE_END = re.compile(r"[.!?;:]\s|\n")
WORD = re.compile(r"\w+")
NEARBY_CHARACTERS = 80
NEARBY_WORDS = 3


class Kind(models.TextChoices):
    DATE = "date", _("exact date")
    AGE = "age", _("age")
    PHONE = "phone", _("phone number")
    EMAIL = "email", _("e-mail address")
    NUMBER = "number", _("document or case number")
    PROFILE = "profile", _("social profile")


@dataclass(frozen=True)
class Finding:
    """start, end: offsets in the plain text. proposal: a coarser wording; "" when it can only be removed.

    key: the same as long as the words found and those beside them in their sentence are the same, wherever they stand.
    """

    kind: Kind
    start: int
    end: int
    text: str
    proposal: str
    key: str


def finding(kind, text, span):
    found = text[span.start : span.end]
    return Finding(kind, span.start, span.end, found, span.proposal, _key(kind, text, span))


def _key(kind, text, span):
    before = SENTENCE_END.split(text[max(0, span.start - NEARBY_CHARACTERS) : span.start])[-1]
    after = SENTENCE_END.split(text[span.end : span.end + NEARBY_CHARACTERS])[0]
    nearby = (*WORD.findall(before)[-NEARBY_WORDS:], "|", *WORD.findall(after)[:NEARBY_WORDS])
    found = " ".join(text[span.start : span.end].split())
    return sha256("\n".join((kind, found, *nearby)).casefold().encode("utf-8", "replace")).hexdigest()[:16]
