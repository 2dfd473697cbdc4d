"""What a draft shows to fewer than the live record does, is shown to fewer at once. To show more waits for publishing.

Any editor may take down at once what only a chief editor may put up.

The model of a row that has a visibility (a contact point) says two things: by which fields a row is known where no key
tells, the kind of thing first (`known_by`), and what a choice takes out of every version of the row (`withheld`).
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import log

from records.folding import folded
from records.operations import announce
from records.visibility import Visibility

WIDTH = list(Visibility.values)  # from the widest


@dataclass(frozen=True)
class Hidden:
    """What a row of the draft hides of the same row in another version: {field: value}. Rows as revisions hold them."""

    drafted: dict
    row: dict
    fields: dict


@transaction.atomic
def narrow_at_once(draft, user=None):
    """Narrow the live record, its rows and every revision to what this draft says; whether there was anything to narrow.

    Or a withdrawn one, which would be reinstated as it was.

    draft: the record as it was just saved, its rows with it.
    """
    live = type(draft).objects.filter(Q(live=True) | Q(withdrawn_revision__isnull=False), pk=draft.pk).first()
    if live is None:
        return False
    wanted = draft.serializable_data()
    # What is withdrawn may come back, as it was.
    shown = live.serializable_data() if live.live else live.withdrawn_revision.content
    own = _narrower(type(live), wanted, shown)
    of_rows = {name: _hidden(model, wanted[name], shown[name]) for name, model in _relations(type(live)).items()}
    if not own and not any(of_rows.values()):
        return False
    _narrow_live(live, own, of_rows)
    _narrow_revisions(live, wanted, own, of_rows)
    if "visibility" in own:
        log(live, "records.narrow", user=user)
    announce(live)
    return True


def _narrow_live(live, own, of_rows):
    for relation, model in _relations(type(live)).items():
        for each in of_rows[relation]:
            model.objects.filter(pk=each.row["pk"]).update(**each.fields)
    for name, value in own.items():
        setattr(live, name, value)
    # Also where it is rows alone: the search hears of what is saved.
    live.save(update_fields=["visibility", *own])


def _narrow_revisions(live, wanted, own, of_rows):
    """No older, scheduled or reinstated revision opens it again."""
    hiding = {relation: _with_keys(found) for relation, found in of_rows.items()}
    for revision in live.revisions.all():
        narrower = _narrower(type(live), wanted, revision.content)
        changes = [(revision.content, {name: value for name, value in narrower.items() if name in own})]
        for relation, model in _relations(type(live)).items():
            found = _hidden(model, wanted[relation], revision.content.get(relation, []))
            changes += [(each.row, each.fields) for each in found if each.drafted in hiding[relation]]
        for content, fields in changes:
            content.update(fields)
        if any(fields for _content, fields in changes):
            revision.save(update_fields=["content"])


def _with_keys(found):
    """The rows that hide something, each with the key of the live one: revisions may know it by that, and say other things."""
    for each in found:
        each.drafted["pk"] = each.drafted["pk"] or each.row["pk"]
    return [each.drafted for each in found]


# --- One row in two versions ---


def _hidden(model, drafted, rows):
    """[Hidden]: what the draft hides of these rows."""
    pairs = [(_same(model, drafted, rows, row), row) for row in rows]
    found = [
        Hidden(same, row, _narrower(model, same, row) | _withheld(model, same, row)) for same, row in pairs if same
    ]
    return [each for each in found if each.fields]


def _same(model, drafted, rows, row):
    """Whichever row of the draft stands for this one; None without any.

    What was added in the form has no key in that revision, though the live row has one: it is known by what it says.
    What the draft does not say any more became, for all we know, the most hidden of what is new there of its kind.
    """
    by_key = [each for each in drafted if each["pk"] and each["pk"] == row.get("pk")]
    if same := by_key or [each for each in drafted if _said(model, each) == _said(model, row)]:
        return min(same, key=lambda each: _closeness(model, each))
    keys, said = [each["pk"] for each in rows if each.get("pk")], [_said(model, each) for each in rows]
    new = [each for each in drafted if each["pk"] not in keys and _said(model, each) not in said]
    of_its_kind = [each for each in new if _said(model, each)[0] == _said(model, row)[0]]
    return max(of_its_kind, key=lambda each: _closeness(model, each), default=None)


def _said(model, row):
    return [folded(row.get(name) or "") for name in model.known_by]


def _closeness(model, row):
    return bool(model.withheld(row)), [_step(row[name]) for name in _fields(model)]


def _withheld(model, drafted, row):
    return {name: value for name, value in model.withheld(drafted).items() if row.get(name) != value}


# --- Who may read ---


def _narrower(model, wanted, present):
    """{field: visibility} of the fields in which the draft is narrower."""
    return {name: wanted[name] for name in _fields(model) if _step(wanted[name]) > _step(present.get(name))}


def _step(visibility):
    """Of what nobody knows: before the widest, so that it hides nothing."""
    return WIDTH.index(visibility) if visibility in WIDTH else -1


def _fields(model):
    """Whatever says who may read something: read from the model, so that none is forgotten."""
    return [
        field.name
        for field in model._meta.fields
        if field.choices and {key for key, _name in field.choices} <= {*WIDTH}
    ]


def _relations(model):
    """{relation: model of its rows} of the rows that have a visibility."""
    found = {each.get_accessor_name(): each.related_model for each in get_all_child_relations(model)}
    return {name: rows for name, rows in found.items() if _fields(rows)}
