"""EDTF-like values: making them, moving them along the calendar, reading them as intervals.

A value is a string. What is not known is left out or written ``X``:

=========================== =========================================================
``2024-08-24``              a day; ``2024-08`` a month, ``2024`` a year
``--08-24``                 a day of an unknown year; ``--08`` such a month
``2024-W34``                an ISO week; ``2024-W34-WE`` its weekend
``2024-Q1`` ``2024-H1``     a quarter, a half-year
``2024-SU``                 a season: ``SP`` ``SU`` ``FA`` ``WI``
``202X`` ``20XX``           a decade, a century
``2024-08-24TMO``           a part of a day: ``MO`` ``MI`` ``AF`` ``EV`` ``NI``, or ``T21:30``
``2024-08-01/2024-08-10``   a range; ``2020-11/..`` and ``../2020-11`` are open
``XXXX-WXX-1``              a Monday, unknown which; ``XXXX-XX-XX`` a day, unknown which
``P3W`` ``PT2H`` ``PXY``    durations (ISO 8601; ``X`` some)
``PRESENT_REF``             now; also ``PAST_REF``, ``FUTURE_REF``
=========================== =========================================================
"""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

Precision = Literal["day", "week", "month", "season", "year", "period"]

PRESENT, PAST, FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"
OPEN = ".."
#: First month of each season, as the northern half of the world has them.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_MONTH = re.compile(r"\d{4}-\d\d\Z")
_YEAR = re.compile(r"\d{4}\Z")
_NO_YEAR = re.compile(r"(--\d\d(-\d\d)?)(?:T[\w:]+)?\Z")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z")
_HALF = re.compile(r"(\d{4})-H([12])\Z")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)\Z")
_DECADE = re.compile(r"(\d{3})X\Z")
_CENTURY = re.compile(r"(\d\d)XX\Z")


class Interval(NamedTuple):
    """Inclusive ISO dates (full, or partial ``--08-24``), ``None`` where open or unknown."""

    start: str | None
    end: str | None
    precision: Precision | None


UNKNOWN = Interval(None, None, None)


def valid_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return (
        1 <= year <= MAXYEAR
        and 1 <= month <= 12
        and 1 <= day <= calendar.monthrange(year, month)[1]
    )


def day_value(year: int | None, month: int, day: int) -> str | None:
    """``2024-08-24``, or ``--08-24`` without a year; ``None`` for a day the calendar lacks.

    >>> day_value(2024, 8, 24), day_value(None, 8, 24), day_value(2023, 2, 29)
    ('2024-08-24', '--08-24', None)
    """
    if not valid_day(year or 2000, month, day):
        return None
    return f"--{month:02}-{day:02}" if year is None else f"{year:04}-{month:02}-{day:02}"


def written(day: date | None, part: str = "") -> str | None:
    """A day's value with its part of day (``TMO``) or time; ``None`` for no day."""
    return day.isoformat() + part if day else None


def month_value(year: int | None, month: int) -> str:
    """``2024-08``, or ``--08`` without a year."""
    return f"--{month:02}" if year is None else f"{year:04}-{month:02}"


def week_value(day: date) -> str:
    """The ISO week that ``day`` lies in.

    >>> week_value(date(2024, 8, 24))
    '2024-W34'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_value(day: date) -> str:
    """The calendar quarter that ``day`` lies in."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def parse_day(value: str | None) -> date | None:
    """The day of ``2024-08-24`` or ``2024-08-24TMO``; ``None`` for anything coarser or partial."""
    head = (value or "")[:10]
    return date.fromisoformat(head) if _DAY.match(head) else None


def in_year(value: str, year: str) -> str:
    """The same stretch of time in another year; ``year`` itself where the stretch is open.

    >>> in_year("2024-01/2024-06", "2023"), in_year("2024-H1", "2023"), in_year("", "2023")
    ('2023-01-01/2023-06-30', '2023-01-01/2023-06-30', '2023')
    """
    start, end = first_day(value), last_day(value)
    if start is None or end is None or OPEN in value:
        return year
    back = int(year) - end.year
    first, last = shift(start, "Y", back), shift(end, "Y", back)
    if first is None or last is None:
        return year
    if (end + timedelta(1)).day == 1:
        last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return f"{first.isoformat()}/{last.isoformat()}"


def add_days(day: date, days: int) -> date | None:
    """``day`` moved by ``days``; ``None`` outside the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """``day`` moved by ``months``, at most to the last day of that month; ``None`` outside.

    >>> add_months(date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def shift(day: date, unit: str, n: float) -> date | None:
    """``day`` moved by ``n`` units (``D W M Q Y``, ``E`` decade, ``C`` century), or ``None``."""
    if abs(n) > 100_000:
        return None
    if unit in "DW":
        return add_days(day, round(n * (7 if unit == "W" else 1)))
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(unit)
    return None if months is None else add_months(day, round(n * months))


def containing(day: date, unit: str) -> str:
    """The value of the calendar unit that ``day`` lies in.

    >>> [containing(date(2024, 8, 24), unit) for unit in "DWMQYEC"]
    ['2024-08-24', '2024-W34', '2024-08', '2024-Q3', '2024', '202X', '20XX']
    """
    if unit == "W":
        return week_value(day)
    if unit == "Q":
        return quarter_value(day)
    iso = day.isoformat()
    if unit in "EC":
        return iso[:3] + "X" if unit == "E" else iso[:2] + "XX"
    return iso[: {"M": 7, "Y": 4}.get(unit, 10)]


def unit_of(value: str) -> str | None:
    """The calendar unit of a value: ``D`` ``W`` ``M`` ``Q`` ``Y`` ``E``, ``None`` for others."""
    if parse_day(value):
        return "D"
    for pattern, unit in (
        (_MONTH, "M"), (_YEAR, "Y"), (_WEEK, "W"), (_QUARTER, "Q"), (_DECADE, "E"),
    ):  # fmt: skip
        if pattern.match(value):
            return unit
    return None


def first_day(value: str) -> date | None:
    """The first day of a value, ``None`` where its start is open, partial or unknown."""
    return parse_day(interval(value).start)


def last_day(value: str) -> date | None:
    """The last day of a value, ``None`` where its end is open, partial or unknown."""
    return parse_day(interval(value).end)


def _month_span(year: int, month: int, months: int, precision: Precision) -> Interval:
    if not 1 <= month <= 12 or not 1 <= year <= MAXYEAR:
        return UNKNOWN
    start = date(year, month, 1)
    after = add_months(start, months)
    end = date.max if after is None else after - timedelta(1)
    return Interval(start.isoformat(), end.isoformat(), precision)


def _week_span(year: int, week: int, weekend: bool) -> Interval:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return UNKNOWN
    start, end = add_days(monday, 5 if weekend else 0), add_days(monday, 6)
    if start is None or end is None:
        return UNKNOWN
    return Interval(start.isoformat(), end.isoformat(), "week")


@lru_cache(maxsize=4096)
def interval(value: str) -> Interval:
    """Read a value as inclusive ISO dates with a precision; what it leaves open is ``None``.

    ``--08-24`` keeps its form in both; "overnight" (``2024-08-23/2024-08-24``) spans both days;
    a part of a day is that day. Durations, vague references and strings that are no value give
    ``Interval(None, None, None)``.

    >>> interval("2024-02")
    Interval(start='2024-02-01', end='2024-02-29', precision='month')
    >>> interval("2020-11/..")
    Interval(start='2020-11-01', end=None, precision='period')
    """
    if "/" in value:
        return _range(value)
    if (day := _safe_day(value)) is not None:
        return Interval(day, day, "day")
    if _MONTH.match(value):
        return _month_span(int(value[:4]), int(value[5:]), 1, "month")
    if _YEAR.match(value):
        return _month_span(int(value), 1, 12, "year")
    if m := _NO_YEAR.match(value):
        return Interval(m[1], m[1], "day" if m[2] else "month")
    return _coarse(value)


def _safe_day(value: str) -> str | None:
    head = value[:10]
    if not _DAY.match(head) or value[10:11] not in ("", "T"):
        return None
    year, month, day = map(int, head.split("-"))
    return head if valid_day(year, month, day) else None


def _coarse(value: str) -> Interval:
    if m := _WEEK.match(value):
        return _week_span(int(m[1]), int(m[2]), bool(m[3]))
    if m := _QUARTER.match(value):
        return _month_span(int(m[1]), 3 * int(m[2]) - 2, 3, "season")
    if m := _SEASON.match(value):
        return _month_span(int(m[1]), SEASONS[m[2]], 3, "season")
    if m := _HALF.match(value):
        return _month_span(int(m[1]), 6 * int(m[2]) - 5, 6, "period")
    if m := _DECADE.match(value):
        return _month_span(int(m[1] + "0"), 1, 120, "period")
    if m := _CENTURY.match(value):
        return _month_span(int(m[1] + "00"), 1, 1200, "period")
    if value.startswith("XXXX-"):
        coarse: Precision = "day" if value.count("-") == 2 or "-XX-" in value else "month"
        return Interval(None, None, "week" if value == "XXXX-WXX" else coarse)
    return Interval(None, None, "year") if value == "XXXX" else UNKNOWN


def _range(value: str) -> Interval:
    left, _, right = value.partition("/")
    start = None if left == OPEN else interval(left).start
    end = None if right == OPEN else interval(right).end
    if start is None and end is None:
        return UNKNOWN
    days = parse_day(start), parse_day(end)
    if days[0] and days[1] and days[0] > days[1]:
        return UNKNOWN
    # Two days in a row are one night ("overnight"), which is as precise as a day.
    night = days[0] and days[1] and (days[1] - days[0]).days == 1
    return Interval(start, end, "day" if night else "period")
