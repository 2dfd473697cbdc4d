"""Forms as partners fill them in, made with python-docx."""

from docx import Document

LABELS = {
    "number": "Chart no.",
    "country": "Country",
    "organisations": "Organisation/s",
    "title": "Name of Practice/Programme",
    "category": "Category (A, B, C, D)",
    "typologies": "Typology of intervention",
    "period": "Period of implementation",
    "area": "Geographical area covered",
    "background": "Background information",
    "target_groups": "Target group/s",
    "objectives": "Objectives",
    "activities": "Activities",
    "methods_and_tools": "Methods and tools",
    "resources": "Resources",
    "results": "Results",
    "learning": "Learning from the case",
    "transferability": "Transferability",
    "mainstreaming": "Mainstreaming",
    "contacts": "Contact details",
}
FILLED_IN = {
    "number": "31",
    "country": "Italy",
    "organisations": "Casa Aperta",
    "title": "Night outreach by bicycle",
    "category": "B - Identification, first assistance and protection",
    "typologies": "Low threshold services, identification and referral",
    "period": "Since March 2011",
    "area": "Province of Example",
    "background": "Many workers sleep near the fields.",
    "objectives": "- Reach people early\n- Tell them their rights",
    "resources": "2 operators\nFunding provided by: A foundation: 90%\nPrivate donors: 10%",
    "learning": "Strengths: trust grows.\nWeaknesses: winter is hard.",
    "contacts": "Casa Aperta\nE-mail: team@casa-aperta.example Website: www.casa-aperta.example",
}


def make_form(path, labels=LABELS, **changes):
    """Write a form to `path`, filled in but for what `changes` says; a row set to None is left out."""
    document = Document()
    table = document.add_table(rows=0, cols=2)
    for field, value in (FILLED_IN | changes).items():
        if value is not None:
            label, text = table.add_row().cells
            label.text, text.text = labels.get(field, field), value
    document.save(path)
    return path
