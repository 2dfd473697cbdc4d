import pytest

from practices.periods import Period
from practices.word_forms.period_text import parse_period

PERIODS = {
    "Since March 2011": Period(2011, 3, ongoing=True),
    "Since 2002": Period(2002, ongoing=True),
    "since the year 2000": Period(2000, ongoing=True),
    "2006-2008": Period(2006, None, 2008),
    "2006 – 2008": Period(2006, None, 2008),
    "From 2004 to 2006": Period(2004, None, 2006),
    "between 2006 and 2008": Period(2006, None, 2008),
    "January 2010 - ongoing": Period(2010, 1, ongoing=True),
    "January 2010 – on-going": Period(2010, 1, ongoing=True),
    "2004 to present": Period(2004, ongoing=True),
    "Since 2002 until now": Period(2002, ongoing=True),
    "2004 -": Period(2004, ongoing=True),
    "2004 –…": Period(2004, ongoing=True),
    "09/2009-12/2011": Period(2009, 9, 2011, 12),
    "9.2009 - 12.2011": Period(2009, 9, 2011, 12),
    "01.09.2009 – 31.12.2011": Period(2009, 9, 2011, 12),
    "2010-01-15 to 2011-03-31": Period(2010, 1, 2011, 3),
    "2011-03": Period(2011, 3),
    "2009-10": Period(2009, None, 2010),
    "2006/07": Period(2006, None, 2007),
    "Jan. 2008 – Sept. 2010": Period(2008, 1, 2010, 9),
    "March2011": Period(2011, 3),
    "March - June 2011": Period(2011, 3, 2011, 6),
    "24 months (2009–2010)": Period(2009, None, 2010),
    "2009": Period(2009),
    "until 2010": Period(end_year=2010),
    "Since 2002 (reformed in 2007)": Period(2002, ongoing=True),
    "2004 – 2006 (evaluation in 2009)": Period(2004, None, 2006),
    "2009, 2011": Period(2009, None, 2011),
    "ongoing": Period(ongoing=True),
    "seit 2004": Period(2004, ongoing=True),
    "seit März 2004": Period(2004, 3, ongoing=True),
    "ab 2005": Period(2005, ongoing=True),
    "von 2001 bis heute": Period(2001, ongoing=True),
    "Oktober 2009 bis März 2011": Period(2009, 10, 2011, 3),
    "2008 bis 2010": Period(2008, None, 2010),
    "2008, laufend": Period(2008, ongoing=True),
    "dal 2003": Period(2003, ongoing=True),
    "dal marzo 2003": Period(2003, 3, ongoing=True),
    "Dal 2007, tuttora in corso": Period(2007, ongoing=True),
    "dal 2007 ad oggi": Period(2007, ongoing=True),
    "dal 1° marzo 2005 al 31.12.2007": Period(2005, 3, 2007, 12),
    "da marzo a giugno 2011": Period(2011, 3, 2011, 6),
    "tra il 2006 e il 2008": Period(2006, None, 2008),
    "desde enero de 2010": Period(2010, 1, ongoing=True),
    "enero de 2010 - diciembre de 2012": Period(2010, 1, 2012, 12),
    "entre 2006 y 2008": Period(2006, None, 2008),
    "2006 hasta la actualidad": Period(2006, ongoing=True),
    "de 2006 a 2008": Period(2006, None, 2008),
    "depuis mars 2008 jusqu'en 2010": Period(2008, 3, 2010),
    "depuis 2007 à ce jour": Period(2007, ongoing=True),
    "depuis l'année 2005": Period(2005, ongoing=True),
    "à partir de 2012": Period(2012, ongoing=True),
    "Août 2003 à décembre 2004": Period(2003, 8, 2004, 12),
    "1er mars 2008": Period(2008, 3),
    "2009, en cours": Period(2009, ongoing=True),
}


@pytest.mark.parametrize("text", PERIODS)
def test_a_period_is_read(text):
    assert parse_period(text) == PERIODS[text]


def test_of_several_lines_the_earliest_start_counts():
    text = "The shelter: since July 2008\nThe workshop: since January 2009"

    assert parse_period(text) == Period(2008, 7, ongoing=True)


def test_of_several_lines_the_latest_end_counts():
    assert parse_period("First phase 2004-2006\nSecond phase 2007-2009") == Period(2004, None, 2009)


@pytest.mark.parametrize("text", ["", "36 months", "for many years", "2010-2008", "two 1800 EUR"])
def test_what_is_no_period_is_none(text):
    assert not parse_period(text)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("15 March 2011 - 30 June 2012", Period(2011, 3, 2012, 6)),
        ("15 mars 2011 – 30 juin 2012", Period(2011, 3, 2012, 6)),
        ("March 1, 2011 - June 30, 2012", Period(2011, 3, 2012, 6)),
        ("2010-01 - 2011-12", Period(2010, 1, 2011, 12)),
        ("2006, 2007 and 2008", Period(2006, None, 2008, None)),
        ("2004 onwards", Period(2004, ongoing=True)),
        ("2004 hasta la fecha", Period(2004, ongoing=True)),
    ],
)
def test_days_iso_months_and_lists_of_years_are_read(text, period):
    assert parse_period(text) == period
