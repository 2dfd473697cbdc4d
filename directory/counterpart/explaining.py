"""Why an organisation fits a need and what is missing, in sentences of the reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.counterpart.ranking import FRESH
from directory.models.organisation import AnswerTime, Referrals
from records.names import country_name, date_in_words, language_name

ANSWERS = {
    AnswerTime.HOURS: gettext_lazy("It usually answers within hours."),
    AnswerTime.SAME_DAY: gettext_lazy("It usually answers the same day."),
    AnswerTime.THREE_DAYS: gettext_lazy("It usually answers within three days."),
    AnswerTime.WEEK: gettext_lazy("It usually answers within a week."),
    AnswerTime.LONGER: gettext_lazy("It usually needs more than a week to answer."),
}


@dataclass(frozen=True)
class Reason:
    """is_met: it speaks for the organisation; else it is what somebody has to find out, or do without."""

    text: str
    is_met: bool


def reasons(offer, need, labels, today):
    """[Reason] of an Offer, the weightiest first. labels: {code of a service: its name}"""
    return [
        *_of_services(offer, need, labels),
        *_of_language(offer, need),
        *_of_opening(offer, need),
        *_of_referrals(offer),
        *_of_country(offer, need),
        *_of_contact(offer),
        _of_confirmation(offer, today),
    ]


def reasons_of_services(services):
    """[Reason] of the services that are shown: whom they serve, and on what conditions."""
    if groups := dict.fromkeys(str(term) for service in services for term in service.target_groups.all()):
        yield Reason(_("Serves: %(groups)s.") % {"groups": ", ".join(groups)}, True)
    elif services:
        yield Reason(_("Its entry does not say whom it serves."), False)
    if any(service.texts.conditions for service in services):
        yield Reason(_("It has conditions: they stand with the service, below."), False)
    elif services:
        yield Reason(_("Its entry names no conditions: ask whether there are any."), False)


def _of_services(offer, need, labels):
    offered = [labels[code] for code in need.services if code in offer.services]
    lacking = [labels[code] for code in need.services if code not in offer.services]
    if offered:
        yield Reason(_("Offers: %(services)s.") % {"services": ", ".join(offered)}, True)
    if lacking:
        yield Reason(_("Its entry does not name: %(services)s.") % {"services": ", ".join(lacking)}, False)


def _of_language(offer, need):
    if not need.language:
        return
    values = {"language": language_name(need.language)}
    if need.language in offer.languages:
        yield Reason(_("Language spoken: %(language)s.") % values, True)
    elif offer.languages:
        yield Reason(_("Not among the languages it names: %(language)s.") % values, False)
    else:
        yield Reason(_("Its entry does not say which languages are spoken."), False)


def _of_opening(offer, need):
    if offer.is_always_open:
        yield Reason(_("Somebody answers 24 hours a day, 7 days a week."), True)
    elif need.is_urgent:
        yield Reason(_("Nothing in its entry is open day and night."), False)


def _of_referrals(offer):
    if offer.accepts_referrals == Referrals.YES:
        answer = str(ANSWERS.get(offer.answer_time, ""))
        yield Reason(" ".join(filter(None, [_("Accepts referrals from abroad."), answer])), True)
    elif offer.accepts_referrals == Referrals.NO:
        yield Reason(_("Does not accept referrals from abroad: ask whom it works with."), False)
    else:
        yield Reason(_("Its entry does not say whether it accepts referrals from abroad."), False)


def _of_country(offer, need):
    there = {"country": country_name(need.to_country)}
    if offer.seat == need.to_country:
        yield Reason(_("Based in the country: %(country)s.") % there, True)
    elif offer.seat:
        seat = {"country": country_name(offer.seat)}
        yield Reason(_("Works there; its seat is in another country: %(country)s.") % seat, False)
    if need.from_country and need.from_country != need.to_country and need.from_country in offer.countries:
        yield Reason(
            _("Works in your country as well: %(country)s.") % {"country": country_name(need.from_country)}, True
        )


def _of_contact(offer):
    if not offer.has_contact:
        yield Reason(_("No phone, e-mail or form is open to you."), False)


def _of_confirmation(offer, today):
    if offer.confirmed_on is None:
        return Reason(_("The organisation itself has not confirmed this entry yet."), False)
    values = {"date": date_in_words(offer.confirmed_on)}
    if today - offer.confirmed_on <= FRESH:
        return Reason(_("Confirmed by the organisation on %(date)s.") % values, True)
    return Reason(_("Last confirmed on %(date)s: check before you rely on it.") % values, False)
