"""One import that waits, as an editor leaves it when she closes the browser.

A clean form, one with faults, a case study in which somebody could be recognised, and a file that is refused.
"""

from io import BytesIO

from django.core.files.base import ContentFile
from docx import Document

from practices.imports.reading import discard
from practices.imports.tasks import read_forms
from practices.models import FormImport, ImportedForm

SOURCE = "Demonstration: forms of a training course"
CLEAN = {
    "Chart no.": "121",
    "Country": "Portugal",
    "Organisation/s": "Porto Seguro (example organisation)",
    "Name of Practice/Programme": "Evening school for seasonal workers",
    "Category (A, B, C, D)": "A - Prevention",
    "Period of implementation": "Since September 2019",
    "Geographical area covered": "Two farming valleys",
    "Background information": "Seasonal workers arrive without knowing their rights or the language.",
    "Objectives": "- Teach the words of a labour contract\n- Say where help is found",
    "Activities": "Two teachers and an interpreter meet the workers after work, twice a week.",
    "Results": "Sixty people took part in the first season; nine asked for advice.",
    "Contact details": "E-mail: school@porto-seguro.example Website: www.porto-seguro.example",
}
WITH_FAULTS = CLEAN | {
    "Chart no.": "one hundred and twenty-two",
    "Country": "Republic of Exampleland",
    "Name of Practice/Programme": "A bus that listens",
    "Category (A, B, C, D)": "Mobile work",
    "Period of implementation": "for a long time",
    "Results": "Every night twenty people come to the bus.",
    "What the neighbours said": "They brought tea on the second evening.",
}
CASE_STUDY = {
    "Organisation": "Porto Seguro (example organisation)",
    "Country": "Portugal",
    "1. How has your NGO been involved?": "We prepared a return together with an organisation at home.",
    "2. Background information on the victim": "Gender: ☒ Male\nAge: ☒ Adult\nType of exploitation: ☒ Forced labour",
    "3. How did you get in touch with the victim?": "A lorry driver brought him to us on 14 May 2019.",
    "4. What were the problems and obstacles faced?": "He had no papers, and the embassy answers by letter only.",
    "6. How were the problems and obstacles dealt with?": "A consul visited him, and a travel paper came in ten days.",
    "10. What worked, and what did not?": "A name and a telephone at the embassy worked. Letters did not.",
    "12. What is needed?": "One person in each embassy whom organisations may call.",
}
OLD_WORD_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FILES = {"evening-school.docx": CLEAN, "bus.docx": WITH_FAULTS, "return.docx": CASE_STUDY, "old-format.doc": None}


def load():
    """Leave the import once; an editor may since have saved or discarded it."""
    if _mine().exists():
        return
    form_import = FormImport.objects.create(source=SOURCE, as_of=2024)
    for place, (name, rows) in enumerate(FILES.items()):
        content = _word_file(rows) if rows else OLD_WORD_FILE
        form = ImportedForm(form_import=form_import, place=place, file_name=name)
        form.file.save(name, ContentFile(content))
    read_forms.call(form_import.pk)


def remove():
    for form_import in _mine():
        discard(form_import.forms.all())
    _mine().delete()


def _mine():
    return FormImport.objects.filter(source=SOURCE, started_by=None)


def _word_file(rows):
    document, file = Document(), BytesIO()
    table = document.add_table(rows=0, cols=2)
    for label, text in rows.items():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, text
    document.save(file)
    return file.getvalue()
