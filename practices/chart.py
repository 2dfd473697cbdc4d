"""A practice as its page shows it: the chart's sections in the form's order, and the facts beside them."""

from dataclasses import dataclass

from django.db.models import Value
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import expand_db_html

from practices.models import Practice
from practices.sections import SECTIONS
from records import addresses
from records.languages import Text
from records.models import Term
from records.visibility import visible

# Stands in no text: a control character that neither a form nor the editor lets through.
BETWEEN = "\x1e"
TERM_FIELDS = {
    "services": "practices_offering",
    "exploitation": "practices_on",
    "sectors": "practices_in",
    "target_groups_direct": "practices_for",
    "target_groups_indirect": "practices_indirectly_for",
}


@dataclass(frozen=True)
class Section:
    """name: the anchor on the page; text: in the reader's language or a fallback; markup: its HTML, links resolved."""

    name: str
    label: str
    text: Text
    markup: str


def sections(practice):
    """The sections that have text, in the form's order."""
    texts = {name: text for name in SECTIONS if (text := getattr(practice.texts, name))}
    # All at once: the pages that the texts link to are looked up together.
    markups = expand_db_html(BETWEEN.join(str(text) for text in texts.values())).split(BETWEEN)
    return [
        Section(name.replace("_", "-"), SECTIONS[name], text, mark_safe(markup))
        for (name, text), markup in zip(texts.items(), markups, strict=bool(texts))
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
    if practice.pk is None:
        return []
    visible_ones = Practice.objects.visible_to(viewer).for_cards(viewer).prefetch_related(None).select_related(None)
    named = visible_ones.filter(related_from=practice.pk)
    naming = visible_ones.filter(related=practice.pk)
    return (named | naming).distinct().order_by("number")


def documents(practice, viewer):
    rows = practice.document_rows.select_related("document") if practice.pk else []
    return visible([row.document for row in rows], viewer)


def citation(practice):
    """How to cite the page, in the reader's language."""
    parts = {"title": practice.texts.title, "number": practice.number}
    leads = "; ".join(str(row) for row in practice.leads)
    if not leads:
        return _("%(title)s. Practice no. %(number)s, ENPATES resource centre.") % parts
    return _("%(organisations)s: %(title)s. Practice no. %(number)s, ENPATES resource centre.") % {
        "organisations": leads,
        **parts,
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
