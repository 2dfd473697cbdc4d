"""The check that nobody can be recognised in a case study: what was answered, by whom, and for which texts.

It is kept in `safety_check` of the record, and so travels with each revision:

    {"consent": {"kind", "when", "kept", "by", "at"},                 never the document itself
     "answers": {"names" | "coarse" | "rare": {"texts": [...], "by", "at"}},
     "findings": {key: {"reason", "by", "at"}}}

texts: a digest for each text and fact that was there when the question was answered. One that is not among them has
changed since, or is new: the question is asked again, about that alone. by: key of an account, None for a command.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from practices.case_studies.places import ROLES
from records.identifying import Finding, find_identifying
from records.languages import LANGUAGES, digest, relations_with_texts, source_language, text_in, translated_fields
from records.names import language_name
from records.requirements import Hindrance
from records.rich_text import to_plain

QUESTIONS = ("names", "coarse", "rare")
BACKGROUND = ("gender", "age", "exploitation", "recruited_by", "proposed", "several_cases", "reporting_country")
# Facts that are words: a region may name a village.
FACTS_IN_WORDS = (*ROLES, "source_collection", "source_page")
PAGE = "check"


@dataclass(frozen=True, eq=False)
class Passage:
    """One text of a case study, or a fact. name: the same as long as it stands in the same field and language."""

    name: str
    label: str
    language: str
    plain: str
    part: object = None
    field: str = ""

    @property
    def digest(self):
        return f"{self.name} {digest(self.plain)}"

    @property
    def heading(self):
        return f"{self.label} ({language_name(self.language)})" if self.part else str(self.label)


@dataclass(frozen=True)
class Found:
    """A finding in its passage. before, after: the words of its line around it."""

    passage: Passage
    finding: Finding

    @property
    def key(self):
        return f"{self.passage.name} {self.finding.key}"

    @property
    def before(self):
        return self.passage.plain[: self.finding.start].rpartition("\n")[2]

    @property
    def after(self):
        return self.passage.plain[self.finding.end :].partition("\n")[0]


# --- What there is to check ---


def passages(record):
    """Every text in every language, rows included, and the facts that together could point at somebody."""
    texts = [passage for name, part in _named_parts(record) for passage in _texts_of(name, part)]
    return [passage for passage in (*texts, *_words(record), *_background(record)) if passage.plain.strip()]


def _named_parts(record):
    yield "", record
    for relation in relations_with_texts(type(record)):
        yield from ((f"{relation}.", row) for row in getattr(record, relation).all())


def _texts_of(prefix, part):
    for field in translated_fields(type(part)):
        label = capfirst(part._meta.get_field(field).verbose_name)
        for language in LANGUAGES:
            text = to_plain(text_in(part, field, language))
            yield Passage(f"{prefix}{field}_{language}", label, language, text, part, field)


def _words(record):
    for name in FACTS_IN_WORDS:
        value = getattr(record, name)
        text = "\n".join(value) if isinstance(value, list) else value
        yield Passage(name, _label(record, name), source_language(record), text)


def _background(record):
    for name in BACKGROUND:
        value = getattr(record, name)
        text = " ".join(sorted(value)) if isinstance(value, list) else str(value or "")
        yield Passage(name, _label(record, name), "", text)


def _label(record, name):
    return capfirst(record._meta.get_field(name).verbose_name)


def findings(record):
    """What could identify a person, by pattern, in every text and language."""
    return [
        Found(passage, finding)
        for passage in passages(record)
        if passage.language
        for finding in find_identifying(passage.plain, passage.language)
    ]


# --- What is still to be answered ---


def consent(record):
    return record.safety_check.get("consent", {})


def answer_to(record, question):
    return record.safety_check.get("answers", {}).get(question, {})


def reason_for(record, found):
    return record.safety_check.get("findings", {}).get(found.key, {})


def changed(record, question):
    """The passages that the question was not answered for."""
    known = set(answer_to(record, question).get("texts", []))
    return [passage for passage in passages(record) if passage.digest not in known]


def open_questions(record):
    """{question: passages it is to be answered for}"""
    asked = {question: changed(record, question) for question in QUESTIONS}
    return {question: about for question, about in asked.items() if about or not answer_to(record, question)}


def open_findings(record):
    return [found for found in findings(record) if not reason_for(record, found)]


def hindrances(record):
    """Why the case study may not be published yet."""
    found = [] if consent(record) else [_("The check does not say yet whether consent is on file.")]
    if questions := open_questions(record):
        found.append(_why_asked(record, questions))
    if number := len(open_findings(record)):
        found.append(
            ngettext(
                "%(number)s finding could identify somebody and has no answer.",
                "%(number)s findings could identify somebody and have no answer.",
                number,
            )
            % {"number": number}
        )
    return [Hindrance(text, PAGE) for text in found]


def _why_asked(record, questions):
    if not any(answer_to(record, question) for question in QUESTIONS):
        return _("The check that nobody can be recognised is not answered yet.")
    headings = dict.fromkeys(passage.heading for about in questions.values() for passage in about)
    if not headings:
        return _("A part of the check is not answered yet.")
    return _("Changed since the check, to be looked at again: %(texts)s.") % {"texts": ", ".join(headings)}


# --- Answering ---


def give_consent(record, user, **said):
    """said: kind, when, kept; or the reason of an attestation."""
    if {name: consent(record).get(name, "") for name in said} != said:
        record.safety_check = record.safety_check | {"consent": said | _signed(user)}


def answer(record, question, user):
    """Answer a question for every text as it now is."""
    if question in open_questions(record):
        texts = [passage.digest for passage in passages(record)]
        answers = record.safety_check.get("answers", {}) | {question: {"texts": texts} | _signed(user)}
        record.safety_check = record.safety_check | {"answers": answers}


def give_reason(record, key, reason, user):
    """Say why a finding may stay."""
    known = record.safety_check.get("findings", {})
    if known.get(key, {}).get("reason") != reason:
        record.safety_check = record.safety_check | {"findings": known | {key: {"reason": reason} | _signed(user)}}


def attest(record, reason, user=None):
    """Answer everything at once with one reason, for what was printed before. Whoever calls saves the record."""
    give_consent(record, user, kind="attested", when="", kept=reason)
    for question in QUESTIONS:
        answer(record, question, user)
    for found in open_findings(record):
        give_reason(record, found.key, reason, user)


def _signed(user):
    return {"by": user.pk if user else None, "at": timezone.now().isoformat(timespec="seconds")}
