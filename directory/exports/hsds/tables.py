"""The tables of HSDS 3.1 that we fill, and their columns, from its schemas (schema/*.json of the specification).

A column ending in "!" is required, by the schema or in its form as tables ("tabular_required").
"""

from dataclasses import dataclass

VERSION = "3.1"
URIS = {"website", "url", "uri", "term_uri"}
UUIDS = {"id", "link_id"}


@dataclass(frozen=True)
class Column:
    name: str
    is_required: bool
    refers_to: str = ""

    @property
    def format(self):
        if self.name in UUIDS or self.refers_to:
            return "uuid"
        return "uri" if self.name in URIS else "email" if self.name == "email" else "default"


@dataclass(frozen=True)
class Table:
    """file: as the specification names it."""

    name: str
    file: str
    columns: tuple[Column, ...]

    @property
    def names(self):
        return [column.name for column in self.columns]


REFERENCES = {
    "organization_id": "organization",
    "parent_organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "taxonomy_id": "taxonomy",
    "taxonomy_term_id": "taxonomy_term",
    "parent_id": "taxonomy_term",
}


def _table(name, file, columns):
    return Table(
        name,
        file,
        tuple(
            Column(each.rstrip("!"), each.endswith("!"), REFERENCES.get(each.rstrip("!"), ""))
            for each in columns.split()
        ),
    )


TABLES = (
    _table(
        "organization",
        "organizations.csv",
        "id! name! alternate_name description! email website legal_status uri parent_organization_id",
    ),
    _table(
        "service",
        "services.csv",
        "id! organization_id! name! description url email status! application_process accreditations "
        "eligibility_description assured_date last_modified",
    ),
    _table("location", "locations.csv", "id! location_type! organization_id name"),
    _table("service_at_location", "service_at_location.csv", "id! service_id! location_id!"),
    _table("service_area", "service_areas.csv", "id! service_id name description"),
    _table("schedule", "schedules.csv", "id! service_id freq byday description"),
    _table("phone", "phones.csv", "id! service_id organization_id number! type description"),
    _table("contact", "contacts.csv", "id! organization_id service_id title email"),
    _table("url", "url.csv", "id! label url! organization_id service_id"),
    _table("language", "languages.csv", "id! service_id name code"),
    _table("taxonomy", "taxonomies.csv", "id! name! description! uri version"),
    _table(
        "taxonomy_term",
        "taxonomy_terms.csv",
        "id! code name! description! parent_id taxonomy language taxonomy_id",
    ),
    _table("attribute", "attributes.csv", "id! link_id! taxonomy_term_id! link_type link_entity! label"),
)
