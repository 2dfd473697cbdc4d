"""Secrets are planted as in tests/test_secrets.py, and looked for in the index itself: its words, its texts, its files."""

import pytest

from practices.models import Practice
from records.operations import narrow
from search import engines
from search.documents.base import FACETS
from search.engines.base import AUDIENCES, MEMBERS, PUBLIC, Request
from search.engines.entries import SORT_KEYS, WORDS
from tests.search_engines import TANTIVY, search_engine  # noqa: F401 - a fixture: all of this on both engines
from tests.test_secrets import planted  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

FIELDS = ("uid", *WORDS, *FACETS, *SORT_KEYS)
MANY = 100_000


def everything_in(audience):
    """All that the engine can be brought to tell: every word of every field, every text it keeps."""
    engine = engines.engine()
    told = [word for field in FIELDS for word, _count in engine.terms(audience, field, "", MANY)]
    for hit in engine.search(audience, Request(limit=MANY)).hits:
        told += [hit.uid, *hit.stored["titles"].values(), *hit.stored["bodies"].values()]
    return "\n".join(told).casefold()


def secrets_in(text, planted, *may_know):  # noqa: F811
    return [word for word, readers in planted.items() if word.casefold() in text and not set(readers) & set(may_know)]


def test_the_public_index_knows_no_secret(planted, search_index):  # noqa: F811
    text = everything_in(PUBLIC)

    assert "open practice" in text and "open case" in text
    assert secrets_in(text, planted) == []


def test_the_members_index_knows_only_what_members_may_read(planted, search_index):  # noqa: F811
    text = everything_in(MEMBERS)

    assert "membertitleword" in text and "membercaseanswerword" in text
    assert secrets_in(text, planted, "member") == []


def test_what_has_a_visibility_of_its_own_is_in_no_index(planted, search_index):  # noqa: F811
    for audience in AUDIENCES:
        text = everything_in(audience)
        assert [word for word in planted if ("contact" in word or "document" in word) and word in text] == []


@pytest.mark.parametrize("search_engine", [TANTIVY], indirect=True)
def test_no_file_of_the_public_index_holds_a_secret_as_it_is_written(planted, search_index):  # noqa: F811
    files = [path.read_bytes().lower() for path in search_index.folder.rglob("public/*") if path.is_file()]

    assert any(b"background" in content for content in files)
    assert [word for word in planted if any(word.lower().encode() in content for content in files)] == []


def test_what_was_narrowed_is_told_by_no_word_of_the_public_index(planted, search_index):  # noqa: F811
    practice = Practice.objects.get(title_en="Open practice")
    narrow(practice)
    search_index.drain()

    assert "open practice" not in everything_in(PUBLIC)
    assert "open practice" in everything_in(MEMBERS)
