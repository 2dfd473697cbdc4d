"""How the desk names whoever did something."""

from django.utils.translation import gettext as _


def role_of(user):
    """ "editor", "chief editor"; without a user it was the site itself: a command, a schedule."""
    return user.role_label if user else _("the site itself")


def name_and_role(user, user_id):
    """ "Ada Neri, editor". An account may be gone since; its number stays where it was noted."""
    if user_id and not user:
        return _("somebody who has no account any more")
    return ", ".join(str(each) for each in (user, role_of(user)) if each)
