"""From uids to documents, and from a changed object to the uids that it concerns."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from wagtail.models import Page

from directory.models import Organisation, Service
from practices.models import Category, Typology
from records.models import Tag, Term
from search.documents import case_studies, organisations, pages, practices
from search.documents.base import Document
from search.documents.composing import uid
from search.documents.kinds import VIEWERS

logger = logging.getLogger(__name__)

SUBJECTS = (practices, case_studies, organisations, pages)
KINDS = {subject.TYPE: subject.KIND for subject in SUBJECTS}
# What documents speak of, beside the records themselves.
REFERRED_TO = {
    "term": Term,
    "tag": Tag,
    "category": Category,
    "typology": Typology,
    "organisation": Organisation,
    "service": Service,
}
CHUNK = 100


@dataclass
class Made:
    """Documents of the records asked for; uids of those that readers may not see; why some could not be made."""

    documents: list[Document] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    faulty: dict[str, str] = field(default_factory=dict)


def uid_of(instance):
    """By which the outbox knows what changed; None for what no document speaks of."""
    if isinstance(instance, Page):
        return uid(pages.TYPE, instance.pk)
    models = {kind.model: name for name, kind in KINDS.items()}
    models |= {model: name for name, model in REFERRED_TO.items()}
    name = models.get(type(instance))
    return uid(name, instance.pk) if name else None


def with_users(uids: Iterable[str]):
    """The uids of records among these, and of every record whose document speaks of one of them."""
    records = set()
    for each in uids:
        name, pk = each.split(":")
        if name in KINDS:
            records.add(each)
        if model := REFERRED_TO.get(name):
            records |= {uid(subject.TYPE, user) for subject in SUBJECTS for user in subject.used_by(model, int(pk))}
    return records


def make(uids: Iterable[str]):
    """Documents of records as readers may see them now."""
    made = Made()
    by_type = defaultdict(set)
    for each in uids:
        name, pk = each.split(":")
        by_type[name].add(int(pk))
    for name, pks in by_type.items():
        _make(KINDS[name], pks, made)
    return made


def _make(kind, pks, made):
    seen = set()
    for audience in VIEWERS:
        for record in kind.records(audience).filter(pk__in=pks):
            seen.add(record.pk)
            own = uid(kind.type, record.pk)
            try:
                made.documents.append(kind.document(record))
            except Exception as error:
                # One record that cannot be read keeps no other from being found.
                made.faulty[own] = f"{type(error).__name__} while its document was made"
                logger.warning("No search document of %s: %s", own, type(error).__name__)
    made.gone += sorted(uid(kind.type, pk) for pk in pks - seen)


def all_uids():
    """Uids of everything that readers may see, in chunks to be made together."""
    for name, kind in KINDS.items():
        for audience in VIEWERS:
            pks = list(kind.records(audience).order_by("pk").values_list("pk", flat=True))
            for start in range(0, len(pks), CHUNK):
                yield [uid(name, pk) for pk in pks[start : start + CHUNK]]


def shown(uids: Iterable[str], viewer):
    """{uid: record} of those that this viewer may see at this moment, whatever an index says."""
    by_type = defaultdict(list)
    for each in uids:
        name, pk = each.split(":")
        by_type[name].append(int(pk))
    return {
        uid(name, record.pk): record
        for name, pks in by_type.items()
        for record in KINDS[name].shown(viewer).filter(pk__in=pks)
    }
