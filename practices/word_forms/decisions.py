"""What a person decided about a form that cannot be taken as it stands."""

from dataclasses import asdict, dataclass, field, replace

SAME, OTHER, NEW = "same", "other", "new"
TAKE, KEEP, DROP = "take", "keep", "drop"
NOTES = "notes"


@dataclass(frozen=True)
class Decisions:
    """Plain data, so that it can be kept as JSON. What is not in it is left to the import.

    record         "" to find out; SAME: the one that has the form's number; OTHER: not the one it seems to be; NEW: none
                   that is known; or which one it is, as finding.name_to_say says it
    language       of the texts, "" as it is told
    values         field -> value in place of what was read
    conflicts      field -> TAKE the form's value in place of the record's; DROP it; KEEP the record's, the other goes
                   to the notes, as without a decision
    lines          line without a place -> name of the text it is added to, DROP, or NOTES, as without a decision
    organisations  name as printed -> {"name": corrected, "" to leave it out; "organisation": its key, NEW or ""}
    public         contact_key -> whether everybody may read the contact
    accepted       fields whose problems are none
    """

    record: str | int = ""
    language: str = ""
    values: dict = field(default_factory=dict)
    conflicts: dict = field(default_factory=dict)
    lines: dict = field(default_factory=dict)
    organisations: dict = field(default_factory=dict)
    public: dict = field(default_factory=dict)
    accepted: list = field(default_factory=list)

    def as_json(self):
        return {name: value for name, value in asdict(self).items() if value}

    def correct(self, chart):
        """The chart with the number that was decided."""
        return replace(chart, number=self.values["number"]) if "number" in self.values else chart

    def values_for(self, organisations):
        """field -> decided value, for the fields of a record. organisations: their names as printed."""
        values = {name: value for name, value in self.values.items() if name != "number"}
        if not self.organisations:
            return values
        return values | {"organisations": [name for name in map(self._name, organisations) if name]}

    def _name(self, printed):
        return self.organisations.get(printed, {"name": printed})["name"]


UNDECIDED = Decisions()


def contact_key(contact):
    return f"{contact.kind} {contact.value}"
