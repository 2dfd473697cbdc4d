"""A practice as its page shows it: the chart's sections in the form's order, and the facts beside them."""

from dataclasses import dataclass

from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from practices.models import Practice
from practices.sections import SECTIONS
from records import addresses
from records.languages import Text
from records.models import Term
from records.visibility import visible

TERM_FIELDS = {
    "services": "practices_offering",
    "exploitation": "practices_on",
    "sectors": "practices_in",
    "target_groups_direct": "practices_for",
    "target_groups_indirect": "practices_indirectly_for",
}


@dataclass(frozen=True)
class Section:
    """name: the anchor on the page; text: rich text in the reader's language or a fallback."""

    name: str
    label: str
    text: Text


def sections(practice):
    """The sections that have text, in the form's order."""
    texts = practice.texts
    return [
        Section(name.replace("_", "-"), label, text)
        for name, label in SECTIONS.items()
        if (text := getattr(texts, name))
    ]


def load_terms(practice):
    """Fetch the terms of all five vocabularies in one query, instead of one for each."""
    found = {field: [] for field in TERM_FIELDS}
    for term in _terms_of(practice):
        found[term.field].append(term)
    for field, terms in found.items():
        setattr(practice, field, terms)


def _terms_of(practice):
    queries = [
        Term.objects.filter(**{related_name: practice}).annotate(field=Value(field)).order_by()
        for field, related_name in TERM_FIELDS.items()
    ]
    return queries[0].union(*queries[1:], all=True).order_by("order", "id")


def related_practices(practice, viewer):
    """Practices that this one names as related, or that name this one."""
    visible_ones = Practice.objects.visible_to(viewer).for_cards(viewer).prefetch_related(None).select_related(None)
    named = visible_ones.filter(related_from=practice.pk)
    naming = visible_ones.filter(related=practice.pk)
    return (named | naming).distinct().order_by("number")


def documents(practice, viewer):
    rows = practice.document_rows.select_related("document") if practice.pk else []
    return visible([row.document for row in rows], viewer)


def citation(practice):
    """How to cite the page, in the reader's language."""
    leads = "; ".join(str(row) for row in practice.leads)
    return _("%(organisations)s: %(title)s. Practice no. %(number)s, ENPATES resource centre.") % {
        "organisations": leads,
        "title": practice.texts.title,
        "number": practice.number,
    }


def linked_data(practice):
    """The practice in the words of schema.org, for machines. Nothing in it that the page does not show."""
    title, summary = practice.texts.title, practice.texts.summary
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "identifier": practice.number,
        "name": title.value,
        "abstract": summary.value,
        "inLanguage": title.language,
        "url": addresses.absolute(practice.address_in(title.language)) if title else "",
        "author": [{"@type": "Organization", "name": str(row)} for row in practice.leads],
        "spatialCoverage": [{"@type": "Country", "identifier": code} for code in practice.country_codes],
        "temporalCoverage": practice.stated_period.interval,
        "dateModified": practice.last_published_at.date().isoformat() if practice.last_published_at else None,
    }
