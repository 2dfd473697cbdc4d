"""The forms in a Word file, of either kind."""

from django.utils.translation import gettext_lazy as _

from practices.case_studies.word_forms.chart import CaseReader
from practices.case_studies.word_forms.layout import CASE_STUDY
from practices.word_forms.chart import ChartReader
from practices.word_forms.forms import find_forms
from practices.word_forms.layout import PRACTICE
from practices.word_forms.opening import Refused, damaged
from practices.word_forms.reading import read_document


def read_forms(word_file, categories):
    """What all the forms in a WordFile say, in their order: Charts of practices and CaseCharts of case studies.

    `categories`: tuple of classification.Category, as editors keep them. Raises Refused when there is no form inside.
    """
    categories = tuple(categories)
    readers = {PRACTICE: lambda form: ChartReader(form, categories), CASE_STUDY: CaseReader}
    try:
        forms = find_forms(read_document(word_file), list(readers))
    except RecursionError:
        raise damaged() from None
    if not forms:
        raise Refused(
            _("There is no form inside that can be read."),
            _(
                "Fill in the form for practices or the one for case studies; its rows must keep their labels or "
                "questions, such as “Objectives” or “2. Background information on the victim”."
            ),
        )
    filled_in = [form for form in forms if form.is_filled_in]
    if not filled_in:
        raise Refused(_("The form is empty."), _("Fill it in, save it and send it again."))
    return [readers[form.layout](form).chart() for form in filled_in]
