"""What differs between two versions of a record, in words a person reads.

Texts are compared in one language, word by word; facts once for all languages, by what was removed and added.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest

from django.db import models
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from lxml import html
from wagtail.fields import RichTextField

from records import rich_text
from records.desk.fields import (
    bare_value,
    fact_in_words,
    facts_in_order,
    fields_in_order,
    is_of_tags,
    label_of,
    label_of_rows,
    row_relations,
    rows,
)
from records.desk.word_changes import changes_of_lines, folded
from records.languages import LANGUAGES, columns, text_in, translated_fields


@dataclass(frozen=True)
class Change:
    """A field that differs.

    lines: ((("same" | "removed" | "added", words), ...), ...), one for each thing it says; none when only bold,
    headings and the like differ.
    """

    label: str
    lines: tuple

    @property
    def folded_lines(self):
        return tuple(folded(line) for line in self.lines)

    @property
    def is_folded(self):
        return self.folded_lines != self.lines


# --- Texts ---


def texts_that_differ(before, after):
    """{language: how many texts differ}, those of rows included."""
    return {language: sum(1 for _text in _differing_texts(before, after, language)) for language in LANGUAGES}


def text_changes(before, after, language):
    """The texts of one language that differ, in the model's order."""
    return [_text_change(*text) for text in _differing_texts(before, after, language)]


def _differing_texts(before, after, language):
    """(label, field, text then, text now)"""
    for name in translated_fields(type(after)):
        field = type(after)._meta.get_field(name)
        then, now = text_in(before, name, language), text_in(after, name, language)
        if bare_value(field, then) != bare_value(field, now):
            yield label_of(field), field, then, now
    for relation in row_relations(type(after)):
        if translated_fields(relation.related_model):
            yield from _differing_texts_of_rows(before, after, relation, language)


def _differing_texts_of_rows(before, after, relation, language):
    model = relation.related_model
    for number, (row_then, row_now) in enumerate(_pairs(before, after, relation), start=1):
        for name in translated_fields(model):
            field = model._meta.get_field(name)
            then, now = (text_in(row, name, language) if row else "" for row in (row_then, row_now))
            if bare_value(field, then) != bare_value(field, now):
                place = {"row": capfirst(str(model._meta.verbose_name)), "number": number, "field": field.verbose_name}
                yield _("%(row)s %(number)s: %(field)s") % place, field, then, now


def _text_change(label, field, before, after):
    if not isinstance(field, RichTextField):
        return Change(label, _word_lines(before, after))
    words = _word_lines(rich_text.to_plain(before), rich_text.to_plain(after))
    return Change(label, (*words, *_list_changes(_links(before), _links(after))))


def _word_lines(before, after):
    changes = changes_of_lines(before, after)
    return (changes,) if any(kind != "same" for kind, _words in changes) else ()


def _links(markup):
    if not markup:
        return []
    links = html.fragment_fromstring(markup, create_parent="div").iter("a")
    return [_("Link: %(address)s") % {"address": link.get("href")} for link in links if link.get("href")]


# --- Facts ---


def fact_changes(before, after):
    """The facts that differ, in the model's order; then the rows."""
    model = type(after)
    found = [Change(label_of(field), _fact_lines(field, before, after)) for field in facts_in_order(model)]
    found += [Change(label_of_rows(relation), _row_lines(before, after, relation)) for relation in row_relations(model)]
    return [change for change in found if change.lines]


def _fact_lines(field, before, after):
    then, now = fact_in_words(before, field), fact_in_words(after, field)
    if then == now:
        return ()
    if isinstance(field, models.TextField):
        return _word_lines("".join(then), "".join(now))
    if len(then) == len(now) == 1:
        return ((("removed", then[0]), ("added", now[0])),)
    return _list_changes(then, now)


def _list_changes(before, after):
    """A line for each thing that went, then one for each that came."""
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return (*((("removed", each),) for each in gone), *((("added", each),) for each in come))


def _row_lines(before, after, relation):
    pairs = _pairs(before, after, relation)
    lines = tuple(_row_line(*pair) for pair in pairs if _facts_of_row(pair[0]) != _facts_of_row(pair[1]))
    return lines or _order_line(before, after, relation)


def _order_line(before, after, relation):
    then, now = ([_content(row) for row in rows(record, relation)] for record in (before, after))
    is_another = then != now and sorted(then) == sorted(now)
    return ((("added", _("in another order")),),) if is_another else ()


def _row_line(then, now):
    """What changed in the facts of a row, led by the text that tells it from the next one."""
    changes = changes_of_lines(_facts_of_row(then), _facts_of_row(now))
    texts = translated_fields(type(now or then))
    lead = str(getattr((now or then).texts, texts[0])) if texts else ""
    return (("same", f"{Truncator(lead).chars(60)} – "), *changes) if lead else changes


def _facts_of_row(row):
    """ "Organisation: Casa Aperta, role: partner"; "" of no row."""
    said = ((field.verbose_name, fact_in_words(row, field)) for field in facts_in_order(type(row))) if row else ()
    return capfirst(", ".join(f"{label}: {', '.join(words)}" for label, words in said if words))


# --- Rows ---


def _pairs(before, after, relation):
    """[(row then, row now)], None where there is none: by key, else of the same content, else the next one left.

    A row of a draft that was never published has no key yet.
    """
    then, now = rows(before, relation), rows(after, relation)
    places = {id(row): place for place, row in enumerate(now)}
    pairs = []
    for identity in (lambda row: row.pk, _content):
        for row in now.copy():
            match = next((old for old in then if identity(row) and identity(old) == identity(row)), None)
            if match:
                pairs.append((match, row))
                then, now = _without(match, then), _without(row, now)
    pairs += zip_longest(then, now)
    return sorted(pairs, key=lambda pair: places.get(id(pair[1]), len(places)))


def _without(row, others):
    return [each for each in others if each is not row]


def _content(row):
    texts = [getattr(row, name) or "" for name in columns(*translated_fields(type(row)))]
    facts = [bare_value(field, getattr(row, field.attname)) for field in facts_in_order(type(row))]
    return tuple(str(value or "") for value in texts + facts)


# --- Of revisions as they are stored, without making records of them ---


def changed_labels(model, before, after):
    """Labels of what differs between the contents of two revisions, in the model's order.

    Not of a unique field: a number given at publication is nobody's edit.
    """
    labels = [
        label_of(field)
        for field in fields_in_order(model)
        if not field.unique and _stored(before, field, model) != _stored(after, field, model)
    ]
    return labels + [
        label_of_rows(relation)
        for relation in row_relations(model)
        if _stored_rows(before, relation) != _stored_rows(after, relation)
    ]


def _stored(content, field, model):
    if is_of_tags(field):
        tagged = field.through._meta.get_field("content_object").remote_field.get_accessor_name()
        return {row["tag"] for row in content.get(tagged, [])}
    if field.many_to_many:
        return set(content.get(field.name) or [])
    is_text = field.name in translated_fields(model)
    return [bare_value(field, content.get(key)) or "" for key in (columns(field.name) if is_text else [field.name])]


def _stored_rows(content, relation):
    model = relation.related_model
    return [
        [_stored(row, field, model) for field in fields_in_order(model)]
        for row in content.get(relation.get_accessor_name(), [])
    ]
