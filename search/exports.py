"""A list to take along: as a table, as data, as a feed. Each says what it is: when, what was asked, how many of how many."""

import csv
import io
import json
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records.addresses import absolute
from records.names import country_name, language_name
from records.visibility import Visibility
from search.facets import LABELS
from search.query import ANY_YEAR, NEWEST, USUAL_SIZE
from search.result_page import SORTS, period_in_words
from search.thesaurus.csv_files import BYTE_ORDER_MARK, neutralised

MOST = 1000
MOST_IN_A_FEED = 50
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
    table.writerow(COLUMNS)
    for row in _rows(listing):
        cells = ["; ".join(cell) if isinstance(cell, list) else cell for cell in row.values()]
        table.writerow([neutralised(str(cell)) for cell in cells])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def as_json(listing):
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
    if _is_for_members(listing):
        about["note"] = _for_members()
    return json.dumps({"about": about, "records": list(_rows(listing))}, ensure_ascii=False, indent=1)


def as_feed(listing):
    """Atom, the newest first."""
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
    for hit, card in listing.hits:
        feed.add_item(
            title=hit.title.text,
            link=absolute(card.address),
            description=escape(_extract(hit, card)),
            author_name=", ".join(card.organisations) or _("ENPATES resource centre"),
            updateddate=hit.record.last_published_at,
            unique_id=f"tag:{host},2026:{hit.type}/{hit.record.pk}",
            categories=[country_name(code) for code in card.countries],
        )
    return feed.writeString("utf-8")


def for_a_feed(query):
    return query.but(page=1, size=MOST_IN_A_FEED, sort=NEWEST)


def for_a_file(query):
    return query.but(page=1, size=MOST)


def _rows(listing):
    """Each record as {column: text or list of texts}."""
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
    yield _("Made on"), date_format(timezone.localtime(), "DATETIME_FORMAT")
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
    return any(getattr(hit.record, "visibility", "") == Visibility.MEMBERS for hit, _card in listing.hits)


def _for_members():
    return _("Some of these records are for members only. Please do not pass this list on.")
