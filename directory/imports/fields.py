"""What cells say, and how it stands in a draft: one Field for each thing that a column may be about."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django_countries import countries as all_countries

from directory import phones
from directory.country_names import parse_countries
from directory.models import ContactPoint, Organisation, OrganisationContactPoint
from directory.models.organisation import AnswerTime, Kind, Membership, Referrals, Standing
from records import rich_text
from records.folding import folded
from records.languages import LANGUAGES, set_text, text_in
from records.models.record import numbered
from records.names import country_name, date_in_words
from records.visibility import Visibility

BETWEEN = re.compile(r"[;\n]")
BETWEEN_ALSO = re.compile(r"[;,\n]")
OTHER_CODES = {"UK": "GB", "EL": "GR"}
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
# Said in five languages where a choice is between yes and no.
YES = set("yes y x true 1 si sì sí oui o ja j vero wahr vrai verdadero".split())
NO = set("no n false 0 non nein falso falsch faux".split())
DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d. %m. %Y", "%Y/%m/%d")


class Unreadable(Exception):
    """A cell, or part of one, that says nothing that can be kept: problem, fix. understood: what could be, None for nothing."""

    def __init__(self, problem, fix, understood=None):
        super().__init__(problem)
        self.problem, self.fix, self.understood = problem, fix, understood


@dataclass(frozen=True)
class Field:
    """read: (text, Row) -> plain value, raises Unreadable. get: of a draft, as plain data. put: (draft, value, row)."""

    label: str
    read: Callable
    get: Callable
    put: Callable
    shown: Callable = str


# --- Reading ---


def one_line(longest):
    def read(text, row):
        text = " ".join(text.split())
        if len(text) > longest:
            raise Unreadable(
                _("This is longer than %(longest)s characters.") % {"longest": longest},
                _("Shorten it. Nothing of it is taken, so that nothing is cut."),
            )
        return text

    return read


def lines(text, row):
    return text


def names(text, row):
    return [" ".join(name.split()) for name in BETWEEN.split(text) if name.strip()]


def choice(choices, is_yes_or_no=False):
    def read(text, row):
        said = folded(text)
        if is_yes_or_no and said in YES:
            return Referrals.YES.value
        if is_yes_or_no and said in NO:
            return Referrals.NO.value
        if value := _values(choices).get(said):
            return value
        labels = ", ".join(f"“{label}”" for _value, label in choices.choices)
        raise Unreadable(_("This is none of the choices."), _("Write one of these: %(labels)s.") % {"labels": labels})

    return read


def _values(choices):
    """{folded code or label in any language: code}"""
    found = {folded(str(value)): str(value) for value in choices.values}
    for language in LANGUAGES:
        with override(language):
            found |= {folded(str(label)): str(value) for value, label in choices.choices}
    return found


def membership(text, row):
    """Many tables have a column “member” with yes or no."""
    if folded(text) in YES:
        return Membership.MEMBER.value
    return Membership.NONE.value if folded(text) in NO else choice(Membership)(text, row)


def one_country(text, row):
    try:
        codes = several_countries(text, row)
    except Unreadable as unreadable:
        [code] = unreadable.understood if len(unreadable.understood or []) == 1 else [None]
        raise Unreadable(unreadable.problem, unreadable.fix, code) from None
    if len(codes) > 1:
        raise Unreadable(
            _("These are several countries."),
            _("Name the country of the seat alone; the others belong in “countries”."),
        )
    return codes[0]


def several_countries(text, row):
    codes, unknown = [], []
    for part in BETWEEN_ALSO.split(text):
        part = part.strip()
        code = OTHER_CODES.get(part, part)
        if code in all_countries.countries:
            codes.append(code)
        elif part:
            named, left = parse_countries(part)
            codes += named
            unknown += [left] if left else []
    codes = list(dict.fromkeys(codes))
    if unknown or not codes:
        raise Unreadable(
            _("Not known as a country: %(words)s.") % {"words": ", ".join(unknown) or text},
            _("Write its usual name, or its code of two letters."),
            codes or None,
        )
    return codes


def day(text, row):
    for pattern in DATES:
        try:
            found = datetime.strptime(text, pattern).date()
        except ValueError:
            continue
        if 1900 <= found.year <= 2100:
            return found
    raise Unreadable(_("This is no day that can be read."), _("Write year, month and day, for example 2026-03-31."))


def day_until_today(text, row):
    found = day(text, row)
    if found > date.today():
        raise Unreadable(_("This day is still to come."), _("Write the day on which they said so."))
    return found


def website(text, row):
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        raise Unreadable(_("This is no address of a website."), _("Write it as https://www.ngo.example.")) from None
    return one_line(200)(address, row)


def several(read_one, between=BETWEEN_ALSO):
    """Reads each part of a cell; what can be read is taken, the rest is named."""

    def read(text, row):
        found, wrong, fix = [], [], ""
        for part in filter(None, (part.strip() for part in between.split(text))):
            try:
                found.append(read_one(part, row))
            except Unreadable as unreadable:
                wrong.append(part)
                fix = unreadable.fix
        if wrong:
            raise Unreadable(_("Cannot be used: %(words)s.") % {"words": ", ".join(wrong)}, fix, found or None)
        return list(dict.fromkeys(found))

    return read


def email(text, row):
    text = text.removeprefix("mailto:")
    try:
        validate_email(text)
    except ValidationError:
        raise Unreadable(_("This is no e-mail address."), _("Write it as office@ngo.example.")) from None
    return text


def phone(text, row):
    try:
        return phones.stored(text.removeprefix("tel:"), row.country)
    except phones.NoNumber as problem:
        raise Unreadable(_("This is no telephone number."), str(problem)) from None


def organisation(text, row):
    found = row.known.with_name(text) or row.known.find(text)
    if found is None:
        raise Unreadable(
            _("The directory has no organisation of this name: %(name)s.") % {"name": text},
            _("Write its name as it stands in the directory, or enter that organisation first."),
        )
    return found.pk


def network(text, row):
    found = row.known.with_key(organisation(text, row))
    if found.kind != Kind.NETWORK:
        raise Unreadable(
            _("This organisation is no network: %(name)s.") % {"name": text},
            _("Correct the name, or say in its entry that it is a network."),
        )
    return found.pk


# --- In a draft ---


def fact(name, read, shown=str):
    def put(draft, value, row):
        setattr(draft, name, value)

    return Field(_label(name), read, lambda draft, language: getattr(draft, name) or "", put, shown)


def text(name, read, *, is_rich=False):
    def get(draft, language):
        value = text_in(draft, name, language)
        return rich_text.to_plain(value) if is_rich else value

    def put(draft, value, row, language):
        set_text(draft, name, language, rich_text.from_plain(value) if is_rich else value)

    return Field(_label(name), read, get, put)


def _label(name):
    return capfirst(Organisation._meta.get_field(name).verbose_name)


def _labels_of(choices):
    return lambda value: str(choices(value).label) if value else ""


def _country_names(codes):
    return ", ".join(country_name(code) for code in ([codes] if isinstance(codes, str) else codes) if code)


def _put_country(draft, value, row):
    draft.country = value


def _put_earlier_names(draft, value, row):
    known = {folded(name) for name in draft.every_name}
    draft.earlier_names = "\n".join(
        [*draft.earlier_names_listed, *(each for each in value if folded(each) not in known)]
    )


def _put_organisation(name):
    def put(draft, value, row):
        if value != draft.pk:
            setattr(draft, f"{name}_id", value)

    return put


def _put_countries(draft, value, row):
    # What could not be read may name one that is there.
    kept = draft.work_codes if "countries" in row.in_part else []
    draft.countries = list(dict.fromkeys([*kept, *value]))


def _put_networks(draft, value, row):
    # A table names those that its maker may see: what it does not name ends no membership.
    keys = {each.pk for each in draft.networks.all()} | {*value} - {draft.pk}
    draft.networks = list(Organisation.objects.filter(pk__in=keys))


def _name_of(key):
    return str(Organisation.objects.filter(pk=key).first() or "") if key else ""


def contacts(kind, read):
    """Contact points of a kind. What is there stays as it is; what is new is for the editors, unless the table says whom."""
    alike = {Contact.PHONE, Contact.HOTLINE} if kind in (Contact.PHONE, Contact.HOTLINE) else {kind}

    def get(draft, language):
        return [each.value for each in draft.contact_points.all() if each.kind in alike and each.value]

    def put(draft, value, row):
        known = {folded_value(each) for each in get(draft, "")}
        new = [
            OrganisationContactPoint(
                kind=kind,
                value=each,
                precision=precision_of(kind),
                visibility=row.contact_visibility,
            )
            for each in value
            if folded_value(each) not in known
        ]
        # Already here, for a preview is read before anything is saved.
        draft.contact_points = numbered([*draft.contact_points.all(), *new])

    label = gettext_lazy("City") if kind == Contact.ADDRESS else capfirst(kind.label)
    return Field(label, read, get, put, "\n".join)


def folded_value(value):
    return value.casefold().rstrip("/")


def precision_of(kind):
    return ContactPoint.Precision.CITY if kind == Contact.ADDRESS else ""


Contact = ContactPoint.Kind
TEXTS = {
    "name": text("name", one_line(300)),
    "description": text("description", lines, is_rich=True),
    "referral_role": text("referral_role", lines),
    "accreditation": text("accreditation", lines),
    "referral_procedure": text("referral_procedure", lines),
}
FACTS = {
    "acronym": fact("acronym", one_line(60)),
    "legal_name": fact("legal_name", one_line(300)),
    "kind": fact("kind", choice(Kind), _labels_of(Kind)),
    "website": fact("website", website),
    "accepts_referrals": fact("accepts_referrals", choice(Referrals, is_yes_or_no=True), _labels_of(Referrals)),
    "answer_time": fact("answer_time", choice(AnswerTime), _labels_of(AnswerTime)),
    "referral_visibility": fact("referral_visibility", choice(Visibility), _labels_of(Visibility)),
    "membership": fact("membership", membership, _labels_of(Membership)),
    "member_since": fact("member_since", day, lambda value: date_in_words(value) if value else ""),
    "confirmed_on": fact("confirmed_on", day_until_today, lambda value: date_in_words(value) if value else ""),
    "standing": fact("standing", choice(Standing), _labels_of(Standing)),
    "ended_on": fact("ended_on", day, lambda value: date_in_words(value) if value else ""),
    "country": Field(
        _label("country"), one_country, lambda draft, language: draft.country.code or "", _put_country, _country_names
    ),
    "countries": Field(
        _label("countries"),
        several_countries,
        lambda draft, language: draft.work_codes,
        _put_countries,
        _country_names,
    ),
    "earlier_names": Field(
        _label("earlier_names"),
        names,
        lambda draft, language: draft.earlier_names_listed,
        _put_earlier_names,
        "\n".join,
    ),
    "networks": Field(
        _label("networks"),
        several(network, BETWEEN),
        lambda draft, language: sorted(each.pk for each in draft.networks.all()),
        _put_networks,
        lambda keys: "\n".join(map(_name_of, keys)),
    ),
    "parent": Field(
        _label("parent"),
        organisation,
        lambda draft, language: draft.parent_id or "",
        _put_organisation("parent"),
        _name_of,
    ),
    "successor": Field(
        _label("successor"),
        organisation,
        lambda draft, language: draft.successor_id or "",
        _put_organisation("successor"),
        _name_of,
    ),
    "email": contacts(Contact.EMAIL, several(email)),
    "phone": contacts(Contact.PHONE, several(phone)),
    "hotline": contacts(Contact.HOTLINE, several(phone)),
    "web_form": contacts(Contact.WEB_FORM, several(website)),
    "city": contacts(Contact.ADDRESS, several(one_line(200), BETWEEN)),
}
FIELDS = TEXTS | FACTS
# Read before the others, which need to know it.
FIRST = ("language", "country", "contact_visibility")
visibility_of_contacts = choice(Visibility)


def visibility_of_record(text, row):
    found = choice(Visibility)(text, row)
    if found == Visibility.EDITORS:
        raise Unreadable(
            _("What only editors may see is a draft, and so is everything that is imported."),
            _("Write “public” or “members only”, or leave it empty."),
        )
    return found


FACTS["visibility"] = FIELDS["visibility"] = fact("visibility", visibility_of_record, _labels_of(Visibility))


# --- What no table brings in ---

NOT_TAKEN = {
    "address": (
        gettext_lazy("Addresses are not taken from a table: that of a shelter must not be written down anywhere."),
        gettext_lazy("Enter it at the desk, where you say how precise it is and who may see it."),
    ),
    "person": (
        gettext_lazy("Names of people are not kept in the directory."),
        gettext_lazy("Write the role of whoever answers at the desk, if it helps: “intake team”."),
    ),
    "services": (
        gettext_lazy("Services are entries of their own and are not taken from this table."),
        gettext_lazy("Add them on the page of the organisation."),
    ),
}
# What is not even written down with a row that waits: a shelter may be there.
NOT_KEPT = {"address", "person"}
