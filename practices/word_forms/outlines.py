"""Contacts and sources of funding as lists of two levels, for the rows that are taken word for word.

An item says the kind of contact or the source, the items below it what belongs to that. Unlike lines such as
"Tel/Fax: 12 34 56", from which one must guess, such a list brings back any value just as it was.
"""

import re
from decimal import Decimal

from practices.word_forms.blocks import BULLET, Block, Span, tidied
from practices.word_forms.contacts import Contact
from practices.word_forms.funding import Funding
from practices.word_forms.wording import kind_of_contact, kinds_of_contact
from records.folding import folded

NOTHING = "–"
SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?) ?%")


def contacts_as_outline(contacts, language):
    return as_outline((kind_of_contact(each.kind, language), [each.value, each.note]) for each in contacts)


def contacts_of_outline(blocks):
    """(Contacts, the blocks that are none)"""
    return read_outline(blocks, _contact)


def funding_as_outline(fundings, missing=""):
    """`missing` says that there is a source, but no text of it."""
    return as_outline(
        (each.source or f"{NOTHING} {missing}".strip(), [share_in_words(each.share), each.note]) for each in fundings
    )


def funding_of_outline(blocks):
    """(Fundings, the blocks that are none)"""
    return read_outline(blocks, _funding)


def share_in_words(share):
    return "" if share is None else f"{float(share):g}%"


def as_outline(groups):
    """Blocks of groups (head, details); of the details, those at the end that are empty are left out."""
    blocks = []
    for head, details in groups:
        while len(details) > 1 and not details[-1]:
            details.pop()
        blocks.append(_item(head, 0))
        blocks += [_item(detail or NOTHING, 1) for detail in details]
    return tuple(blocks)


def _item(text, level):
    return Block(tidied((Span(text),)), BULLET, level)


def read_outline(blocks, value_of, most_details=2):
    """(values, the blocks that are none); value_of(head, *details) is None where it cannot read them."""
    values, others = [], []
    for group in _groups(blocks):
        head, *details = [_text(block) for block in group]
        value = value_of(head, *details) if group[0].is_item and 1 <= len(details) <= most_details else None
        if value is None:
            others += group
        else:
            values.append(value)
    return tuple(values), tuple(others)


def _groups(blocks):
    """Each block of the first level, or outside of lists, with the items below it."""
    groups = []
    for block in blocks:
        if groups and block.is_item and block.level > 0:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _text(block):
    return "" if block.text == NOTHING else block.text


def _contact(kind, value, note=""):
    kind = kinds_of_contact().get(folded(kind))
    return Contact(kind, value, note) if kind else None


def _funding(source, share, note=""):
    if not share:
        return Funding(source, None, note)
    match = SHARE.fullmatch(share)
    return Funding(source, Decimal(match[1].replace(",", ".")), note) if match else None
