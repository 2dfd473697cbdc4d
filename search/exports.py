"""A list to take along: as a table, as data, as a feed. Each says what it is: when, what was asked, how many of how many."""

import csv
import io
import json
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from directory.entry import last_change, services_of_all
from directory.exports.hsds.package import package
from directory.exports.table import ORGANISATION_COLUMNS, SERVICE_COLUMNS, nested, organisation_row, service_rows
from records.addresses import absolute
from records.names import country_name, language_name, moment_in_words
from records.spreadsheets import BYTE_ORDER_MARK, neutralised
from records.visibility import Visibility
from search.facets import LABELS
from search.query import ANY_YEAR, CHANGED, USUAL_SIZE
from search.result_page import SORTS, period_in_words

MOST = 1000
MOST_IN_A_FEED = 50
ORGANISATION = "organisation"
# Names of the columns: for machines, the same in every language.
COLUMNS = (
    "type",
    "number",
    "title",
    "language",
    "extract",
    "category",
    "countries",
    "organisations",
    "period",
    "address",
)


def as_csv(listing):
    """Rows about the table, an empty one, the table. UTF-8 with the mark that spreadsheets need."""
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL)
    table.writerows([neutralised(str(cell)) for cell in row] for row in _about_in_words(listing))
    table.writerow([])
    table.writerows(_table(listing))
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def as_xlsx(listing):
    """A sheet about the list, one of it, and of organisations one of their services."""
    book = Workbook(write_only=True)
    _add_sheet(book, "about", [[neutralised(str(cell)) for cell in row] for row in _about_in_words(listing)])
    if is_of_organisations(listing.query):
        _add_sheet(book, "organisations", _table(listing))
        services = [row for each in listing.entries for row in service_rows(each)]
        _add_sheet(book, "services", _cells(SERVICE_COLUMNS, services))
    else:
        _add_sheet(book, "records", _table(listing))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add_sheet(book, name, table):
    sheet = book.create_sheet(name)
    for row in table:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])


def _table(listing):
    columns = ORGANISATION_COLUMNS if is_of_organisations(listing.query) else COLUMNS
    return _cells(columns, _rows(listing))


def _cells(columns, rows):
    """Lists of cells, the names of the columns first; no cell is a formula."""
    return [columns, *([_cell(row[name]) for name in columns] for row in rows)]


def _cell(value):
    return neutralised("; ".join(value) if isinstance(value, list) else str(value))


def as_json(listing):
    is_nested = is_of_organisations(listing.query)
    records = [nested(each) for each in listing.entries] if is_nested else list(_rows(listing))
    return json.dumps({"about": _about(listing), "records": records}, ensure_ascii=False, indent=1)


def as_hsds(listing):
    """Organisations as a package of the Human Services Data Specification."""
    about = {
        "title": _("Directory of the ENPATES resource centre"),
        "description": "\n".join(f"{name}: {value}" for name, value in _about_in_words(listing)),
        "homepage": absolute(listing.address(size=USUAL_SIZE)),
        "list": _about(listing),
    }
    return package(listing.entries, about)


def _about(listing):
    query = listing.query
    first, last = query.years
    about = {
        "source": _("ENPATES resource centre"),
        "address": absolute(listing.address(size=USUAL_SIZE)),
        "made": timezone.now().isoformat(timespec="seconds"),
        "language": query.language,
        "query": query.text,
        "filters": {name: list(values) for name, values in query.filters.items()},
        "years": {"from": first, "to": last},
        "sort": listing.sort,
        "records": len(listing.hits),
        "of": listing.total,
    }
    return about | ({"note": _for_members()} if _is_for_members(listing) else {})


def as_feed(listing):
    """Atom: new and changed records, those changed last first."""
    address = absolute(listing.address(size=USUAL_SIZE))
    feed = Atom1Feed(
        title=": ".join(part for part in (_("ENPATES resource centre"), _asked(listing)) if part),
        link=address,
        description="; ".join(f"{name}: {value}" for name, value in _filters_in_words(listing)) or None,
        language=get_language(),
        feed_url=absolute(listing.feed),
        feed_guid=address,
    )
    host = urlsplit(settings.SITE_URL).hostname
    changed = _changes(listing)
    for hit, card in listing.hits:
        feed.add_item(
            title=hit.title.text,
            link=absolute(card.address),
            description=escape(_extract(hit, card)),
            author_name=", ".join(card.organisations) or _("ENPATES resource centre"),
            pubdate=hit.record.first_published_at,
            updateddate=changed.get(hit.record) or hit.record.last_published_at,
            unique_id=f"tag:{host},2026:{hit.type}/{hit.record.pk}",
            categories=[country_name(code) for code in card.countries],
        )
    return feed.writeString("utf-8")


def _changes(listing):
    """{organisation: when it changed}: a service that the reader may see is part of its page."""
    organisations = [hit.record for hit, _card in listing.hits if hit.type == ORGANISATION and hit.record.is_active]
    services = services_of_all(organisations, listing.viewer) if organisations else {}
    return {each: last_change(each, services[each.pk]) for each in organisations}


def for_a_feed(query):
    return query.but(page=1, size=MOST_IN_A_FEED, sort=CHANGED)


def for_a_file(query):
    return query.but(page=1, size=MOST)


def is_of_organisations(query):
    """Whether a list holds nothing else, so that its rows can say more than those of a list of everything."""
    return query.filters.get("type") == (ORGANISATION,)


def _rows(listing):
    """Each record as {column: text or list of texts}."""
    if is_of_organisations(listing.query):
        yield from map(organisation_row, listing.entries)
        return
    for hit, card in listing.hits:
        values = (
            hit.type,
            getattr(hit.record, "number", None) or "",
            hit.title.text,
            hit.language,
            _extract(hit, card),
            card.category.code if card.category else "",
            list(card.countries),
            list(card.organisations),
            str(card.when),
            absolute(card.address),
        )
        yield dict(zip(COLUMNS, values, strict=True))


def _extract(hit, card):
    return hit.extract.text or str(card.summary or "")


def _about_in_words(listing):
    """[(what, value)] in the reader's language."""
    query = listing.query
    yield _("ENPATES resource centre"), absolute(listing.address(size=USUAL_SIZE))
    yield _("Made on"), moment_in_words(timezone.now())
    yield _("Language of the search"), language_name(query.language)
    if query.text:
        yield _("Words searched for"), query.text
    yield from _filters_in_words(listing)
    yield _("Sorted by"), SORTS[listing.sort]
    yield (
        _("Records"),
        _("%(number)s of %(total)s") % {"number": len(listing.hits), "total": listing.total},
    )
    if _is_for_members(listing):
        yield _("Note"), _for_members()


def _filters_in_words(listing):
    for name, values in listing.query.filters.items():
        yield str(LABELS[name]), ", ".join(listing.labels[name][value] for value in values)
    if listing.query.years != ANY_YEAR:
        yield _("Years"), period_in_words(*listing.query.years)


def _asked(listing):
    return _("“%(words)s”") % {"words": listing.query.text} if listing.query.text else ""


def _is_for_members(listing):
    if is_of_organisations(listing.query):
        return any(each.is_for_members for each in listing.entries)
    return any(getattr(hit.record, "visibility", "") == Visibility.MEMBERS for hit, _card in listing.hits)


def _for_members():
    return _("Some of these records are for members only. Please do not pass this list on.")
