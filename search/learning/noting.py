"""Counting questions that found nothing."""

import logging
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from search.learning.questions import countable
from search.models import Unanswered
from search.parsing import parse
from search.query import SearchQuery

READABLE_FROM = 3
# Different questions of a language in a week. A flood fills one week of one language, and nothing more.
MOST_IN_A_WEEK = 300
WEEKS_AS_HASH, WEEKS_READABLE = 13, 53

logger = logging.getLogger(__name__)


def note(query, results, viewer, place):
    """Count the question of a search page when nothing was found, or only by reading it otherwise.

    place: filters that are not the reader's choice, but those of the list in which she asks.
    Never raises and never logs what was asked: a page is shown whether it could be counted or not.
    """
    if viewer.is_editor or not _is_a_new_question(query, place) or not _is_unanswered(results):
        return
    if question := countable(query.text, query.language):
        try:
            with transaction.atomic():
                _count(question, query.language)
        except DatabaseError:
            logger.warning("A question without an answer could not be counted.")


def _is_a_new_question(query, place):
    """Words and nothing else: not the next page or another order of the same, and nothing that filters may have left out."""
    parsed = parse(query.text)
    return (
        query == SearchQuery(query.text, query.language, dict(place)) and not parsed.filters and not any(parsed.years)
    )


def _is_unanswered(results):
    return not results.degraded and (not results.total or bool(results.corrected) or results.is_loosened)


def _count(question, language):
    row = {"language": language, "week": _this_week(), "fingerprint": _fingerprint(question, language)}
    if not Unanswered.objects.filter(**row).update(count=F("count") + 1):
        if Unanswered.objects.filter(language=language, week=row["week"]).count() >= MOST_IN_A_WEEK:
            return
        Unanswered.objects.bulk_create([Unanswered(**row)], ignore_conflicts=True)
        Unanswered.objects.filter(**row).update(count=F("count") + 1)
    same = Unanswered.objects.filter(fingerprint=row["fingerprint"])
    if same.aggregate(asked=Sum("count"))["asked"] >= READABLE_FROM:
        same.filter(text="").update(text=question)


def prune():
    """Forget what was asked less than three times within a quarter of a year, and all of it after a year."""
    this_week = _this_week()
    Unanswered.objects.filter(text="", week__lt=this_week - timedelta(weeks=WEEKS_AS_HASH)).delete()
    Unanswered.objects.filter(week__lt=this_week - timedelta(weeks=WEEKS_READABLE)).delete()


def _fingerprint(question, language):
    """Without the key of this installation, nobody can try whether a question was asked."""
    return salted_hmac("search.learning", f"{language} {question}", algorithm="sha256").hexdigest()


def _this_week():
    """Its Monday."""
    today = timezone.localdate()
    return today - timedelta(days=today.weekday())
