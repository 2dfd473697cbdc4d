"""A practice or case study as its page shows it: the sections in the form's order, and the facts beside them."""

from dataclasses import dataclass

from django.db.models import Value
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import expand_db_html

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
    """name: the anchor on the page; text: in the reader's language or a fallback; markup: its HTML, links resolved.

    question: what the text answers, in full; "" where the label says it all.
    """

    name: str
    label: str
    text: Text | None = None
    markup: str = ""
    question: str = ""


def sections(record, labels, questions):
    """The sections that have text, in the form's order. labels: {field: what the section is called}"""
    texts = {name: text for name in labels if (text := getattr(record.texts, name))}
    # All at once: the pages that the texts link to are looked up together.
    markups = expand_db_html(BETWEEN.join(str(text) for text in texts.values())).split(BETWEEN)
    return [
        Section(name.replace("_", "-"), labels[name], text, mark_safe(markup), questions.get(name, ""))
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


def documents(record, viewer):
    rows = record.document_rows.select_related("document") if record.pk else []
    return visible([row.document for row in rows], viewer)


def citation(record):
    """How to cite the page, in the reader's language."""
    parts = {"title": record.texts.title, "name": record.numbered_name}
    leads = "; ".join(str(row) for row in record.leads)
    if not leads:
        return _("%(title)s. %(name)s, ENPATES resource centre.") % parts
    return _("%(organisations)s: %(title)s. %(name)s, ENPATES resource centre.") % {"organisations": leads, **parts}


def linked_data(record):
    """The record in the words of schema.org, for machines. Nothing in it that the page does not show."""
    title = record.texts.title
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "identifier": record.number,
        "name": title.value,
        "inLanguage": title.language,
        "url": addresses.absolute(record.address_in(title.language)) if title else "",
        "author": [{"@type": "Organization", "name": str(row)} for row in record.leads],
        "spatialCoverage": [{"@type": "Country", "identifier": code} for code in record.country_codes],
        "dateModified": record.last_published_at.date().isoformat() if record.last_published_at else None,
    }


def page(record, viewer, labels, questions=None):
    """The context of templates/practices/record_detail.html, but for what each kind adds: words, list_url, related."""
    text = sections(record, labels, questions or {})
    return {
        "record": record,
        "sections": text,
        "contents": text,
        "documents": documents(record, viewer),
        "citation": citation(record),
        "linked_data": linked_data(record),
        "edit_url": _edit_url(record) if viewer.is_editor and record.pk else None,
        "meta": addresses.of(record),
    }


def _edit_url(record):
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])
