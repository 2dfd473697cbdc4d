"""What the home page shows: doors into the practices, case studies, and what is new."""

from django.utils.translation import gettext_lazy as _

from practices.models import CaseStudy, Category, Practice
from practices.queries import categories_with_counts, countries_with_counts

SHOWN = 4
# Questions as a reader might ask them; each finds something in any collection of practices.
EXAMPLES = (
    _("safe shelter for women"),
    _("exploited workers in agriculture"),
    _("help after returning home"),
)


def context(viewer):
    practices = Practice.objects.visible_to(viewer)
    cards = practices.for_cards(viewer)
    return {
        "categories": categories_with_counts(Category.objects.all(), practices),
        "countries": countries_with_counts(practices),
        "newest": cards.order_by("-first_published_at", "-pk")[:SHOWN],
        "reviewed": cards.exclude(last_reviewed=None).order_by("-last_reviewed", "-pk")[:SHOWN],
        "case_studies": CaseStudy.objects.visible_to(viewer)
        .for_cards(viewer)
        .order_by("-first_published_at", "-pk")[:SHOWN],
        "practice_count": practices.count(),
        "examples": EXAMPLES,
    }
