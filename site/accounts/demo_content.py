import secrets

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import CHIEF_EDITORS, EDITORS
from directory.models import Organisation, Representative

ACCOUNTS = {
    "administrator": ("admin@enpates.example", None),
    "chief editor": ("chief-editor@enpates.example", CHIEF_EDITORS),
    "editor": ("editor@enpates.example", EDITORS),
    "member": ("member@enpates.example", None),
}


def make_accounts():
    """[(role, e-mail, password)] of the demonstration's accounts; each call gives them new passwords."""
    return [(role, email, _account(role, email, group)) for role, (email, group) in ACCOUNTS.items()]


def _account(role, email, group):
    password = secrets.token_urlsafe(12)
    user = User.objects.filter(email=email).first() or User(email=email, first_name=role.capitalize())
    user.is_superuser = role == "administrator"
    user.set_password(password)
    user.save()
    if group:
        user.groups.set([Group.objects.get(name=group)])
    if role == "member" and (organisation := Organisation.objects.published().first()):
        Representative.objects.get_or_create(user=user, organisation=organisation)
    return password
