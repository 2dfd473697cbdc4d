"""The roles of the desk: editors write, chief editors review and publish."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from records.models import record_models

EDITORS = "Editors"
CHIEF_EDITORS = "Chief editors"
REVIEW = "Review"

WRITE = ("add", "change", "view")
RECORDS = (
    "practices.practice",
    "practices.casestudy",
    "directory.organisation",
    "directory.service",
    "directory.charter",
    "directory.countryprofile",
)
# Wagtail asks for the permissions of its own models, also where a site has others for documents and images.
FILES = ("wagtaildocs.document", "wagtailimages.image")
VOCABULARIES = ("records.term", "records.tag", "practices.category", "practices.typology")
THESAURUS = ("search.concept",)

PERMISSIONS = {
    EDITORS: {RECORDS: WRITE, VOCABULARIES: ("view",), THESAURUS: WRITE},
    CHIEF_EDITORS: {
        # Not "delete": what goes for good goes with its history and files, by `manage.py erase_record`.
        RECORDS: (*WRITE, "publish", "lock", "unlock"),
        VOCABULARIES: WRITE,
        THESAURUS: (*WRITE, "delete"),
        ("directory.representative",): (*WRITE, "delete"),
    },
}

PAGE_ACTIONS = {EDITORS: ("add", "change"), CHIEF_EDITORS: ("add", "change", "publish", "lock", "unlock")}


def make_roles(**_signal):
    """Give each role its permissions. Runs after every migration, for permissions are made then."""
    new_kinds = _kinds_without_roles()
    for name, granted in PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*_permissions(granted), *_permissions({("wagtailadmin.admin",): ("access",)}))
        _open_pages_and_files(group, PAGE_ACTIONS[name])
    _open_the_review(Group.objects.get(name=CHIEF_EDITORS), new_kinds)


def _kinds_without_roles():
    """Kinds of records that came with an update: nobody may publish them yet."""
    known = Permission.objects.filter(group__name=CHIEF_EDITORS, codename__startswith="publish_")
    known = set(known.values_list("content_type_id", flat=True))
    return [kind for kind in _kinds() if kind.pk not in known]


def _kinds():
    return [ContentType.objects.get_for_model(model) for model in record_models()]


def _open_the_review(chief_editors, new_kinds):
    """What an editor submits, a chief editor reviews. Made once: what an administrator makes of it later stays."""
    task = GroupApprovalTask.objects.filter(groups=chief_editors).first()
    kinds = new_kinds if task else _kinds()
    review = Workflow.objects.filter(workflow_tasks__task=task or _make_the_review(chief_editors)).first()
    for kind in kinds if review else ():
        WorkflowContentType.objects.get_or_create(content_type=kind, defaults={"workflow": review})


def _make_the_review(chief_editors):
    task = GroupApprovalTask.objects.create(name=REVIEW)
    task.groups.add(chief_editors)
    review = Workflow.objects.create(name=REVIEW)
    WorkflowTask.objects.create(workflow=review, task=task)
    for root in Page.objects.filter(depth=1):
        WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": review})
    return task


def _open_pages_and_files(group, page_actions):
    """Wagtail grants pages by branch and files by collection: here the whole tree, and every collection."""
    for root in Page.objects.filter(depth=1):
        for permission in Permission.objects.filter(codename__in=[f"{action}_page" for action in page_actions]):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    files = _permissions({FILES: ("add", "change", "choose")})
    for collection in Collection.objects.filter(depth=1):
        for permission in files:
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _permissions(granted):
    wanted = {
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
