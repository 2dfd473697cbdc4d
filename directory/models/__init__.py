from directory.models.charter import Charter, CharterAcceptance
from directory.models.contact_point import ContactPoint, EntryContactPoint
from directory.models.country import CountryProfile
from directory.models.organisation import Organisation, OrganisationContactPoint
from directory.models.representative import Representative
from directory.models.service import Service, ServiceContactPoint
from directory.models.table_import import ImportedRow, TableImport

__all__ = [
    "Charter",
    "CharterAcceptance",
    "ContactPoint",
    "CountryProfile",
    "EntryContactPoint",
    "ImportedRow",
    "Organisation",
    "OrganisationContactPoint",
    "Representative",
    "Service",
    "ServiceContactPoint",
    "TableImport",
]
