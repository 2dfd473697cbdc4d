import os
import subprocess
import sys

import pytest
from django.conf import settings

SECRETS = {
    "SECRET_KEY": "a-long-random-text-of-this-test-alone-0123456789-abcdefghij",
    "DATABASE_URL": "sqlite:////tmp/never-opened.sqlite3",
    "SITE_URL": "https://centre.example.org",
    "DATA_DIR": "/tmp/never-written",  # noqa: S108
}


def manage(*arguments, **environment):
    """Run manage.py with the production settings and nothing else in the environment."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings.production", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", SECRETS)
def test_production_does_not_start_without_a_secret_and_names_it(name):
    outcome = manage("check", **{key: value for key, value in SECRETS.items() if key != name})

    assert outcome.returncode != 0
    assert name in outcome.stderr


def test_production_passes_the_deployment_check():
    outcome = manage("check", "--deploy", "--fail-level", "WARNING", **SECRETS)

    assert outcome.returncode == 0, outcome.stderr


def test_nothing_but_settings_names_the_languages():
    """A sixth language is one setting, its migrations and its catalogue."""
    code = [
        path
        for folder in ("site", "directory", "practices")
        for path in (settings.ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and "settings" not in path.parts
    ]
    listed = [str(path) for path in code if '"de", "es"' in path.read_text() or "'de', 'es'" in path.read_text()]

    assert listed == []
