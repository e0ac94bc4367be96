"""Readings of days that move with Easter: "Easter Sunday", "Good Friday", "Palm Sunday"."""

from __future__ import annotations

from datetime import date, timedelta

from mine_ie.dates.absolute import short_year
from mine_ie.dates.grammar import Hit

#: "Easter Saturday" is the day before; "Holy Saturday" as well.
_FRIDAY, _SATURDAY, _SUNDAY = 5, 6, 7
#: The first year that the Gregorian rule holds for.
_FIRST_YEAR = 1583


def easter(year: int) -> date:
    """Easter Sunday of the western churches from 1583 on (the anonymous Gregorian rule).

    >>> easter(2019)
    datetime.date(2019, 4, 21)
    """
    golden, century = year % 19, year // 100
    moon = (century - (8 * century + 13) // 25 - century // 4 + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    back = moon - weekday
    month = 3 + (back + 40) // 44
    return date(year, month, back + 28 - 31 * (month // 4))


def of_easter(hit: Hit) -> str | None:
    """Read "Good Friday", "Easter Sunday 2019": without a year the last one, or one just ahead."""
    number, clock = short_year(hit, "year"), hit.clock
    if number is not None:
        day = _day(hit, number)
        return None if day is None else day.isoformat()
    if clock is None:
        return None
    days = [d for d in (_day(hit, clock.year - back) for back in (0, 1)) if d is not None]
    return next((d.isoformat() for d in days if d <= clock or hit.future()), None)


def _day(hit: Hit, year: int) -> date | None:
    if year < _FIRST_YEAR:
        return None
    sunday, weekday = easter(year), hit.integer("weekday")
    if hit.text("feast") == "easter":
        if weekday not in (1, _SATURDAY, _SUNDAY):
            return None
        return sunday + timedelta({1: 1, _SATURDAY: -1, _SUNDAY: 0}[weekday])
    # "Palm Sunday" opens the week whose days are holy.
    week = sunday - timedelta(7)
    if (hit.text("feast") == "palm") != (weekday == _SUNDAY):
        return None
    if hit.text("feast") == "good" and weekday != _FRIDAY:
        return None
    return week + timedelta(weekday % 7)
