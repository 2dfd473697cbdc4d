"""What is done to several records at once, from their list."""

from django import forms
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.widgets import AdminTagWidget
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from records import requirements
from records.models import Tag, record_models
from records.operations import publish, why_locked


class BulkActionOnRecords(SnippetBulkAction):
    template_name = "desk/bulk.html"
    permission = "change"

    @classproperty
    def models(cls):
        return record_models()

    def check_perm(self, record):
        return self.permission_policy.user_has_permission_for_instance(self.request.user, self.permission, record)

    def object_context(self, record):
        return super().object_context(record) | {"hindrance": self.hindrance(record, self.request.user)}

    def get_execution_context(self):
        return {"user": self.request.user}

    @staticmethod
    def hindrance(record, user):
        """Why a record is left out, in words; "" when nothing stands against it."""
        return why_locked(record, user)


class PublishAction(BulkActionOnRecords):
    """Publishes the newest drafts. What is withdrawn or lacks something is left out, and named beforehand."""

    display_name = _("Publish")
    action_type = "publish"
    aria_label = _("Publish the chosen records")
    action_priority = 10
    permission = "publish"

    @staticmethod
    def hindrance(record, user):
        if record.withdrawn_at:
            return _("It was withdrawn.")
        if record.current_workflow_state:
            return _("It is being reviewed.")
        draft = record.get_latest_revision_as_object()
        if names := requirements.missing(draft):
            labels = (str(record._meta.get_field(name).verbose_name) for name in names)
            return _("It lacks: %(fields)s.") % {"fields": ", ".join(labels)}
        return " ".join(str(each.text) for each in draft.hindrances()) or why_locked(record, user)

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        ready = [record for record in objects if not cls.hindrance(record, user)]
        for record in ready:
            publish(record, user=user)
        return len(ready), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext("%(count)s record is published.", "%(count)s records are published.", num_parent_objects) % {
            "count": num_parent_objects
        }


class TagForm(forms.Form):
    tags = forms.Field(label=_("Tags"), widget=AdminTagWidget(tag_model=Tag))


class TagAction(BulkActionOnRecords):
    """Adds tags to the newest drafts."""

    display_name = _("Tag")
    action_type = "tag"
    aria_label = _("Add tags to the chosen records")
    action_priority = 20
    form_class = TagForm

    def get_execution_context(self):
        names = self.cleaned_form.cleaned_data["tags"].split(",")
        return super().get_execution_context() | {"names": [name.strip(' "') for name in names if name.strip(' "')]}

    @classmethod
    def execute_action(cls, objects, user=None, names=(), **kwargs):
        ready = [record for record in objects if not cls.hindrance(record, user)]
        for record in ready:
            draft = record.get_latest_revision_as_object()
            draft.tags.add(*names)
            draft.save_revision(user=user, log_action=True)
        return len(ready), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "The tags were added to the draft of %(count)s record.",
            "The tags were added to the drafts of %(count)s records.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
