"""Who fits a need best: one plain function over a table of weights. docs/directory.md says why they are as they are."""

from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nlargest

from directory.counterpart.need import Need
from directory.models.organisation import AnswerTime, Referrals

# What each point counts, to be read in one line: (when there is time, when it is urgent).
WEIGHTS = {
    "services": (40, 40),
    "language": (15, 15),
    "referrals": (15, 15),
    "seat": (10, 10),
    "contact": (10, 10),
    "confirmed": (10, 10),
    "answer_time": (5, 15),
    "always_open": (0, 20),
    "both_ends": (5, 5),
}
OF_ANSWER_TIME = {
    AnswerTime.HOURS: 1.0,
    AnswerTime.SAME_DAY: 0.8,
    AnswerTime.THREE_DAYS: 0.4,
    AnswerTime.WEEK: 0.2,
    AnswerTime.LONGER: 0.0,
}
# Nobody said is worse than yes and better than no.
OF_REFERRALS = {Referrals.YES: 1.0, Referrals.UNKNOWN: 0.3, Referrals.NO: 0.0}
# What is read last, and of few offers: see `in_question`.
OF_REACHING = ("contact", "always_open")
ROUNDING = 1e-6
FRESH, STALE = timedelta(days=365), timedelta(days=730)
OF_STALE = 0.4


@dataclass(frozen=True)
class Offer:
    """What one viewer may know of an organisation, as far as it bears on a need.

    services, languages: those of its services in the country in question. countries: its seat and where it works.
    """

    key: int
    sort_key: str = ""
    seat: str = ""
    countries: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    accepts_referrals: str = Referrals.UNKNOWN
    answer_time: str = ""
    confirmed_on: date | None = None
    is_always_open: bool = False
    has_contact: bool = False


def ranked(offers, need, today):
    """[(Offer, score)], the best first; those of one score in the order of the alphabet."""
    scored = [(offer, score(offer, need, today)) for offer in offers]
    return sorted(scored, key=lambda each: (-each[1], each[0].sort_key, each[0].key))


def in_question(offers, need, today, number):
    """Those of the offers that may be among the first so many, however well they turn out to be reached.

    offers: nothing is known yet of how they are reached.
    """
    scores = [score(offer, need, today) for offer in offers]
    at_least = min(nlargest(number, scores), default=0)
    to_gain = sum(WEIGHTS[name][need.is_urgent] for name in OF_REACHING) + ROUNDING
    return [offer for offer, known in zip(offers, scores, strict=True) if known + to_gain >= at_least]


def score(offer: Offer, need: Need, today):
    """The sum of the weights, each by how far the offer fulfils its point."""
    return sum(WEIGHTS[name][need.is_urgent] * share for name, share in fulfilled(offer, need, today).items())


def fulfilled(offer: Offer, need: Need, today):
    """{point: 0.0 to 1.0}"""
    return {
        "services": _of_services(offer, need),
        "language": float(need.language in offer.languages),
        "referrals": OF_REFERRALS[offer.accepts_referrals],
        "seat": float(offer.seat == need.to_country),
        "contact": float(offer.has_contact),
        "confirmed": _of_confirmation(offer, today),
        "answer_time": OF_ANSWER_TIME.get(offer.answer_time, 0.0),
        "always_open": float(offer.is_always_open),
        "both_ends": float(need.from_country in offer.countries),
    }


def _of_services(offer, need):
    return len(offer.services & set(need.services)) / len(need.services) if need.services else 0.0


def _of_confirmation(offer, today):
    if offer.confirmed_on is None:
        return 0.0
    age = today - offer.confirmed_on
    return 1.0 if age <= FRESH else OF_STALE if age <= STALE else 0.0
