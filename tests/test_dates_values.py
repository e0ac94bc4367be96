from datetime import date

import pytest

from mine_ie.dates import Interval, interval
from mine_ie.dates.numerals import full_year
from mine_ie.dates.values import add_months, containing, shift


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-08-24", ("2024-08-24", "2024-08-24", "day")),
        ("2024-08-24TMO", ("2024-08-24", "2024-08-24", "day")),
        ("2024-08-24T21:30", ("2024-08-24", "2024-08-24", "day")),
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("2024", ("2024-01-01", "2024-12-31", "year")),
        ("2024-W34", ("2024-08-19", "2024-08-25", "week")),
        ("2024-W34-WE", ("2024-08-24", "2024-08-25", "week")),
        ("2024-Q1", ("2024-01-01", "2024-03-31", "season")),
        ("2024-H2", ("2024-07-01", "2024-12-31", "period")),
        ("2024-SU", ("2024-06-01", "2024-08-31", "season")),
        ("2024-WI", ("2024-12-01", "2025-02-28", "season")),
        ("202X", ("2020-01-01", "2029-12-31", "period")),
        ("19XX", ("1900-01-01", "1999-12-31", "period")),
        ("--08-24", ("--08-24", "--08-24", "day")),
        ("--08-24TNI", ("--08-24", "--08-24", "day")),
        ("--08", ("--08", "--08", "month")),
        ("2020-11/..", ("2020-11-01", None, "period")),
        ("../2020-11", (None, "2020-11-30", "period")),
        ("2024-08-01/2024-08-10", ("2024-08-01", "2024-08-10", "period")),
        ("2024-08-25/2024-08-26", ("2024-08-25", "2024-08-26", "day")),
        ("2016/2020", ("2016-01-01", "2020-12-31", "period")),
        ("--08-24/--08-26", ("--08-24", "--08-26", "period")),
        ("XXXX-XX-XX", (None, None, "day")),
        ("XXXX-WXX-1", (None, None, "day")),
        ("XXXX-WXX", (None, None, "week")),
        ("XXXX", (None, None, "year")),
        ("P3W", (None, None, None)),
        ("PRESENT_REF", (None, None, None)),
        ("2024-13-01", (None, None, None)),
        ("2024-99", (None, None, None)),
        ("2024-08-10/2024-08-01", (None, None, None)),
        ("", (None, None, None)),
    ],
)
def test_interval(value, expected):
    assert interval(value) == Interval(*expected)


def test_months_move_to_the_last_day():
    assert add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)


@pytest.mark.parametrize(("unit", "n"), [("Y", -3000), ("E", 10**6), ("D", -(10**6)), ("C", 300)])
def test_shift_out_of_the_calendar_is_none(unit, n):
    assert shift(date(2024, 8, 26), unit, n) is None


def test_containing_week_crosses_the_year():
    assert containing(date(2021, 1, 1), "W") == "2020-W53"


@pytest.mark.parametrize("year", [1950, 1999, 2024, 2087])
def test_two_digit_year_lies_between_ninety_back_and_ten_ahead(year):
    for digits in range(100):
        full = full_year(digits, date(year, 6, 1))
        assert full % 100 == digits
        assert year - 90 < full <= year + 10
