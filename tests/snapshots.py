"""The database as it was: what takes seconds to make is made once by each worker, and brought back for each test.

For tests with `transactional_db` alone: nothing of the database may be in use while it is taken or brought back.
"""

import sqlite3

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction

_taken = {}


def bring_back(name, make):
    """The database as `make()` left it the first time; whatever is in it now is gone."""
    if name in _taken:
        _taken[name].bring_back()
        ContentType.objects.clear_cache()
        cache.clear()
    else:
        make()
        _taken[name] = {"sqlite": _OfSqlite, "postgresql": _OfPostgresql}[connection.vendor](name)


class _OfSqlite:
    """A copy in memory."""

    def __init__(self, name):
        self._copy = sqlite3.connect(":memory:")
        connection.ensure_connection()
        connection.connection.backup(self._copy)

    def bring_back(self):
        connection.ensure_connection()
        self._copy.backup(connection.connection)


class _OfPostgresql:
    """A table beside each table, in a schema of its own, which goes with the database."""

    def __init__(self, name):
        self._tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        self._schema = f"snapshot_{name}"
        self._execute(
            f"CREATE SCHEMA {self._schema}",
            *(f"CREATE TABLE {self._kept(table)} AS TABLE {table}" for table in self._tables),
        )

    def bring_back(self):
        self._execute(
            f"TRUNCATE {', '.join(self._tables)}",
            *(f"INSERT INTO {table} SELECT * FROM {self._kept(table)}" for table in self._tables),  # noqa: S608
            *connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)),
        )

    def _kept(self, table):
        return f"{self._schema}.{table}"

    def _execute(self, *statements):
        # Keys to other tables are checked at the end.
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
