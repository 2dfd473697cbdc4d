"""Days in words, as the reader's language writes them."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from records.names import date_in_words, moment_in_words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "3 January 2026"),
        ("it", "3 gennaio 2026"),
        ("de", "3. Januar 2026"),
        ("es", "3 de enero de 2026"),
        ("fr", "3 janvier 2026"),
    ],
)
def test_a_day_is_written_as_the_language_wants_it(language, words):
    assert date_in_words(date(2026, 1, 3), language) == words


def test_a_moment_has_the_day_and_hour_of_the_site():
    with override("it"):
        assert moment_in_words(datetime(2026, 7, 31, 22, 30, tzinfo=UTC)) == "1 agosto 2026, 00:30"
