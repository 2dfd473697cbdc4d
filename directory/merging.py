"""Two entries of one organisation become one. Whatever pointed to either follows, in the tables and in every revision.

What the entry that stays lacks it takes from the other one, as a draft; where both say something, its own words stand.
The other entry is withdrawn, keeps its text and history, and its address leads to the one that stays.
"""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision

from directory.models import Organisation
from directory.models.organisation import Membership, Referrals, Standing
from records.folding import folded
from records.languages import LANGUAGES, set_text, text_in
from records.models import ReaderMessage, record_models
from records.names import country_name
from records.operations import announce, narrow, publish, unpublish, why_locked, withdraw
from records.visibility import Visibility

LOG_ACTION = "directory.merge"
# What the entry that stays takes from the other one where it says nothing itself, with the value that says nothing.
FACTS = {
    "acronym": "",
    "legal_name": "",
    "kind": "",
    "country": "",
    "website": "",
    "parent_id": None,
    "accepts_referrals": Referrals.UNKNOWN,
    "answer_time": "",
    "membership": Membership.NONE,
    "member_since": None,
}
TEXTS = ("description", "referral_role", "accreditation", "referral_procedure")
# What is told of both together.
UNITED = ("earlier_names", "countries", "networks", "contact_points", "charter_acceptances", "tags")
# What is true of one entry alone: how it stands on the site, and that somebody confirmed its very words.
OF_ONE_ALONE = ("confirmed_on", "standing", "ended_on", "successor", "referral_visibility", "name")


class CannotMerge(ValueError):
    """Why not, in the reader's language."""


@dataclass
class Merger:
    """What a merger would do, or did.

    followers: {name of a kind of row: number}. taken: labels of what the entry that stays takes over.
    differing: [(label, its own words, those of the other)].
    opens: whether records name to all what was for members. is_published: whether what is taken is on the site at once;
    else it is a draft, for something would reach the site that was not there.
    """

    keep: Organisation
    gone: Organisation
    followers: dict = field(default_factory=dict)
    taken: list = field(default_factory=list)
    differing: list = field(default_factory=list)
    opens: bool = False
    is_published: bool = False


def _begun(keep, gone):
    opens = gone.visibility == Visibility.MEMBERS and keep.visibility == Visibility.PUBLIC
    # Nobody is shown how to reach who has ended: under an active entry an editor reads it first.
    opens_contacts = keep.is_active and not gone.is_active
    is_settled = all(each.live and not each.has_unpublished_changes for each in (keep, gone))
    is_published = is_settled and not opens and not opens_contacts
    return Merger(keep, gone, _count(gone), opens=opens, is_published=is_published)


def planned(keep, gone, user=None):
    """The Merger as it would be; nothing is saved. Raises CannotMerge."""
    _check(keep, gone, user)
    merger = _begun(keep, gone)
    _take_over(merger)
    return merger


@transaction.atomic
def merge(keep, gone, user=None):
    """Make one entry of two: `keep`. Returns the Merger. Raises CannotMerge."""
    # As they are now, and whoever merges one of them at the same moment waits here.
    both = Organisation.objects.select_for_update(of=("self",)).in_bulk([keep.pk, gone.pk])
    if len(both) < 2:
        raise CannotMerge(_("One of these entries is no longer there. Choose again."))
    keep, gone = both[keep.pk], both[gone.pk]
    _check(keep, gone, user)
    merger = _begun(keep, gone)
    draft = _take_over(merger)
    users = list(_references_to(gone))
    _hide_services(merger, user)
    _move_rows(keep, gone)
    _rewrite_revisions(keep, gone)
    ReaderMessage.objects.about(gone).update(record_pk=keep.pk)
    _save(merger, draft, user)
    _retire(merger, user)
    for kind, pk in users:
        if record := kind._base_manager.filter(pk=pk).first():
            ReferenceIndex.create_or_update_for_object(record)
    return merger


def _check(keep, gone, user):
    if keep.pk == gone.pk:
        raise CannotMerge(_("These are one and the same entry. Choose two."))
    for organisation in (keep, gone):
        if reason := why_locked(organisation, user):
            raise CannotMerge(reason)
    if gone.standing == Standing.MERGED and gone.withdrawn_at:
        raise CannotMerge(_("“%(title)s” was merged already.") % {"title": gone})
    if keep.withdrawn_at:
        raise CannotMerge(_("“%(title)s” is withdrawn. Keep the other one, or reinstate it first.") % {"title": keep})
    if gone.live and not keep.live:
        raise CannotMerge(
            _("“%(title)s” is not on the site, and the other one is. Keep that one, or publish this one first.")
            % {"title": keep}
        )


# --- Rows that point to it ---


def pointers():
    """[(model, foreign key)] of every relation, in whatever app, that leads to an organisation.

    Not those by which an entry's own rows (contact points, tags, its networks) hang on it: `_take_over` has them.
    """
    own = {relation.related_model for relation in get_all_child_relations(Organisation)}
    mine = {
        (each.remote_field.through, each.m2m_field_name())
        for each in Organisation._meta.many_to_many
        if each.remote_field.through._meta.auto_created
    }
    return [
        (relation.related_model, relation.field)
        for relation in Organisation._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and (relation.one_to_many or relation.one_to_one)
        and relation.related_model not in own
        and (relation.related_model, relation.field.name) not in mine
    ]


def _count(gone):
    found = {}
    for model, key in pointers():
        if number := model._base_manager.filter(**{key.attname: gone.pk}).count():
            label = str(capfirst(_owner(model)._meta.verbose_name_plural))
            found[label] = found.get(label, 0) + number
    return found


def _owner(model):
    """The kind of record to which a row belongs; the model itself where it stands alone."""
    keys = [each for each in model._meta.fields if isinstance(each, ParentalKey)]
    if keys:
        return keys[0].related_model
    return Organisation if model._meta.auto_created else model


def _move_rows(keep, gone):
    for model, key in pointers():
        for row in model._base_manager.filter(**{key.attname: gone.pk}):
            _move(row, key, keep)


def _move(row, key, keep):
    if isinstance(row, Organisation) and row.pk == keep.pk:
        # Nothing is part or successor of itself.
        setattr(row, key.attname, None)
    elif _is_in_a_list(row, key) and _is_there(row, key, keep):
        row.delete()
        return
    else:
        setattr(row, key.attname, keep.pk)
    if isinstance(row, Organisation) and row.pk == keep.pk:
        setattr(keep, key.attname, None)
    # Saved, not updated: the search and the index of references hear of it.
    row.save(update_fields=[key.name])


def _is_in_a_list(row, key):
    """Whether an organisation stands there once at most: as a party of a record, in a table that ties two things."""
    unique = [set(each.fields) for each in row._meta.constraints if isinstance(each, models.UniqueConstraint)]
    is_part = any(isinstance(each, ParentalKey) for each in row._meta.fields)
    return row._meta.auto_created or is_part or any(key.name in names for names in unique)


def _is_there(row, key, keep):
    """Whether the organisation that stays has the same place already; or would be tied to itself."""
    identity = _identity(row._meta, {each.name: getattr(row, each.attname) for each in row._meta.concrete_fields})
    identity[key.name] = keep.pk
    if row._meta.auto_created and list(identity.values()).count(keep.pk) > 1:
        return True
    return type(row)._base_manager.filter(**identity).exclude(pk=row.pk).exists()


def _identity(meta, values):
    """Of a row {field: value}, what tells it from others: to whom it belongs and what was chosen, not its words."""
    told = [each.name for each in meta.concrete_fields if each.is_relation or each.choices]
    return {name: values.get(name) for name in told if not meta.get_field(name).primary_key}


def _references_to(gone):
    """(model, primary key) of each record that the index knows to name it."""
    rows = ReferenceIndex.get_references_to(gone).values_list("base_content_type", "object_id").distinct()
    for content_type, pk in rows:
        if kind := ContentType.objects.get_for_id(content_type).model_class():
            yield kind, pk


# --- Revisions ---


def _rewrite_revisions(keep, gone):
    for model in record_models():
        if not _names_organisations(model):
            continue
        kind = ContentType.objects.get_for_model(model)
        for revision in Revision.objects.filter(content_type=kind).iterator(chunk_size=200):
            owner = int(revision.object_id) if model is Organisation else None
            if rewritten(model, revision.content, keep.pk, gone.pk, owner):
                revision.save(update_fields=["content"])


def _names_organisations(model):
    children = [relation.related_model for relation in get_all_child_relations(model)]
    return any(_relations(each) for each in (model, *children))


def _relations(model):
    """Fields of this model that name organisations, one or several."""
    named = [*model._meta.fields, *model._meta.many_to_many]
    return [each for each in named if each.related_model is Organisation and not isinstance(each, ParentalKey)]


def rewritten(model, content, keep, gone, owner=None):
    """Put one organisation for the other in the content of a revision, in place. Returns whether anything changed.

    owner: primary key of the organisation whose revision it is, None of any other record's.
    """
    changed = False
    for each in _relations(model):
        value = content.get(each.name)
        if each.many_to_many and gone in (value or ()):
            named = dict.fromkeys(keep if key == gone else key for key in value)
            content[each.name] = [key for key in named if key != owner]
            changed = True
        elif not each.many_to_many and value == gone:
            content[each.name] = None if owner == keep else keep
            changed = True
    for relation in get_all_child_relations(model):
        name, rows = relation.get_accessor_name(), content.get(relation.get_accessor_name()) or []
        touched = [rewritten(relation.related_model, row, keep, gone) for row in rows]
        if any(touched):
            content[name] = _each_once(relation.related_model._meta, rows, touched)
            changed = True
    return changed


def _each_once(meta, rows, touched):
    """The rows without those that, once rewritten, say what another one says."""
    seen = [_identity(meta, row) for row, is_new in zip(rows, touched, strict=True) if not is_new]
    kept = []
    for row, is_new in zip(rows, touched, strict=True):
        identity = _identity(meta, row)
        if not is_new or identity not in seen:
            kept.append(row)
            seen.append(identity)
    return kept


# --- What the entry that stays takes over ---


def _take_over(merger):
    """The newest draft of the entry that stays, with what it takes. Nothing is saved."""
    draft, other = newest_draft(merger.keep), newest_draft(merger.gone)
    for key in ("parent", "successor"):
        if getattr(draft, f"{key}_id") == merger.gone.pk:
            setattr(draft, key, None)
    _take_facts(merger, draft, other)
    _take_texts(merger, draft, other)
    _take_names(merger, draft, other)
    _take_lists(merger, draft, other)
    _take_rows(merger, draft, other)
    return draft


def newest_draft(organisation):
    """Apart from the object in hand, which would itself be the draft where there is no revision yet."""
    return Organisation.objects.get(pk=organisation.pk).get_latest_revision_as_object()


def _label(name):
    return str(capfirst(Organisation._meta.get_field(name.removesuffix("_id")).verbose_name))


def _take_facts(merger, draft, other):
    for name, nothing in FACTS.items():
        value, own = getattr(other, name), getattr(draft, name)
        is_itself = name == "parent_id" and value == merger.keep.pk
        if not value or is_itself or value in (nothing, own):
            continue
        if not own or own == nothing:
            setattr(draft, name, value)
            merger.taken.append(_label(name))
        else:
            merger.differing.append((_label(name), _shown(draft, name), _shown(other, name)))


def _shown(organisation, name):
    if name == "country":
        return country_name(organisation.country.code)
    bare = name.removesuffix("_id")
    display = getattr(organisation, f"get_{bare}_display", None)
    return str(display() if display else getattr(organisation, bare))


def _take_texts(merger, draft, other):
    for name in TEXTS:
        texts = {language: text_in(other, name, language) for language in LANGUAGES}
        own = {language: text_in(draft, name, language) for language in LANGUAGES}
        if not any(texts.values()) or texts == own:
            continue
        if any(own.values()):
            merger.differing.append((_label(name), str(getattr(draft.texts, name)), str(getattr(other.texts, name))))
            continue
        for language, text in texts.items():
            set_text(draft, name, language, text)
        if name == "referral_procedure":
            draft.referral_visibility = _closed(merger, other.referral_visibility)
        merger.taken.append(_label(name))


def _take_names(merger, draft, other):
    """By whatever name the other one was known, this one is found from now on."""
    known = {folded(each) for each in (*draft.every_name, draft.acronym)}
    names = [each for each in (*other.every_name, other.acronym) if each and folded(each) not in known]
    if names:
        draft.earlier_names = "\n".join([*draft.earlier_names_listed, *dict.fromkeys(names)])
        merger.taken.append(_label("earlier_names"))


def _take_lists(merger, draft, other):
    countries = list(dict.fromkeys([*draft.work_codes, *other.work_codes]))
    if countries != draft.work_codes:
        draft.countries = countries
        merger.taken.append(_label("countries"))
    themselves = {merger.keep.pk, merger.gone.pk}
    own = [each for each in draft.networks.all() if each.pk not in themselves]
    networks = [each for each in other.networks.all() if each.pk not in themselves and each not in own]
    draft.networks = [*own, *networks]
    if networks:
        merger.taken.append(_label("networks"))
    own = {tag.pk for tag in draft.tags.all()}
    if tags := [tag for tag in other.tags.all() if tag.pk not in own]:
        draft.tags.add(*tags)
        merger.taken.append(_label("tags"))


def _take_rows(merger, draft, other):
    for name, identity in (
        ("contact_points", lambda row: (row.kind, folded(row.value), row.precision)),
        ("charter_acceptances", lambda row: row.charter_id),
    ):
        rows = list(getattr(draft, name).all())
        known = {identity(row) for row in rows}
        new = [_copy(row, draft) for row in getattr(other, name).all() if identity(row) not in known]
        if new:
            for row in new:
                if hasattr(row, "visibility"):
                    row.visibility = _closed(merger, row.visibility)
            setattr(draft, name, [*rows, *new])
            merger.taken.append(str(capfirst(type(new[0])._meta.verbose_name_plural)))


def _closed(merger, visibility):
    """For members, where the entry from which it comes was for members."""
    return Visibility.MEMBERS if merger.opens and visibility == Visibility.PUBLIC else visibility


def _copy(row, draft):
    """A row like this one, of another owner."""
    keys = [each.name for each in row._meta.fields if isinstance(each, ParentalKey)]
    values = {each.attname: getattr(row, each.attname) for each in row._meta.fields if not each.primary_key}
    for key in keys:
        values.pop(f"{key}_id")
        values[key] = draft
    return type(row)(**values)


def _hide_services(merger, user):
    """A service is seen where its organisation is: what was not seen there is not seen here either."""
    for service in merger.gone.services.filter(live=True):
        if not (merger.gone.live and merger.gone.is_active):
            unpublish(service, user=user)
        elif merger.opens and service.visibility == Visibility.PUBLIC:
            narrow(service, user=user)


# --- The end of it ---


def _save(merger, draft, user):
    keep = merger.keep
    if merger.taken:
        # Its networks and the like were rewritten meanwhile in the revision that this draft was made of.
        revision = draft.save_revision(user=user, clean=False)
        log(keep, LOG_ACTION, user=user, data={"gone": merger.gone.pk}, revision=revision, content_changed=True)
    else:
        log(keep, LOG_ACTION, user=user, data={"gone": merger.gone.pk})
    keep.refresh_from_db()
    if merger.taken and merger.is_published:
        merger.keep = publish(keep, user=user)
    else:
        # What names it is another than before: the search is to hear of it.
        keep.save()
        announce(keep)


def _retire(merger, user):
    gone = Organisation.objects.get(pk=merger.gone.pk)
    if state := gone.current_workflow_state:
        state.cancel(user=user)
        gone.refresh_from_db()
    gone.standing, gone.successor = Standing.MERGED, merger.keep
    gone.save(update_fields=["standing", "successor"])
    withdraw(gone, _("Merged with the entry no. %(number)s.") % {"number": merger.keep.pk}, user=user)
    gone.refresh_from_db()
    merger.gone = gone
