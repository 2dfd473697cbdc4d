from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class ReviewLock(WorkflowLock):
    """What waits for review is changed by chief editors only; Wagtail's lock, in the words of the desk."""

    def get_message(self, user):
        return self.get_description(user) if self.for_user(user) else None

    def get_locked_by(self, user, can_lock=False):
        return super().get_locked_by(user, can_lock) if can_lock else _("Waits for review")

    def get_description(self, user, can_lock=False):
        if can_lock:
            return super().get_description(user, can_lock)
        return _("This waits for review: only a chief editor changes it now. Whoever submitted it can take it back.")
