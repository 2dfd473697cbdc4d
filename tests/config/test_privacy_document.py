"""docs/privacy.md says of every table what is kept in it."""

from pathlib import Path

from django.apps import apps
from django.conf import settings

OURS = {"records", "accounts", "directory", "practices", "search", "pages"}


def test_every_table_of_ours_is_named_in_the_document_on_privacy():
    text = (Path(settings.ROOT) / "docs" / "privacy.md").read_text()
    models = [model for model in apps.get_models() if model._meta.app_label in OURS]

    assert len(models) > 20
    assert [model.__name__ for model in models if f"`{model.__name__}`" not in text] == []
