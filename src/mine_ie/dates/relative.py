"""Readings of dates that are told from the clock or from the date mentioned before."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mine_ie.dates import values
from mine_ie.dates.grammar import Hit, Reading
from mine_ie.dates.numerals import count, ordinal
from mine_ie.dates.absolute import relative_year, short_year

UNKNOWN_DAY = "XXXX-XX-XX"
UNKNOWN_OF = {"D": UNKNOWN_DAY, "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
_AGO = ("last", "past", "previous", "preceding")
_AHEAD = ("next", "coming", "upcoming", "following", "ensuing")
_OVER = re.compile(r"\b(?:over|in|during|within|for|throughout|of)\s+(?:the\s+)?\Z")
_ABBREVIATION = re.compile(
    r"(?:\b(?:on|last|next|this|by|until|since|from|of|and|to)\s+|[(,]\s*)\Z"
)


def step(hit: Hit, name: str = "which") -> int:
    """-1 for last, 1 for next, 0 for this."""
    word = hit.text(name)
    return -1 if word in _AGO else int(word in _AHEAD)


def anchor(hit: Hit) -> date | None:
    """The day of the date mentioned before, else of the clock."""
    return values.first_day(hit.context.last) or hit.clock


def today(hit: Hit) -> str | None:
    """ "today", "yesterday", "tomorrow"."""
    if re.match(r"['’]s\s+(?:world|society|youth|standards|young)\b", hit.after(16)):
        return values.PRESENT
    word = hit.part("day")[0]
    part = f"T{hit.word('part')}" if hit.has("part") else ""
    if hit.text("day") == "tonight":
        part = "TNI"
    if hit.clock is None:
        return UNKNOWN_DAY + part
    day = values.add_days(hit.clock, int(word.value))
    return day and day.isoformat() + part


def beyond_today(hit: Hit) -> str | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    base = hit.integer("day")
    later = hit.has("after")
    if hit.clock is None or base != (1 if later else -1):
        return UNKNOWN_DAY if hit.clock is None else None
    day = values.add_days(hit.clock, 2 * base)
    return day and day.isoformat()


def weekday(hit: Hit) -> str | None:
    """ "Friday", "last Friday", "next Monday", "Tuesday night"."""
    token = hit.part("weekday")[0]
    number = int(token.value)
    word = hit.text("weekday")
    abbreviated = not word.endswith("day")
    if abbreviated and not hit.has("which"):
        written = hit.context.tokens.text[token.start : token.end]
        if not written[0].isupper() or not _ABBREVIATION.search(hit.before(10)):
            return None
    part = f"T{hit.word('part')}" if hit.has("part") else ""
    if hit.clock is None:
        return f"XXXX-WXX-{number}{part}"
    day = weekday_near(hit.clock, number, _direction(hit))
    return day and day.isoformat() + part


def _direction(hit: Hit) -> str:
    which = hit.text("which")
    if which in _AGO:
        return "last"
    if which in _AHEAD:
        return "next"
    if which == "this" and hit.future() is not False:
        return "this"
    if re.search(r"\b(?:by|until|till|next|coming)\s+\Z", hit.before(8)):
        return "past" if hit.future() is False and "by" not in hit.before(4) else "next"
    return "next" if hit.future() else "past"


def weekday_near(clock: date, number: int, direction: str) -> date | None:
    """The day: ``past`` includes today, ``last`` and ``next`` do not, ``this`` is of this week."""
    back = (clock.isoweekday() - number) % 7
    if direction == "past":
        return values.add_days(clock, -back)
    if direction == "last":
        return values.add_days(clock, -(back or 7))
    if direction == "next":
        return values.add_days(clock, 7 - back)
    return values.add_days(clock, (number - clock.isoweekday()) % 7)


def weekday_of_week(hit: Hit) -> str | None:
    """ "Friday last week", "Monday of this week"."""
    number = hit.integer("weekday")
    if hit.clock is None:
        return f"XXXX-WXX-{number}"
    day = values.add_days(hit.clock, 7 * step(hit) + number - hit.clock.isoweekday())
    return day and day.isoformat()


def unit(hit: Hit) -> Reading | str | None:
    """ "last year", "this week", "next month"; "the past year" is the year up to now."""
    clock, code = hit.clock, hit.word("unit")
    n = step(hit)
    if code == "D":
        return _day_before_or_after(hit, n)
    length = "P2W" if code == "2W" else "P10Y" if code == "E" else f"P1{code}"
    if clock is None:
        return UNKNOWN_OF.get(code)
    stretch = (
        hit.text("which") == "past"
        or (n < 0 and hit.has("the") and bool(_OVER.search(hit.before(12))))
        or (code in ("E", "2W") and n)
    )
    if stretch and n:
        return Reading(_stretch(clock, code, n), extent=length)
    base = clock
    if hit.text("which") in ("previous", "preceding", "following", "ensuing"):
        base = anchor(hit) or clock
    moved = values.shift(base, "W" if code == "2W" else code, n)
    return moved and values.containing(moved, code)


def _day_before_or_after(hit: Hit, n: int) -> str | None:
    """ "the next day", "the previous day": beside the day mentioned before."""
    if n == 0:
        return hit.clock.isoformat() if hit.clock and hit.text("which") == "this" else None
    if not hit.has("the"):
        return None
    base = values.parse_day(hit.context.last) or hit.clock
    day = values.add_days(base, n) if base else None
    return day.isoformat() if day else UNKNOWN_DAY


def _stretch(clock: date, code: str, n: float) -> str | None:
    moved = values.shift(clock, "W" if code == "2W" else code, n * (2 if code == "2W" else 1))
    if moved is None:
        return None
    first, last = sorted((moved, clock))
    return f"{first.isoformat()}/{last.isoformat()}"


def day_beside(hit: Hit) -> str | None:
    """ "the day before", "a day earlier", "the same day", "that day"."""
    if re.match(r"\s+(?:yesterday|tomorrow)", hit.after(12)):
        return None
    base = values.parse_day(hit.context.last) or hit.clock
    if base is None:
        return UNKNOWN_DAY
    moved = values.add_days(base, -1 if hit.has("before") else 1 if hit.has("after") else 0)
    return moved and moved.isoformat() + (f"T{hit.word('part')}" if hit.has("part") else "")


def same_unit(hit: Hit) -> str | None:
    """ "that year", "the same month", "the following year"."""
    code = hit.word("unit")
    base = values.first_day(hit.context.last)
    if code == "D":
        return day_beside(hit) if hit.context.last else None
    if base is None or code not in "WMYQE":
        return None
    if hit.has("next") and (moved := values.shift(base, code, 1)):
        base = moved
    return values.containing(base, code)


def part_of_day(hit: Hit) -> str | None:
    """ "this morning", "last night", "that evening"."""
    word = hit.text("which")
    part = hit.word("part")
    if word in ("that", "same", "very"):
        base = values.parse_day(hit.context.last) or hit.clock
        n = 0
    elif word == "the":
        if not re.search(r"\b(?:in|during|on)\s+\Z", hit.before(8)):
            return None
        base, n = hit.clock, 0
    else:
        n = step(hit)
        if n and part == "MO" and word not in ("previous", "next", "following"):
            return None
        base = hit.clock
    if base is None:
        return f"{UNKNOWN_DAY}T{part}"
    day = values.add_days(base, n)
    return day and f"{day.isoformat()}T{part}"


def overnight(hit: Hit) -> str | None:
    """ "overnight": the day before and the day itself."""
    if hit.clock is None or re.match(r"\s+(?:success|sensation|stay|bag|hit)\b", hit.after(12)):
        return None
    before = values.add_days(hit.clock, -1)
    return before and f"{before.isoformat()}/{hit.clock.isoformat()}"


def weekend(hit: Hit) -> str | None:
    """ "last weekend", "over the weekend"."""
    if hit.clock is None:
        return "XXXX-WXX-WE"
    word = hit.text("which")
    n = step(hit)
    if word == "the" and hit.clock.isoweekday() < 6 and not hit.future():
        n = -1
    day = values.add_days(hit.clock, 7 * n)
    return day and values.week_value(day) + "-WE"


def season(hit: Hit) -> str | None:
    """ "last summer", "this spring", "the winter"."""
    name = hit.word("season")
    clock = hit.clock
    word = hit.text("which")
    if clock is None:
        return f"XXXX-{name}"
    if word in ("the", "") and name == "FA" and hit.text("season") == "fall":
        return None
    year = clock.year + (0 if hit.has("past") else step(hit))
    # January is in the winter that began the year before.
    if (
        name == "WI"
        and clock.month <= 3
        and (word in ("this", "the", "current") or hit.has("past"))
    ):
        year -= 1
    elif word == "the" and values.SEASONS[name] > clock.month and not hit.future():
        year -= 1
    return f"{year:04}-{name}"


def quarter(hit: Hit) -> str | None:
    """ "the third quarter of 2016", "this year's third quarter", "Q1 2024", "second-quarter"."""
    n = hit.integer("q") if hit.has("q") else ordinal(hit.part("n"))
    if not 1 <= n <= 4:
        return None
    if hit.has("year"):
        return f"{short_year(hit, 'year'):04}-Q{n}"
    clock = hit.clock
    if clock is None:
        return f"XXXX-Q{n}"
    if hit.has("rel"):
        return f"{relative_year(hit):04}-Q{n}"
    if hit.has("ago"):
        return f"{clock.year - 1:04}-Q{n}"
    begun = date(clock.year, 3 * n - 2, 1)
    if clock >= begun - timedelta(days=75) or hit.future():
        return f"{clock.year:04}-Q{n}"
    return f"{clock.year - 1:04}-Q{n}"


def half(hit: Hit) -> str | None:
    """ "the first half of 2016", "the second half of last year", "the first half of August"."""
    n = ordinal(hit.part("n")) if hit.has("n") else 2
    if n not in (1, 2):
        return None
    number = short_year(hit, "year")
    if number is None:
        number = relative_year(hit) if hit.has("rel") else hit.clock and hit.clock.year
    return number and f"{number:04}-H{n}"


def first_units(hit: Hit) -> Reading | None:
    """ "the first six months of 2016", "the last two weeks of this year"."""
    n, code = count(hit.part("count")), hit.word("unit")
    number = short_year(hit, "year")
    if number is None and hit.clock:
        number = relative_year(hit) if hit.has("rel") else hit.clock.year
    if n is None or number is None:
        return None
    first, end = date(number, 1, 1), date(number, 12, 31)
    if hit.has("from_end"):
        moved = values.shift(end, code, -n)
        first = moved + timedelta(1) if moved else first
    else:
        moved = values.shift(first, code, n)
        end = moved - timedelta(1) if moved else end
    return Reading(f"{first.isoformat()}/{end.isoformat()}", extent=f"P{n:g}{code}")


def units_ago(hit: Hit) -> Reading | str | None:
    """ "two years ago", "three days later", "a week earlier", "48 hours before"."""
    code = hit.word("unit")
    back = hit.has("ago") or hit.has("earlier")
    n = count(hit.part("count"))
    if hit.has("half") and n is not None:
        n += 0.5
    if n is None:
        return values.PAST if hit.has("ago") else None
    if code == "2W":
        code, n = "W", 2 * n
    base = hit.clock if hit.has("ago") or hit.has("hence") else anchor(hit)
    extent = f"P{n:g}{code}"
    if base is None:
        return Reading(UNKNOWN_OF.get(code, UNKNOWN_DAY), extent=extent)
    if hit.has("ago") or hit.has("hence"):
        return _moved(base, code, -n if back else n, extent)
    last = values.unit_of(hit.context.last)
    if last == "Q" and code == "Y":
        base_value = values.first_day(hit.context.last)
        moved = base_value and values.shift(base_value, "Y", -n if back else n)
        return moved and values.quarter_value(moved)
    if code in "YM" and hit.has("earlier") and n == 1 and last != "D":
        return _moved(hit.clock or base, code, -1, extent)
    return _moved(base, code, -n if back else n, extent)


def _moved(base: date, code: str, n: float, extent: str) -> Reading | None:
    moved = values.shift(base, code, n)
    if moved is None:
        return None
    if n != int(n):
        code = {"Y": "M", "M": "W", "W": "D", "E": "Y"}.get(code, code)
    return Reading(values.containing(moved, code), extent=extent)


def hours_ago(hit: Hit) -> Reading | str | None:
    """ "48 hours ago", "a few minutes later": the day only."""
    n = count(hit.part("count"))
    code = hit.word("unit")
    base = hit.clock if hit.has("ago") else anchor(hit)
    if base is None:
        return UNKNOWN_DAY
    days = round(n / 24) if n and code == "TH" and n % 12 == 0 and n >= 24 else 0
    day = values.add_days(base, days if hit.has("later") else -days)
    return day and day.isoformat()


def last_units(hit: Hit) -> Reading | None:
    """ "the past three weeks", "the last 24 hours", "the next two years"."""
    n = count(hit.part("count"))
    code = hit.word("unit")
    extent = length_value(n, code)
    direction = step(hit) or 1
    if hit.clock is None or n is None:
        vague = values.PAST if direction < 0 else values.FUTURE
        return Reading(vague, extent=extent)
    if code[0] == "T":
        code, n = "D", max(1, round(n / 24)) if code == "TH" else 1
    value = _stretch(hit.clock, code, direction * n)
    return value and Reading(value, extent=extent)


def length_value(n: float | None, code: str) -> str:
    """The ISO 8601 duration of ``n`` units: ``P3W``, ``PT2H``, ``PXY``; decades in years."""
    if code == "2W":
        code, n = "W", None if n is None else 2 * n
    if n is not None and code in "EC":
        n, code = n * (10 if code == "E" else 100), "Y"
    if n is not None and code == "Q":
        n, code = 3 * n, "M"
    number = "X" if n is None else f"{n:g}"
    return f"PT{number}{code[1]}" if code[0] == "T" else f"P{number}{code}"


def year_to_date(hit: Hit) -> str | None:
    """ "so far this year": from its first day to the clock."""
    if hit.clock is None:
        return None
    whole = values.containing(hit.clock, hit.word("unit"))
    return f"{values.interval(whole).start}/{hit.clock.isoformat()}"


def to_date(hit: Hit) -> str | None:
    """ "to date", "until now": everything up to the clock."""
    return f"../{hit.clock.isoformat()}" if hit.clock else f"../{values.PRESENT}"


def day_of_month(hit: Hit) -> str | None:
    """ "the 5th of this month", "on the 24th"."""
    day = ordinal(hit.part("day"))
    if hit.clock is None:
        return None
    if hit.has("which"):
        moved = values.add_months(hit.clock.replace(day=1), step(hit))
        return moved and values.day_value(moved.year, moved.month, day)
    if not re.search(r"\bon\s+\Z", hit.before(6)) or re.match(r"[\s-]*[a-z0-9]", hit.after(4)):
        return None
    base = hit.clock.replace(day=1)
    if day > hit.clock.day and not hit.future():
        base = values.add_months(base, -1) or base
    return values.day_value(base.year, base.month, day)


def the_unit(hit: Hit) -> str | None:
    """ "the quarter", "the latest period", "the year": the one the text speaks of."""
    code = "Q" if hit.has("period") else hit.word("unit")
    last = values.unit_of(hit.context.last)
    if code == "Q" and last == "Q":
        base = values.first_day(hit.context.last)
        if base and hit.has("ago"):
            base = values.shift(base, "Y", -1)
        return base and values.quarter_value(base)
    if hit.has("ago") and hit.clock and code in "YQ":
        moved = values.shift(hit.clock, "Y", -1)
        return moved and values.containing(moved, code)
    if hit.has("latest") and hit.clock and code in "QYM":
        moved = values.shift(hit.clock, code, -1)
        return moved and values.containing(moved, code)
    return None


def clock_time(hit: Hit) -> str | None:
    """ "at 9:30 p.m.": of the clock's day, until a date beside it says otherwise."""
    if hit.clock is None:
        return UNKNOWN_DAY + hit.word("clock")
    return hit.clock.isoformat() + hit.word("clock")
