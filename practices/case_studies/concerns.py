"""A reader says that a case study could put somebody in danger. How she is heard: records.from_readers."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practices.case_studies.views import visible_case_study
from records.from_readers.forms import MessageForm
from records.from_readers.views import Words, open_to_readers, write
from records.models import ReaderMessage

WORDS = Words(
    heading=_("Report a concern"),
    why=_(
        "Could somebody be recognised in this case study, or come to harm by it? Tell the editors. You need no account, "
        "and this site keeps nothing about you."
    ),
    button=_("Tell the editors"),
    sent=_("The editors are told. They look at the page and take it down if somebody could be in danger."),
    back=_("See all case studies"),
)


class ConcernForm(MessageForm):
    occasion = ReaderMessage.Occasion.CONCERN

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What worries you?")
        self.fields["text"].help_text = _(
            "Say which sentence it is, and what could happen. Write no names, no addresses, and nothing about yourself: "
            "the editors do not need them, and do not answer."
        )


@open_to_readers
def report_concern(request, number):
    case_study = visible_case_study(request, number)
    form = ConcernForm(request.POST if request.method == "POST" else None, case_study)
    return write(request, form, WORDS, back_url=reverse("search:case_studies"))
