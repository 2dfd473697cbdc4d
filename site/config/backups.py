"""Backup and restore of what an installation cannot make again: the database, public media and private files.

A backup is one zip file. Its last entry, `manifest.json`, names the release and migrations that made it, and every
other entry with size and SHA-256. The archive's comment, the last 64 bytes of the file, is the SHA-256 of all bytes
before it: one changed or missing byte anywhere is noticed before anything is unpacked.

Both directions write beside the target and rename at the end. A restore renames the two folders first, marked as
unfinished, and the database last: it is the moment from which the restore counts. What a killed restore leaves is
therefore told apart by looking (`_settle`), without a journal that could be lost.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
import zlib
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.version import get_version_tuple
from psycopg import pq

FORMAT = 1
MANIFEST = "manifest.json"
UNFINISHED = ".unfinished-restore"
SEAL_LENGTH = 64
CHUNK = 1024 * 1024

NOT_WHOLE = (
    "{} is not a whole backup: it is damaged, was cut short, or was not made by `manage.py backup`. "
    "Fetch it again, or take another backup."
)


class Refused(Exception):
    """Nothing was done. The message says why, and what to do."""


@dataclass(frozen=True)
class Entry:
    """What one file has to be once it is unpacked."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`database` is the vendor in Django's words; `migrations` the newest of each app; `files` the entries by name."""

    version: str
    made: str
    database: str
    migrations: dict[str, str]
    files: dict[str, Entry]

    def to_json(self):
        return json.dumps({"format": FORMAT} | asdict(self), indent=1)

    @classmethod
    def from_json(cls, text):
        """Raise Refused for a format that only a later release writes, ValueError, KeyError or TypeError for nonsense."""
        told = json.loads(text)
        if told.pop("format") > FORMAT:
            raise Refused(f"This backup was made by version {told.get('version')}. Install that release to restore it.")
        return cls(**told | {"files": {name: Entry(**entry) for name, entry in told["files"].items()}})


# --- The three things a caller does ---


def make(target):
    """Write a backup of the running site to `target`, which appears whole or not at all, and return its manifest.

    The database is copied before the files: a document that is uploaded meanwhile is at worst a file that no row
    names, never a row without its file.
    """
    target = Path(target).resolve()
    _refuse_target(target)
    with _alone(), _workshop(target.with_name(f"{target.name}.unfinished")) as workshop:
        database = _database()
        migrations = _newest_migrations()
        _settle(database)
        archive = workshop / "backup.zip"
        manifest = _write_archive(archive, database, migrations)
        if _newest_migrations() != migrations:
            raise Refused("The database was migrated while it was copied. Run the backup again.")
        _seal(archive)
        os.replace(archive, target)
        _flush_folder(target.parent)
    return manifest


def verify(source):
    """Read a whole backup, compare it with its checksums and return its manifest. Touches no database and no file."""
    with _opened(source) as (archive, manifest), open(os.devnull, "wb") as nowhere:
        for name in manifest.files:
            _unpack_entry(archive, manifest, name, nowhere)
    return manifest


def restore(source):
    """Put a backup in place of an empty database and empty folders, all of it or nothing; return its manifest."""
    with _opened(source) as (archive, manifest), _alone():
        database = _database()
        if manifest.database != connection.vendor:
            raise Refused(
                f"This is a backup of {manifest.database}, but DATABASE_URL names {connection.vendor}. "
                f"Set DATABASE_URL to an empty {manifest.database} database."
            )
        _settle(database)
        _refuse_unless_empty(database)
        try:
            _unpack(archive, manifest, database)
            with database.arriving():
                for folder in _folders().values():
                    os.replace(_beside(folder), folder)
        finally:
            _settle(database)
    return manifest


# --- Places ---


def _folders():
    """{name in the archive: folder}. Resolved, so that a folder that is a link is filled and the link stays."""
    return {"media": Path(settings.MEDIA_ROOT).resolve(), "private": Path(settings.PRIVATE_MEDIA_ROOT).resolve()}


def _beside(path):
    """Where a restore prepares what will be `path`: on the same file system, so that a rename is enough."""
    return path.with_name(f"{path.name}.restoring")


def _refuse_target(target):
    if target.is_dir() or not target.parent.is_dir():
        raise Refused(f"{target} cannot be a file: name a file in a folder that exists.")
    for name, folder in _folders().items():
        if target.is_relative_to(folder):
            raise Refused(f"{target} lies in the site's {name} files and would be served. Choose another folder.")


def _refuse_unless_empty(database):
    if not database.is_empty():
        raise Refused(
            "The database is not empty. Restore into an empty one: set DATABASE_URL, or DATA_DIR for SQLite, to a new "
            "place, or move the old database away. Do not run `migrate` before."
        )
    for folder in _folders().values():
        if folder.is_mount():
            raise Refused(f"{folder} is a mount and cannot be renamed. Mount the folder above it (DATA_DIR) instead.")
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused(f"{folder} is not empty. Move it away, or set DATA_DIR to a new folder.")


@contextmanager
def _alone():
    """One backup or restore at a time. The lock ends with the process, also when it is killed."""
    folder = _folders()["media"].parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".backup-lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"Another backup or restore of {folder} is running. Wait until it ends.") from None
        yield


@contextmanager
def _workshop(folder):
    """A folder for this user only, under a fixed name: what a killed backup left there is removed by the next one."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _settle(database):
    """Clear up after a restore, the one that just ended or one that was killed.

    With the database in place the restore is complete, and the folders lose their mark. Without it they are taken
    away again, under another name first: a kill during removal must not leave an unmarked rest.
    """
    complete = not database.is_empty()
    for folder in _folders().values():
        shutil.rmtree(_beside(folder), ignore_errors=True)
        if not (folder / UNFINISHED).exists():
            continue
        if complete:
            (folder / UNFINISHED).unlink()
        else:
            os.replace(folder, _beside(folder))
            shutil.rmtree(_beside(folder))
    database.staged.unlink(missing_ok=True)


def _flush_folder(folder):
    """Make a rename outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# --- Writing an archive ---


def _write_archive(path, database, migrations):
    files = {}
    with open(path, "xb", opener=_for_this_user) as file, zipfile.ZipFile(file, "w", compresslevel=1) as archive:
        with database.copied_into(path.parent) as copy:
            files[database.entry] = _write_entry(archive, database.entry, copy)
        for section, folder in _folders().items():
            for path_of_file in _files_in(folder):
                name = f"{section}/{path_of_file.relative_to(folder).as_posix()}"
                # Not found: deleted by an editor since the folder was listed.
                with suppress(FileNotFoundError), path_of_file.open("rb") as opened:
                    files[name] = _write_entry(archive, name, opened)
        manifest = Manifest(settings.VERSION, timezone.now().isoformat(), connection.vendor, migrations, files)
        archive.writestr(_entry_named(MANIFEST), manifest.to_json())
        archive.comment = b"0" * SEAL_LENGTH
    return manifest


def _for_this_user(path, flags):
    return os.open(path, flags, 0o600)


def _files_in(folder):
    """Every file below a folder. What cannot be read stops the backup: a silent gap would be found too late."""
    for where, folders, names in os.walk(folder, onerror=_stop_unless_gone):
        for link in (Path(where, name) for name in folders):
            if link.is_symlink():
                raise Refused(
                    f"{link} is a link to a folder, which a backup does not follow. Replace it by the folder."
                )
        yield from (Path(where, name) for name in sorted(names) if name != UNFINISHED)


def _stop_unless_gone(error):
    if not isinstance(error, FileNotFoundError):
        raise error


def _entry_named(name):
    entry = zipfile.ZipInfo(name, timezone.now().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _write_entry(archive, name, file):
    with archive.open(_entry_named(name), "w", force_zip64=True) as entry:
        return _copy(file, entry)


def _copy(source, target):
    """Copy in chunks, and return what was copied as an Entry."""
    size, digest = 0, hashlib.sha256()
    while chunk := source.read(CHUNK):
        target.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return Entry(size, digest.hexdigest())


def _seal(path):
    """Write the checksum of everything before the last 64 bytes into these."""
    with path.open("r+b") as file:
        seal = _checksum_before_seal(file)
        file.seek(-SEAL_LENGTH, os.SEEK_END)
        file.write(seal)
        file.flush()
        os.fsync(file.fileno())


def _checksum_before_seal(file):
    left = file.seek(0, os.SEEK_END) - SEAL_LENGTH
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0:
        chunk = file.read(min(CHUNK, left))
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest().encode()


# --- Reading an archive ---


@contextmanager
def _opened(source):
    """(archive, manifest) of a backup that is sealed, lists what it holds, and is not newer than this code."""
    try:
        with open(source, "rb") as file:
            if _checksum_before_seal(file) != file.read():
                raise Refused(NOT_WHOLE.format(source))
            with zipfile.ZipFile(file) as archive:
                manifest = _manifest_of(archive)
                _refuse_newer(manifest)
                yield archive, manifest
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Refused(NOT_WHOLE.format(source)) from error


def _manifest_of(archive):
    try:
        manifest = Manifest.from_json(archive.read(MANIFEST))
        files = set(manifest.files) - {_KINDS[manifest.database].entry}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise zipfile.BadZipFile("no manifest") from error
    for name in files:
        _place_of(name)
    if len(files) == len(manifest.files) or sorted(archive.namelist()) != sorted([*manifest.files, MANIFEST]):
        raise zipfile.BadZipFile("no database, or other files than the manifest names")
    return manifest


def _refuse_newer(manifest):
    known = MigrationLoader(None).disk_migrations
    unknown = [f"{app}.{name}" for app, name in manifest.migrations.items() if (app, name) not in known]
    if unknown or get_version_tuple(manifest.version) > get_version_tuple(settings.VERSION):
        raise Refused(
            f"This backup was made by version {manifest.version}, which this code ({settings.VERSION}) does not "
            f"understand{': unknown migrations ' + ', '.join(unknown) if unknown else ''}. "
            f"Restore it with the release that made it; upgrade afterwards."
        )


def _unpack(archive, manifest, database):
    """Put every file beside its place, compared with its checksum, and have it on disk before anything is renamed."""
    for folder in _folders().values():
        _beside(folder).mkdir(parents=True)
        (_beside(folder) / UNFINISHED).touch()
    for name in manifest.files:
        path = database.staged if name == database.entry else _place_of(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "xb", opener=_for_this_user) as file:
            _unpack_entry(archive, manifest, name, file)
        if name != database.entry:
            path.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    os.sync()


def _place_of(name):
    """Where an entry is unpacked. Only plain names below the two folders have a place."""
    section, *parts = name.split("/")
    folder = _folders().get(section)
    if not folder or not parts or "\0" in name or {"", ".", "..", UNFINISHED} & set(parts):
        raise Refused(f"This backup has a file for another place ({name!r}). Somebody made it by hand: do not use it.")
    return _beside(folder).joinpath(*parts)


def _unpack_entry(archive, manifest, name, target):
    with archive.open(name) as entry:
        if _copy(entry, target) != manifest.files[name]:
            raise Refused(NOT_WHOLE.format(archive.filename) + f" The file {name} differs from its checksum.")


# --- Databases ---


def _database():
    if connection.vendor not in _KINDS:
        raise Refused(f"Backups know SQLite and PostgreSQL, not {connection.vendor}. Use its own tools.")
    return _KINDS[connection.vendor]()


def _newest_migrations():
    """{app: name of the migration that was applied last}, of the apps that are installed."""
    with _answering():
        recorder = MigrationRecorder(connection)
        applied = list(recorder.migration_qs.order_by("id").values_list("app", "name")) if recorder.has_table() else []
        connection.close()
    if not applied:
        raise Refused("The database is empty: nothing to back up. Check DATABASE_URL and DATA_DIR.")
    installed = {config.label for config in apps.get_app_configs()}
    return {app: name for app, name in applied if app in installed}


def _has_tables():
    with _answering():
        try:
            return bool(connection.introspection.table_names(include_views=True))
        finally:
            connection.close()


@contextmanager
def _answering():
    try:
        yield
    except DatabaseError as error:
        raise Refused(f"The database does not answer: {error}. Check DATABASE_URL and DATA_DIR.") from error


class Sqlite:
    """Copied by SQLite's backup interface, in one read transaction: writers go on, and the write-ahead log counts."""

    entry = "database.sqlite3"

    def __init__(self):
        self.path = Path(connection.settings_dict["NAME"]).resolve()
        self.staged = _beside(self.path)

    def is_empty(self):
        """No file, or one without tables, as any command leaves it that only looked."""
        return not self.path.exists() or not _has_tables()

    @contextmanager
    def copied_into(self, folder):
        path = folder / self.entry
        with closing(sqlite3.connect(path)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log of its own
        connection.close()
        with path.open("rb") as file:
            yield file

    @contextmanager
    def arriving(self):
        self._refuse_rests()
        yield
        os.replace(self.staged, self.path)
        _flush_folder(self.path.parent)

    def _refuse_rests(self):
        """A log beside the file would be played into the restored database."""
        for rest in (self.path.with_name(self.path.name + suffix) for suffix in ("-wal", "-shm", "-journal")):
            if rest.exists():
                raise Refused(f"{rest} belongs to another database. Stop the site and its worker, or move it away.")


class Postgres:
    """Dumped by pg_dump. All that names the server, the password too, goes through the environment, which other
    users of the host cannot read."""

    entry = "database.dump"

    def __init__(self):
        self.staged = _beside(_folders()["media"].with_name(self.entry))

    def is_empty(self):
        return not _has_tables()

    @contextmanager
    def copied_into(self, folder):
        with (
            (folder / "errors").open("w+b") as errors,
            _program("pg_dump", "--format=custom", errors=errors, stdout=subprocess.PIPE) as dump,
        ):
            yield dump.stdout

    @contextmanager
    def arriving(self):
        """Everything in one transaction whose COMMIT is ours: killed, we hang up, and the server rolls back.

        pg_restore alone would go on without us and commit.
        """
        quiet = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-")
        as_us = ("--no-owner", "--no-privileges", "--no-comments")
        with (
            tempfile.TemporaryFile() as errors,
            _program("psql", *quiet, errors=errors, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as psql,
        ):
            psql.stdin.write(b"BEGIN;\n")
            with _program("pg_restore", "--file=-", *as_us, str(self.staged), errors=errors, stdout=psql.stdin):
                pass
            yield
            _commit(psql)


_KINDS = {"sqlite": Sqlite, "postgresql": Postgres}  # by Django's names of vendors


def _commit(psql):
    psql.stdin.write(b"COMMIT;\n")


@contextmanager
def _program(name, *arguments, errors, **pipes):
    """A running program of PostgreSQL. Raise Refused with what it said in the file `errors` if it fails.

    A pipe that broke is not reported itself: the program that closed it tells the reason.
    """
    path = shutil.which(name)
    if not path:
        raise Refused(f"{name} is not installed. Debian: apt-get install postgresql-client, in the server's version.")
    process = subprocess.Popen([path, *arguments], stderr=errors, env=_environment(), bufsize=0, **pipes)
    try:
        with suppress(BrokenPipeError):
            yield process
        if process.stdin:
            process.stdin.close()
    except BaseException:
        process.kill()
        raise
    finally:
        process.wait()
        if process.stdout:
            process.stdout.close()
    if process.returncode:
        errors.seek(0)
        raise Refused(f"{name} failed. {errors.read().decode(errors='replace').strip()}")


def _environment():
    """The site's own connection as the variables that PostgreSQL's programs read, each option by its documented name."""
    options = connection.get_connection_params()
    variables = {
        option.keyword.decode(): option.envvar.decode() for option in pq.Conninfo.get_defaults() if option.envvar
    }
    return os.environ | {
        variable: str(options[keyword]) for keyword, variable in variables.items() if options.get(keyword) is not None
    }
