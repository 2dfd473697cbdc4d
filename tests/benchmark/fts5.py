"""The same page made with SQLite FTS5, as one would without an engine: what the search is measured against."""

import sqlite3

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SCHEMA = """
CREATE VIRTUAL TABLE text USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(text, row);
CREATE TABLE facet (record INTEGER, name TEXT, value TEXT);
"""
INDEXES = """
CREATE INDEX facet_by_record ON facet (record, name, value);
CREATE INDEX facet_by_value ON facet (name, value, record);
"""
MATCHING = "SELECT rowid FROM text WHERE text MATCH ?"


class Fts5:
    """Documents in one table, their facets in another; as many queries as a page needs."""

    def __init__(self, path):
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")

    def fill(self, documents):
        self.connection.executescript(SCHEMA)
        self.connection.execute("BEGIN")
        for document in documents:
            self._add(document)
        self.connection.execute("COMMIT")
        self.connection.executescript(INDEXES)
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _add(self, document):
        record = int(document.uid.partition(":")[2])
        title, body = "\n".join(document.titles.values()), "\n".join(document.bodies.values())
        self.connection.execute("INSERT INTO text (rowid, title, body) VALUES (?, ?, ?)", (record, title, body))
        self.connection.executemany(
            "INSERT INTO facet VALUES (?, ?, ?)",
            [(record, name, value) for name, values in document.facets.items() for value in values],
        )

    def update(self, document):
        record = int(document.uid.partition(":")[2])
        self.connection.execute("BEGIN")
        for table, key in (("text", "rowid"), ("facet", "record")):
            self.connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (record,))  # noqa: S608
        self._add(document)
        self.connection.execute("COMMIT")

    def page(self, match, facets=(), filters=None):
        """(hits with extracts, {facet: {value: count}}); without words, the newest. Counts ignore their own filter."""
        chosen, values = self._chosen(filters or {})
        if match:
            words = "snippet(text, 1, '<', '>', ' ... ', 40), highlight(text, 0, '<', '>')"
            hits = self._all(
                f"SELECT rowid, {words} FROM text WHERE text MATCH ?{chosen} ORDER BY bm25(text, 2.0, 1.0) LIMIT 20",  # noqa: S608
                (match, *values),
            )
        else:
            hits = self._all(
                f"SELECT rowid, title, substr(body, 1, 300) FROM text WHERE 1{chosen} ORDER BY rowid DESC LIMIT 20",  # noqa: S608
                values,
            )
        return hits, {name: self._counts(name, match, filters or {}) for name in facets}

    def _counts(self, name, match, filters):
        chosen, values = self._chosen({other: wanted for other, wanted in filters.items() if other != name}, "record")
        found = f" AND record IN ({MATCHING})" if match else ""
        sql = f"SELECT value, count(*) FROM facet WHERE name = ?{found}{chosen} GROUP BY value"  # noqa: S608
        return dict(self._all(sql, (name, *([match] if match else []), *values)))

    def _chosen(self, filters, key="rowid"):
        sql = "".join(
            f" AND {key} IN (SELECT record FROM facet WHERE name = ? AND value IN ({', '.join('?' * len(values))}))"  # noqa: S608
            for values in filters.values()
        )
        return sql, tuple(each for name, values in filters.items() for each in (name, *values))

    def beginning_with(self, beginning):
        return self._all(
            "SELECT rowid, highlight(text, 0, '<', '>') FROM text WHERE text MATCH ? ORDER BY rank LIMIT 6",
            (f'title : "{beginning}" *',),
        )

    def nearest(self, word):
        """Words of the same beginning that are one or two slips away."""
        words = self._all("SELECT term FROM vocabulary WHERE term >= ? AND term < ?", (word[0], chr(ord(word[0]) + 1)))
        found = extract(word, [each for (each,) in words], scorer=OSA.distance, score_cutoff=2, limit=5)
        return [each for each, _distance, _place in found]

    def _all(self, sql, values=()):
        return self.connection.execute(sql, values).fetchall()


def any_of(phrases):
    """A MATCH expression: any of these words or phrases."""
    return " OR ".join('"{}"'.format(phrase.replace('"', "")) for phrase in phrases)
