"""The roles of the desk: editors write, chief editors publish."""

from django.contrib.auth.models import Group, Permission

EDITORS = "Editors"
CHIEF_EDITORS = "Chief editors"

WRITE = ("add", "change", "view")
RECORDS = ("practices.practice", "directory.organisation")
FILES = ("records.gateddocument", "records.creditedimage")
VOCABULARIES = ("records.term", "records.tag", "practices.category", "practices.typology")

PERMISSIONS = {
    EDITORS: {RECORDS: WRITE, FILES: WRITE, VOCABULARIES: ("view",)},
    CHIEF_EDITORS: {
        RECORDS: (*WRITE, "publish", "delete", "lock", "unlock"),
        FILES: (*WRITE, "delete"),
        VOCABULARIES: WRITE,
    },
}


def make_roles(**_signal):
    """Give each role its permissions. Runs after every migration, for permissions are made then."""
    for name, granted in PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*_permissions(granted))


def _permissions(granted):
    wanted = {("wagtailadmin", "access_admin")} | {
        (app_label, f"{action}_{model}")
        for models, actions in granted.items()
        for app_label, model in (name.split(".") for name in models)
        for action in actions
    }
    labels = {app_label for app_label, _codename in wanted}
    return [
        permission
        for permission in Permission.objects.filter(content_type__app_label__in=labels).select_related("content_type")
        if (permission.content_type.app_label, permission.codename) in wanted
    ]
