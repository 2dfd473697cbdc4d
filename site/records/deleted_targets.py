"""What a revision names and what was deleted since: PROTECT guards rows, and no revision."""

from collections import defaultdict

from django.db.models import PROTECT
from modelcluster.models import get_all_child_relations


def without_deleted(content, record):
    """The content of a revision of this record, as far as what it names still exists.

    A row that names what was deleted goes; what the record itself named stays as it is in the database. One query for
    each kind of thing that is named.
    """
    model = type(record)
    rows = {
        relation.get_accessor_name(): (relation.related_model, content.get(relation.get_accessor_name()) or [])
        for relation in get_all_child_relations(model)
    }
    deleted = _deleted([(model, content), *((of_row, row) for of_row, each in rows.values() for row in each)])
    if not deleted:
        return content
    present = {field.name: getattr(record, field.attname) for field, key in _named(model, content) if key in deleted}
    kept = {
        name: [row for row in each if not any(key in deleted for _field, key in _named(of_row, row))]
        for name, (of_row, each) in rows.items()
        if each
    }
    return content | present | kept


def _deleted(parts):
    """{(model, pk)} of what these (model, content) name and what is no more."""
    named = {key for model, content in parts for _field, key in _named(model, content)}
    by_model = defaultdict(set)
    for model, pk in named:
        by_model[model].add(pk)
    existing = {
        (model, pk)
        for model, pks in by_model.items()
        for pk in model._default_manager.filter(pk__in=pks).values_list("pk", flat=True)
    }
    return named - existing


def _named(model, content):
    """[(field, (model, pk))]: what a record or row names under PROTECT."""
    fields = [each for each in model._meta.fields if each.remote_field and each.remote_field.on_delete is PROTECT]
    return [(each, (each.related_model, content[each.name])) for each in fields if content.get(each.name)]
