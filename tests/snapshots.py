"""The database as it was: what takes seconds to make is made once by each worker, and brought back for each test.

For tests with `transactional_db` alone, and between two tests: no transaction may be open.
"""

import sqlite3

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction

_taken = {}


def take(name):
    connection.ensure_connection()
    _taken[name] = {"sqlite": _OfSqlite, "postgresql": _OfPostgresql}[connection.vendor]()


def is_taken(name):
    return name in _taken


def bring_back(name):
    """Whatever is in the database now is gone."""
    connection.ensure_connection()
    _taken[name].bring_back()
    ContentType.objects.clear_cache()
    cache.clear()


class _OfSqlite:
    """A copy in memory."""

    def __init__(self):
        self._copy = sqlite3.connect(":memory:")
        connection.connection.backup(self._copy)

    def bring_back(self):
        self._copy.backup(connection.connection)


class _OfPostgresql:
    """The rows of each table, as the server writes and reads them."""

    def __init__(self):
        names = connection.introspection.django_table_names(only_existing=True, include_views=False)
        with connection.cursor() as cursor:
            self._rows = {name: _read(cursor, name) for name in names}

    def bring_back(self):
        # Keys to other tables are checked at the end.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(self._rows)}")
            for name, rows in self._rows.items():
                if rows:
                    _write(cursor, name, rows)
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
                cursor.execute(statement)


def _read(cursor, table):
    with cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(copy)


def _write(cursor, table, rows):
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        copy.write(rows)
