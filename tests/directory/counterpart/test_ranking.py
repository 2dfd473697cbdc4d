"""Of two organisations that differ in one point alone, the better one in that point never ranks below the other."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.counterpart.need import Need
from directory.counterpart.ranking import WEIGHTS, Offer, fulfilled, in_question, ranked, score
from directory.models.organisation import AnswerTime, Referrals

TODAY = date(2026, 11, 22)
COUNTRIES, LANGUAGES = ("RO", "IT", "DE"), ("ro", "it", "en")
SERVICES = ("emergency-shelter", "legal-counselling", "hotline", "medical-care")

needs = st.builds(
    Need,
    to_country=st.sampled_from(COUNTRIES),
    from_country=st.sampled_from(("", *COUNTRIES)),
    services=st.lists(st.sampled_from(SERVICES), unique=True).map(tuple),
    language=st.sampled_from(("", *LANGUAGES)),
    is_urgent=st.booleans(),
)
offers = st.builds(
    Offer,
    key=st.integers(1, 1000),
    sort_key=st.text("abc", max_size=3),
    seat=st.sampled_from(COUNTRIES),
    countries=st.frozensets(st.sampled_from(COUNTRIES)),
    services=st.frozensets(st.sampled_from(SERVICES)),
    languages=st.frozensets(st.sampled_from(LANGUAGES)),
    accepts_referrals=st.sampled_from(Referrals.values),
    answer_time=st.sampled_from(("", *AnswerTime.values)),
    confirmed_on=st.none() | st.dates(date(2020, 1, 1), TODAY),
    is_always_open=st.booleans(),
    has_contact=st.booleans(),
)


def never_below(better, worse, need):
    return score(better, need, TODAY) >= score(worse, need, TODAY)


@given(offers, needs)
def test_a_confirmed_one_never_ranks_below_the_same_one_unconfirmed(offer, need):
    assert never_below(replace(offer, confirmed_on=TODAY), replace(offer, confirmed_on=None), need)


@given(offers, needs, st.integers(0, 2000), st.integers(0, 2000))
def test_a_later_confirmation_never_counts_less(offer, need, days, more):
    lately, long_ago = TODAY - timedelta(days), TODAY - timedelta(days + more)
    assert never_below(replace(offer, confirmed_on=lately), replace(offer, confirmed_on=long_ago), need)


@given(offers, needs, st.sampled_from(SERVICES))
def test_one_service_more_never_harms(offer, need, service):
    assert never_below(replace(offer, services=offer.services | {service}), offer, need)


@given(offers, needs)
def test_whoever_speaks_the_language_never_ranks_below_the_same_one_who_does_not(offer, need):
    assert never_below(
        replace(offer, languages=offer.languages | {need.language}),
        replace(offer, languages=offer.languages - {need.language}),
        need,
    )


@given(offers, needs)
def test_accepting_referrals_never_ranks_below_silence_and_silence_never_below_refusal(offer, need):
    yes, unknown, no = (replace(offer, accepts_referrals=each) for each in ("yes", "unknown", "no"))
    assert never_below(yes, unknown, need)
    assert never_below(unknown, no, need)


@given(offers, needs)
def test_open_day_and_night_or_with_a_contact_never_harms(offer, need):
    assert never_below(replace(offer, is_always_open=True), replace(offer, is_always_open=False), need)
    assert never_below(replace(offer, has_contact=True), replace(offer, has_contact=False), need)


@given(offers, needs, st.sampled_from(AnswerTime.values), st.sampled_from(AnswerTime.values))
def test_a_quicker_answer_never_ranks_below_a_slower_one(offer, need, one, other):
    quicker, slower = sorted((one, other), key=AnswerTime.values.index)
    assert never_below(replace(offer, answer_time=quicker), replace(offer, answer_time=slower), need)


@given(offers, needs)
def test_urgency_never_counts_against_whoever_answers_day_and_night(offer, need):
    calm, urgent = replace(need, is_urgent=False), replace(need, is_urgent=True)
    assert score(offer, urgent, TODAY) >= score(offer, calm, TODAY)


@given(offers, needs)
def test_each_point_is_fulfilled_between_not_at_all_and_wholly(offer, need):
    shares = fulfilled(offer, need, TODAY)

    assert shares.keys() == WEIGHTS.keys()
    assert all(0 <= share <= 1 for share in shares.values())


@given(st.lists(offers, max_size=8), needs, st.randoms())
def test_the_order_of_the_entries_does_not_change_the_order_of_the_answer(found, need, random):
    shuffled = list(found)
    random.shuffle(shuffled)

    assert [value for _offer, value in ranked(found, need, TODAY)] == [
        value for _offer, value in ranked(shuffled, need, TODAY)
    ]


@given(st.lists(offers, unique_by=lambda each: each.key, max_size=12), needs, st.integers(1, 5))
def test_whoever_is_among_the_best_was_in_question_before_contacts_were_read(found, need, number):
    unread = [replace(each, sort_key="", has_contact=False, is_always_open=False) for each in found]

    in_doubt = {each.key for each in in_question(unread, need, TODAY, number)}

    assert {offer.key for offer, _score in ranked(found, need, TODAY)[:number]} <= in_doubt


def test_whoever_cannot_be_among_the_best_is_not_in_question():
    need = Need("IT", services=("medical-care",))
    fits, does_not = Offer(key=1, services=frozenset(need.services)), Offer(key=2)

    assert in_question([fits, does_not], need, TODAY, 1) == [fits]


def test_what_she_needs_outweighs_a_fresh_entry_without_it():
    need = Need(to_country="RO", services=("emergency-shelter", "legal-counselling"))
    shelter = Offer(1, seat="RO", services=frozenset(need.services))
    fresh = Offer(2, seat="RO", confirmed_on=TODAY, has_contact=True)

    assert ranked([fresh, shelter], need, TODAY)[0][0] == shelter


def test_in_an_emergency_the_one_who_answers_at_night_comes_first():
    night = Offer(1, seat="RO", is_always_open=True)
    day = Offer(2, seat="RO", confirmed_on=TODAY)

    assert ranked([night, day], Need("RO", is_urgent=True), TODAY)[0][0] == night
    assert ranked([night, day], Need("RO"), TODAY)[0][0] == day
