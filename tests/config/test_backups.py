"""Each test gives the commands a DATA_DIR and a database of their own, in a process of their own that may be killed.

The whole file runs on SQLite or PostgreSQL, as the suite does (`DATABASE_URL`).
"""

import hashlib
import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import urllib.request
import uuid
import zipfile
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from config import backups
from tests.browser.server import free_port, wait_for

NEEDED = ("pg_dump", "pg_restore", "psql")
MISSING = connection.vendor == "postgresql" and [name for name in NEEDED if not shutil.which(name)]
pytestmark = [
    pytest.mark.django_db,  # the test database exists only where a test says that it needs one
    pytest.mark.skipif(
        bool(MISSING) and not os.environ.get("CI"),
        reason=f"not installed: {MISSING} (Debian: apt-get install postgresql-client)",
    ),
]

CONTENT = """
from accounts.models import User
from tests.factories import CaseStudyFactory, PracticeContactPointFactory, PracticeFactory
practice = PracticeFactory(title_en="Restored practice", background_en="<p>Ünïcode ✓ 'quoted' \\\\ backslash</p>")
PracticeContactPointFactory(owner=practice, visibility="editors")
practice.save_revision()
CaseStudyFactory(solutions_it="<p>Così.</p>").save_revision()
User.objects.create_user("editor@ngo.example", password="a long password of this test")
"""
FILES = {
    "media/images/été 1.jpg": os.urandom(3_000_000),
    "media/images/deep/er/2.png": b"two",
    "media/empty.txt": b"",
    "private/documents/members only.pdf": b"members" * 100_000,
}
# Kills its own process right before the n-th call of a function, with the signal that nothing can catch.
KILLED_BEFORE = """
import os, pkgutil, signal, sys
from unittest import mock
sys.path[:0] = ["site", "."]
import django
from django.core.management import call_command
django.setup()
name, call, command, *arguments = sys.argv[1:]
original, calls = pkgutil.resolve_name(name.replace(".", ":", 1) if name.startswith("os.") else "config.backups:" + name), []
def counted(*values, **named):
    calls.append(name)
    if len(calls) == int(call):
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*values, **named)
mock.patch(name if name.startswith("os.") else "config.backups." + name, counted).start()
call_command(command, *arguments)
"""


@dataclass(frozen=True)
class Installation:
    """A DATA_DIR and the address of a database."""

    data_dir: Path
    database_url: str
    environment: dict = field(default_factory=dict)

    @property
    def variables(self):
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"site{os.pathsep}.",
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DATA_DIR": str(self.data_dir),
            "DATABASE_URL": self.database_url,
            **self.environment,
        }

    def run(self, *arguments):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.ROOT,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def served(self):
        """The site on a free port; yields its address."""
        port = free_port()
        command = [sys.executable, "manage.py", "runserver", "--noreload", str(port)]
        server = subprocess.Popen(command, cwd=settings.ROOT, env=self.variables, stderr=subprocess.DEVNULL)
        try:
            yield wait_for(f"http://localhost:{port}")
        finally:
            server.terminate()
            server.wait()

    def manage(self, *arguments):
        return self.run("manage.py", *map(str, arguments))

    def killed(self, function, call, *command):
        outcome = self.run("-c", KILLED_BEFORE, function, str(call), *map(str, command))
        assert outcome.returncode == -signal.SIGKILL, outcome.stderr

    def connect(self):
        if connection.vendor == "sqlite":
            return closing(sqlite3.connect(self.database_url.removeprefix("sqlite:///")))
        return psycopg.connect(self.database_url)

    def rows(self):
        """{table: its rows}, with the counters behind the keys."""
        with self.connect() as opened:
            names = "SELECT name FROM sqlite_master WHERE type = 'table'"
            if connection.vendor == "postgresql":
                names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' UNION SELECT 'pg_sequences'"
            tables = [name for (name,) in opened.execute(names).fetchall()]
            return {
                table: sorted(map(repr, opened.execute(f'SELECT * FROM "{table}"').fetchall()))  # noqa: S608
                for table in tables
            }

    def files(self):
        places = [path for name in ("media", "private") for path in (self.data_dir / name).rglob("*")]
        return {str(path.relative_to(self.data_dir)): path.read_bytes() for path in places if path.is_file()}

    def is_untouched(self):
        return not any(self.rows().get(table) for table in self.rows() if table != "pg_sequences") and not self.files()

    def leftovers(self):
        """Names that neither the site nor its settings put into a DATA_DIR."""
        usual = {"db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", "media", "private", "secret_key", ".backup-lock"}
        return {path.name for path in self.data_dir.iterdir()} - usual


def equal(one, other):
    return one.rows() == other.rows() and one.files() == other.files()


@contextmanager
def scratch_database(template="template1"):
    """The address of a PostgreSQL database that is empty, or a copy."""
    name = f"backups_{uuid.uuid4().hex[:12]}"
    create, drop = sql.SQL("CREATE DATABASE {} TEMPLATE {}"), sql.SQL("DROP DATABASE {} WITH (FORCE)")
    options = connection.get_connection_params()
    query = {key: options[key] for key in ("host", "port", "user", "password") if options.get(key)}
    with psycopg.connect(dbname="postgres", autocommit=True, **query) as server:
        # In a browser's event loop Django opens a connection of its own, and leaves the earlier one idle.
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [template])
        server.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            yield f"postgres:///{name}?{urlencode(query)}"
        finally:
            server.execute(drop.format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """An installation with content and files: a copy of the test database, so that no migration runs again."""
    data_dir = tmp_path_factory.mktemp("site")
    for name, content in FILES.items():
        (data_dir / name).parent.mkdir(parents=True, exist_ok=True)
        (data_dir / name).write_bytes(content)
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), closing(sqlite3.connect(data_dir / "db.sqlite3")) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
            connection.close()
        yield filled(Installation(data_dir, f"sqlite:///{data_dir}/db.sqlite3"))
    else:
        connection.close()
        with scratch_database(template=connection.settings_dict["NAME"]) as address:
            yield filled(Installation(data_dir, address))


def filled(installation):
    outcome = installation.run("-c", f"import django; django.setup()\n{CONTENT}")
    assert outcome.returncode == 0, outcome.stderr
    return installation


@pytest.fixture(scope="module")
def backup(site, tmp_path_factory):
    path = tmp_path_factory.mktemp("backups") / "site.backup"
    outcome = site.manage("backup", path)
    assert outcome.returncode == 0, outcome.stderr
    return path


@pytest.fixture
def elsewhere(tmp_path):
    """A new, empty place."""
    data_dir = tmp_path / "elsewhere"
    data_dir.mkdir()
    if connection.vendor == "sqlite":
        yield Installation(data_dir, f"sqlite:///{data_dir}/db.sqlite3")
    else:
        with scratch_database() as address:
            yield Installation(data_dir, address)


def changed(backup, path, change):
    """A copy of a backup whose manifest, files {name: bytes} went through `change`, sealed like a true one."""
    with zipfile.ZipFile(backup) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(content.pop(backups.MANIFEST))
    change(manifest, content)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
        archive.writestr(backups.MANIFEST, json.dumps(manifest))
        archive.comment = b"0" * backups.SEAL_LENGTH
    backups._seal(path)
    return path


def test_a_restored_site_equals_the_original_row_by_row_and_file_by_file(site, backup, elsewhere):
    outcome = elsewhere.manage("restore", backup)

    assert outcome.returncode == 0, outcome.stderr
    assert "Restored practice" in str(site.rows())
    assert elsewhere.files() == site.files() == FILES
    assert elsewhere.rows() == site.rows()
    assert elsewhere.leftovers() == set()
    assert stat.S_IMODE((elsewhere.data_dir / "private/documents/members only.pdf").stat().st_mode) == 0o640


def test_a_restored_site_is_read_on(backup, elsewhere):
    assert elsewhere.manage("restore", backup).returncode == 0

    with elsewhere.served() as address:
        link = re.search(r'href="(/en/practices/\d+-restored-practice/)"', read(f"{address}/en/practices/"))[1]
        assert "Ünïcode ✓ 'quoted'" in unescape(read(f"{address}{link}"))


def read(address):
    return urllib.request.urlopen(address).read().decode()  # noqa: S310 - our own server


def test_a_backup_is_one_file_for_its_owner_alone_that_tells_what_made_it(backup):
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        whole = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in manifest["files"]}

    assert list(backup.parent.iterdir()) == [backup]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert manifest["version"] == settings.VERSION
    assert manifest["migrations"]["practices"][:4].isdigit()
    assert set(manifest["files"]) >= set(FILES)
    assert {name: entry["sha256"] for name, entry in manifest["files"].items()} == whole


def test_a_backup_replaces_an_older_one_of_the_same_name(site, tmp_path):
    target = tmp_path / "site.backup"
    target.write_text("older")

    outcome = site.manage("backup", target)

    assert outcome.returncode == 0, outcome.stderr
    assert backups.verify(target).version == settings.VERSION


def test_a_backup_of_a_busy_site_holds_what_was_committed_and_waits_for_nobody(site, elsewhere, tmp_path):
    with site.connect() as writer:
        writer.execute("INSERT INTO django_session VALUES ('finished', '', '2030-01-01 00:00:00')")
        writer.commit()
        writer.execute("INSERT INTO django_session VALUES ('half written', '', '2030-01-01 00:00:00')")
        taken = site.manage("backup", tmp_path / "busy.backup")
        writer.rollback()
    assert taken.returncode == 0, taken.stderr

    elsewhere.manage("restore", tmp_path / "busy.backup")
    with site.connect() as writer:
        writer.execute("DELETE FROM django_session")
        writer.commit()

    assert "finished" in str(elsewhere.rows()["django_session"])
    assert "half written" not in str(elsewhere.rows()["django_session"])


def test_verify_reads_a_backup_and_restores_nothing(backup, elsewhere):
    outcome = elsewhere.manage("restore", backup, "--verify")

    assert outcome.returncode == 0, outcome.stderr
    assert "is whole" in outcome.stdout
    assert elsewhere.is_untouched()


@pytest.mark.parametrize("part", [0.0, 0.001, 0.3, 0.5, 0.9, 0.9999, 1.0])
def test_one_damaged_byte_is_refused_wherever_it_is(backup, tmp_path, part):
    content = bytearray(backup.read_bytes())
    content[int(part * (len(content) - 1))] ^= 1
    (tmp_path / "damaged").write_bytes(content)

    with pytest.raises(backups.Refused, match=r"damaged.*Fetch it again"):
        backups.verify(tmp_path / "damaged")


@pytest.mark.parametrize("part", [0, 0.00001, 0.5, 0.99999])
def test_a_truncated_backup_is_refused(backup, tmp_path, part):
    content = backup.read_bytes()
    (tmp_path / "truncated").write_bytes(content[: int(part * len(content))])

    with pytest.raises(backups.Refused, match="cut short"):
        backups.verify(tmp_path / "truncated")


def test_a_refused_backup_leaves_an_empty_place_empty(backup, elsewhere, tmp_path):
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "damaged").write_bytes(content)

    outcome = elsewhere.manage("restore", tmp_path / "damaged")

    assert outcome.returncode == 1
    assert "Nothing was restored" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert elsewhere.is_untouched()


def test_a_checksum_that_does_not_fit_stops_a_restore_that_has_begun(backup, elsewhere, tmp_path):
    def other_text(manifest, content):
        content["private/documents/members only.pdf"] = b"something else"

    outcome = elsewhere.manage("restore", changed(backup, tmp_path / "forged", other_text))

    assert outcome.returncode == 1
    assert "differs from its checksum" in outcome.stderr
    assert elsewhere.is_untouched()
    assert elsewhere.leftovers() == set()


@pytest.mark.parametrize(
    "change",
    [
        {"version": "99.0.0"},
        {"format": backups.FORMAT + 1},
        {"migrations": {"practices": "9999_of_tomorrow"}},
        {"migrations": {"app_of_tomorrow": "0001_initial"}},
    ],
    ids=str,
)
def test_a_backup_of_a_newer_release_is_refused(backup, tmp_path, change):
    newer = changed(backup, tmp_path / "newer", lambda manifest, content: manifest.update(change))

    with pytest.raises(backups.Refused, match="release"):
        backups.verify(newer)


@pytest.mark.parametrize(
    "name",
    ["../escaped", "media/../../escaped", "/tmp/escaped", "media//escaped", "media", "elsewhere/x", "private/./x"],  # noqa: S108
)
def test_a_name_that_leads_out_of_the_folders_is_refused(backup, tmp_path, name):
    def plant(manifest, content):
        content[name] = b"planted"
        manifest["files"][name] = {"size": 7, "sha256": hashlib.sha256(b"planted").hexdigest()}

    with pytest.raises(backups.Refused, match="do not use it"):
        backups.verify(changed(backup, tmp_path / "planted", plant))


def test_a_file_that_the_manifest_does_not_name_is_refused(backup, tmp_path):
    def smuggle(manifest, content):
        content["media/smuggled"] = b""

    with pytest.raises(backups.Refused, match="not a whole backup"):
        backups.verify(changed(backup, tmp_path / "smuggled", smuggle))


def test_a_database_with_tables_is_not_overwritten(site, backup, tmp_path):
    before = site.rows()

    outcome = Installation(tmp_path, site.database_url).manage("restore", backup)

    assert outcome.returncode == 1
    assert "database is not empty" in outcome.stderr
    assert site.rows() == before


@pytest.mark.parametrize("folder", ["media", "private"])
def test_a_folder_with_files_is_not_overwritten(backup, elsewhere, folder):
    (elsewhere.data_dir / folder).mkdir()
    (elsewhere.data_dir / folder / "mine.txt").write_text("mine")

    outcome = elsewhere.manage("restore", backup)

    assert outcome.returncode == 1
    assert "is not empty. Move it away" in outcome.stderr
    assert elsewhere.files() == {f"{folder}/mine.txt": b"mine"}


def test_a_backup_of_another_database_system_is_refused(backup, elsewhere, tmp_path):
    entries = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]

    def swap(manifest, content):
        content[entries[other]] = content.pop(entries[connection.vendor])
        manifest["files"][entries[other]] = manifest["files"].pop(entries[connection.vendor])
        manifest["database"] = other

    outcome = elsewhere.manage("restore", changed(backup, tmp_path / "other", swap))

    assert outcome.returncode == 1
    assert f"Set DATABASE_URL to an empty {other} database" in outcome.stderr


def test_an_empty_site_has_nothing_to_back_up(elsewhere, tmp_path):
    outcome = elsewhere.manage("backup", tmp_path / "nothing.backup")

    assert outcome.returncode == 1
    assert "nothing to back up" in outcome.stderr
    assert not (tmp_path / "nothing.backup").exists()


def test_a_backup_is_never_written_among_the_files_that_are_served(site):
    outcome = site.manage("backup", site.data_dir / "media" / "site.backup")

    assert outcome.returncode == 1
    assert "would be served" in outcome.stderr
    assert site.files() == FILES


def test_a_second_backup_at_the_same_time_is_refused(site, tmp_path, settings):
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = site.data_dir / "media", site.data_dir / "private"
    with backups._alone():
        outcome = site.manage("backup", tmp_path / "second.backup")

    assert outcome.returncode == 1
    assert "Wait until it ends" in outcome.stderr


# In the middle of the database and of the files, before the seal, and before the one rename.
@pytest.mark.parametrize(("function", "call"), [("_copy", 1), ("_copy", 3), ("_seal", 1), ("os.replace", 1)])
def test_a_killed_backup_leaves_the_older_one_and_can_be_repeated(site, backup, tmp_path, function, call):
    target = tmp_path / "site.backup"
    target.write_text("older")

    site.killed(function, call, "backup", target)
    assert target.read_text() == "older"

    assert site.manage("backup", target).returncode == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_file() or "unfinished" in path.name] == [target.name]
    assert set(backups.verify(target).files) == set(backups.verify(backup).files)


# While unpacking, before and between the renames of the folders, and before the database arrives.
LAST_STEP = ("os.replace", 3) if connection.vendor == "sqlite" else ("_commit", 1)


@pytest.mark.parametrize(
    ("function", "call"), [("_copy", 1), ("_copy", 3), ("os.replace", 1), ("os.replace", 2), LAST_STEP]
)
def test_a_killed_restore_counts_as_none_and_can_be_repeated(site, backup, elsewhere, function, call):
    elsewhere.killed(function, call, "restore", backup)
    assert not any(rows for table, rows in elsewhere.rows().items() if table != "pg_sequences")

    outcome = elsewhere.manage("restore", backup)

    assert outcome.returncode == 0, outcome.stderr
    assert equal(site, elsewhere)
    assert elsewhere.leftovers() == set()


def test_a_restore_killed_after_its_last_step_is_complete(site, backup, elsewhere):
    elsewhere.killed("_settle", 2, "restore", backup)
    assert elsewhere.rows() == site.rows()

    outcome = elsewhere.manage("restore", backup)

    assert "database is not empty" in outcome.stderr
    assert equal(site, elsewhere)
    assert elsewhere.leftovers() == set()


@pytest.mark.parametrize("call", [1, 2])
def test_a_kill_during_the_clearing_up_can_be_repeated_too(site, backup, elsewhere, call):
    elsewhere.killed(*LAST_STEP, "restore", backup)
    elsewhere.killed("os.replace", call, "restore", backup)

    outcome = elsewhere.manage("restore", backup)

    assert outcome.returncode == 0, outcome.stderr
    assert equal(site, elsewhere)


def test_a_database_that_fails_at_the_end_takes_the_files_away_again(site, backup, elsewhere, tmp_path):
    def break_it(manifest, content):
        name = next(name for name in content if name.startswith("database."))
        content[name] = content[name][:-1000]
        manifest["files"][name] = {"size": len(content[name]), "sha256": hashlib.sha256(content[name]).hexdigest()}

    if connection.vendor == "sqlite":
        (elsewhere.data_dir / "db.sqlite3-wal").write_bytes(b"of a database that was moved away")
        broken, reason = backup, "belongs to another database"
    else:
        broken, reason = changed(backup, tmp_path / "broken", break_it), "pg_restore failed"

    outcome = elsewhere.manage("restore", broken)

    assert outcome.returncode == 1
    assert reason in outcome.stderr
    assert elsewhere.files() == {}
    (elsewhere.data_dir / "db.sqlite3-wal").unlink(missing_ok=True)
    assert elsewhere.manage("restore", backup).returncode == 0
    assert equal(site, elsewhere)


def test_no_password_is_among_the_arguments_of_a_program(site, elsewhere, tmp_path):
    """Other users of a host see the arguments of every process."""
    seen = tmp_path / "seen"
    seen.touch()
    for name in NEEDED:
        (tmp_path / name).write_text(f'#!/bin/sh\necho {name} "$@" >> {seen}\nexec {shutil.which(name)} "$@"\n')
        (tmp_path / name).chmod(0o755)
    environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    password = "&password=never-shown" if connection.vendor == "postgresql" else ""

    for place, command in ((site, "backup"), (elsewhere, "restore")):
        watched = Installation(place.data_dir, place.database_url + password, environment)
        outcome = watched.manage(command, tmp_path / "site.backup")
        assert outcome.returncode == 0, outcome.stderr

    assert "never-shown" not in seen.read_text()
    started = {line.split()[0] for line in seen.read_text().splitlines()}
    assert started == (set(NEEDED) if connection.vendor == "postgresql" else set())
