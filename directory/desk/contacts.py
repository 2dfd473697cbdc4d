"""Contact points in the form of their owner: what each kind needs is asked, and nothing else."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.panels.base import get_form_for_model

from directory.models import ContactPoint
from directory.time_zones import choices, time_zone_name


class ContactPointForm(WagtailAdminModelForm):
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=lambda: [("", "---------"), *choices()],
        required=False,
    )

    class Media:
        js = [forms.Script("js/desk/contacts.js", type="module")]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = self.instance.time_zone
        if kept and kept not in dict(self.fields["time_zone"].choices):
            self.fields["time_zone"].choices = [*self.fields["time_zone"].choices, (kept, time_zone_name(kept))]

    def clean(self):
        cleaned = super().clean()
        is_confidential = cleaned.get("precision") == ContactPoint.Precision.CONFIDENTIAL
        if not self.is_deferred_validation and not cleaned.get("value") and not is_confidential:
            self.add_error("value", forms.ValidationError(_("Write down how to reach them."), "required"))
        return cleaned


class ContactPointsPanel(InlinePanel):
    """The rows of an owner's contact points. js/desk/contacts.js hides what a kind does not need."""

    def get_form_options(self):
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        rows["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=ContactPointForm,
            defer_required_on_fields=self.child_edit_handler.get_form_options().get("defer_required_on_fields", []),
        )
        return options


def contact_points_panel(**options):
    return ContactPointsPanel(
        "contact_points",
        label=_("Contact point"),
        heading=_("Contact points"),
        panels=[
            FieldRowPanel([FieldPanel("kind"), FieldPanel("precision")]),
            FieldPanel("value", widget=forms.Textarea(attrs={"rows": 2})),
            FieldPanel("always_open"),
            FieldPanel("hours"),
            FieldPanel("time_zone"),
            FieldRowPanel([FieldPanel("role"), FieldPanel("audience")]),
            FieldPanel("visibility"),
            FieldPanel("note", widget=forms.Textarea(attrs={"rows": 2})),
        ],
        **options,
    )


class KnowsItsContactPoints:
    """Mixin of an owner's form: a row that is new knows whose it is, for a phone is read as that country dials it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for row in self.formsets["contact_points"].forms if "contact_points" in self.formsets else ():
            row.instance.owner = self.instance
