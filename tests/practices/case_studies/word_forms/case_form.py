"""One case study as an organisation fills it in, and another one of the same organisation."""

from practices.questions import questions
from tests.practices.case_studies.word_forms.case_files import wording
from tests.practices.word_forms.word_files import save_form

FILLED_IN = {
    "organisations": "Casa Aperta",
    "country": "Italy",
    "involvement": "Two organisations prepared a voluntary return together, over three months and two borders.",
    "background": "Gender: ☒ Female\nAge: ☒ Adult\nType of exploitation: ☒ Sexual services",
    "first_contact": "A partner abroad asked us by telephone whether we could receive a person within a week.",
    "obstacles": "There were no papers, and the consulate was closed for the whole of the summer.",
    "agencies": "The consulate issued a travel document; the border police let them pass without questions.",
    "solutions": "A lawyer wrote to the ministry, a social worker went along, and a shelter kept a bed free.",
    "collaboration": "We share a protocol with our partners and speak with them every Monday.",
    "wishes": "We spoke with the person by telephone, with an interpreter, five times.",
    "privacy": "No names by e-mail: partners use initials, and papers are handed over in person.",
    "what_worked": "The weekly call worked. The request to the embassy by letter did not.",
    "tools": "A referral form, a risk assessment and a plan for the first month.",
    "recommendations": "One office in each country that answers within a day.",
}
ANOTHER = {
    name: f"Somebody else was helped in quite another way: {name}." for name in FILLED_IN if name in questions()
} | {"background": "Gender: ☒ Male\nAge: ☒ Minor\nType of exploitation: ☒ Forced begging"}


LABELS = {"organisations": "Organisation:", "country": "Country:"} | {
    field: wording(question) for field, question in questions().items()
}


def rows(**changes):
    """(label, value) of a form, filled in but for what `changes` says; a row set to None is left out."""
    return [(LABELS.get(name, name), value) for name, value in (FILLED_IN | changes).items() if value is not None]


def make_case_form(path, **changes):
    return save_form(path, rows(**changes))
