"""The sections of the printed form that hold text, by the names of the record's fields."""

from django.utils.translation import gettext_lazy as _

# The order of the printed form; the short title a reader scans for.
SECTIONS = {
    "background": _("Background"),
    "target_groups": _("Target groups"),
    "objectives": _("Objectives"),
    "activities": _("Activities"),
    "methods_and_tools": _("Methods and tools"),
    "resources": _("Resources"),
    "results": _("Results"),
    "strengths": _("Strengths"),
    "innovation": _("Innovation"),
    "challenges": _("Challenges"),
    "lessons": _("Other lessons"),
    "transferability": _("Transferability"),
    "mainstreaming": _("Mainstreaming"),
    "references": _("References and links"),
}
