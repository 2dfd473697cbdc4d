"""Wagtail's admin without its own mails about reviews, which carry titles; ours are in `records.desk.mails`."""

from wagtail.admin.apps import WagtailAdminAppConfig


class DeskConfig(WagtailAdminAppConfig):
    def ready(self):
        super().ready()

        from wagtail import signals
        from wagtail.models import TaskState, WorkflowState

        for signal, sender, name in (
            (signals.task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
            (signals.workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
            (signals.workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
            (signals.workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
        ):
            if not signal.disconnect(sender=sender, dispatch_uid=name):
                raise RuntimeError(f"Wagtail's mail {name} is called otherwise now; see records/desk/wagtail_admin.py")
