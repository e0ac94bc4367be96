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
_COUNTED_AFTER = re.compile(
    r"\s(?!(?:on|in|when|yesterday|today|hours?|gmt|local|last|this|and|a|the)\b)[a-z]"
)
_OVER = re.compile(r"\b(?:over|in|during|within|for|throughout|of)\s+(?:the\s+)?\Z")
_ABBREVIATION = re.compile(r"\b(?:on|last|next|this)\s+\Z")


def step(hit: Hit, name: str = "which") -> int:
    """-1 for last, 1 for next, 0 for this."""
    word = hit.text(name)
    return -1 if word in _AGO else int(word in _AHEAD)


def anchor(hit: Hit) -> date | None:
    """The day of the date mentioned before, else of the clock."""
    return values.first_day(hit.context.last) or hit.clock


def day_from_clock(hit: Hit, n: int) -> str | None:
    """The day ``n`` days from the clock; without its year, or unknown, where the clock is."""
    if hit.clock is not None:
        day = values.add_days(hit.clock, n)
        return day and day.isoformat()
    if hit.context.partial_clock is not None:
        return f"{hit.context.partial_clock + timedelta(n):--%m-%d}"
    return UNKNOWN_DAY


def today(hit: Hit) -> str | None:
    """Read "today", "yesterday", "tomorrow"."""
    if re.match(r"['’]s\s+(?:world|society|youth|standards|young)\b", hit.after(16)):
        return values.PRESENT
    word = hit.part("day")[0]
    part = f"T{hit.word('part')}" if hit.has("part") else ""
    if hit.text("day") == "tonight":
        part = "TNI"
    day = day_from_clock(hit, int(word.value))
    return day and day + part


def beyond_today(hit: Hit) -> str | None:
    """Read "the day before yesterday", "the day after tomorrow"."""
    base = hit.integer("day")
    later = hit.has("after")
    return day_from_clock(hit, 2 * base) if base == (1 if later else -1) else None


def weekday(hit: Hit) -> str | None:
    """Read "Friday", "last Friday", "next Monday", "Tuesday night"."""
    token = hit.part("weekday")[0]
    number = int(token.value)
    word = hit.text("weekday")
    abbreviated = not word.endswith("day")
    if abbreviated and not hit.has("which"):
        written = hit.context.tokens.text[token.start : token.end]
        if not written[0].isupper() or (
            not written.endswith(".") and not _ABBREVIATION.search(hit.before(10))
        ):
            return None
    part = f"T{hit.word('part')}" if hit.has("part") else ""
    if hit.clock is None:
        return f"XXXX-WXX-{number}{part}"
    base = hit.clock
    if hit.text("which") in ("previous", "preceding", "following"):
        base = values.parse_day(hit.context.last) or base
    day = weekday_near(base, number, _direction(hit))
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
        return "past" if hit.future() is False else "next"
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
    """Read "Friday last week", "Monday of this week"."""
    number = hit.integer("weekday")
    if hit.clock is None:
        return f"XXXX-WXX-{number}"
    day = values.add_days(hit.clock, 7 * step(hit) + number - hit.clock.isoweekday())
    return day and day.isoformat()


def unit(hit: Hit) -> Reading | str | None:
    """Read "last year", "this week", "next month"; "the past year" is the year up to now."""
    clock, code = hit.clock, hit.word("unit")
    n = step(hit)
    if hit.text("unit").endswith("s"):
        return values.FUTURE if n > 0 else None
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
    """Read "the next day", "the previous day": beside the day mentioned before."""
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
    """Read "the day before", "a day earlier", "the same day", "that day"."""
    if re.match(r"\s+(?:yesterday|tomorrow)", hit.after(12)):
        return None
    base = values.parse_day(hit.context.last) or hit.clock
    if base is None:
        return UNKNOWN_DAY
    moved = values.add_days(base, -1 if hit.has("before") else 1 if hit.has("after") else 0)
    return moved and moved.isoformat() + (f"T{hit.word('part')}" if hit.has("part") else "")


def same_unit(hit: Hit) -> str | None:
    """Read "that year", "the same month", "the following year"."""
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
    """Read "this morning", "last night", "that evening"."""
    word = hit.text("which")
    part = hit.word("part")
    if word in ("that", "same", "very"):
        base = values.parse_day(hit.context.last) or hit.clock
        n = 0
    elif word == "the":
        if not re.search(r"\b(?:in|during|on)\s+\Z", hit.before(8)) or hit.after(3) == " of":
            return None
        base, n = hit.clock, 0
    else:
        n = step(hit)
        if n and part == "MO" and word not in ("previous", "next", "following"):
            return None
        base = hit.clock
    if base is None or base is hit.clock:
        value = day_from_clock(hit, n)
    else:
        day = values.add_days(base, n)
        value = day and day.isoformat()
    return value and f"{value}T{part}"


def overnight(hit: Hit) -> str | None:
    """Read "overnight": the day before and the day itself."""
    if re.match(r"\s+(?:success|sensation|stay|bag|hit)\b", hit.after(12)):
        return None
    return f"{day_from_clock(hit, -1)}/{day_from_clock(hit, 0)}"


def weekend(hit: Hit) -> str | None:
    """Read "last weekend", "over the weekend"."""
    if hit.clock is None:
        return "XXXX-WXX-WE"
    word = hit.text("which")
    n = step(hit)
    if word == "the" and hit.clock.isoweekday() < 6 and not hit.future():
        n = -1
    day = values.add_days(hit.clock, 7 * n)
    return day and values.week_value(day) + "-WE"


def season(hit: Hit) -> str | None:
    """Read "last summer", "this spring", "the winter"."""
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
    """Read "the third quarter of 2016", "this year's third quarter", "Q1 2024", "second-quarter"."""
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
    """Read "the first half of the year"."""
    n = ordinal(hit.part("n")) if hit.has("n") else 2
    return f"{hit.clock.year:04}-H{n}" if hit.clock and n in (1, 2) else None


def units_ago(hit: Hit) -> Reading | str | None:
    """Read "two years ago", "three days later", "a week earlier", "48 hours before"."""
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
    if hit.has("later") and not hit.context.last:
        return Reading(UNKNOWN_OF.get(code, UNKNOWN_DAY), extent=extent)
    if code == "Y" and n == 1 and back and (value := _same_period_a_year_ago(hit)):
        return Reading(value, extent=extent)
    if base is None:
        return Reading(UNKNOWN_OF.get(code, UNKNOWN_DAY), extent=extent)
    if hit.has("ago") or hit.has("hence"):
        return _moved(base, code, -n if back else n, extent)
    return _moved(base, code, -n if back else n, extent)


def _quarter_named(hit: Hit) -> date | None:
    """The first day of the quarter that the text speaks of, at latest the last one completed."""
    if values.unit_of(hit.context.period) != "Q":
        return None
    base = values.first_day(hit.context.period)
    done = hit.clock and values.shift(hit.clock, "Q", -1)
    if base and done and base > done:
        return values.first_day(values.quarter_value(done))
    return base


def _same_period_a_year_ago(hit: Hit) -> str | None:
    """Read "up from $3 million a year earlier", in a text that speaks of a quarter: that quarter."""
    base = _quarter_named(hit)
    if base is None:
        return None
    moved = values.shift(base, "Y", -1)
    return moved and values.quarter_value(moved)


def _moved(base: date, code: str, n: float, extent: str) -> Reading | None:
    moved = values.shift(base, code, n)
    if moved is None:
        return None
    if n != int(n):
        code = {"Y": "M", "M": "W", "W": "D", "E": "Y"}.get(code, code)
    return Reading(values.containing(moved, code), extent=extent)


def hours_ago(hit: Hit) -> Reading | str | None:
    """Read "48 hours ago", "a few minutes later": the day only."""
    n = count(hit.part("count"))
    code = hit.word("unit")
    base = hit.clock if hit.has("ago") else anchor(hit)
    if base is None:
        return UNKNOWN_DAY
    days = round(n / 24) if n and code == "TH" and n % 12 == 0 and n >= 24 else 0
    day = values.add_days(base, days if hit.has("later") else -days)
    return day and day.isoformat()


def last_units(hit: Hit) -> Reading | None:
    """Read "the past three weeks", "the last 24 hours", "the next two years"."""
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
    """Read "so far this year": from its first day to the clock."""
    if hit.clock is None:
        return None
    whole = values.containing(hit.clock, hit.word("unit"))
    return f"{values.interval(whole).start}/{hit.clock.isoformat()}"


def to_date(hit: Hit) -> str | None:
    """Read "to date", "until now": everything up to the clock."""
    return f"../{hit.clock.isoformat()}" if hit.clock else f"../{values.PRESENT}"


def day_of_month(hit: Hit) -> str | None:
    """Read "the 5th of this month", "on the 24th"."""
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


def the_period(hit: Hit) -> str | None:
    """Read "the quarter", "the latest period", "the year-ago quarter": the one the text speaks of."""
    base = _quarter_named(hit)
    if base is None:
        if hit.has("period"):
            return None
        base = hit.clock and values.shift(hit.clock, "Q", -1)
    if base is None:
        return None
    if hit.has("year"):
        base = base.replace(year=short_year(hit, "year") or base.year, day=1)
    elif hit.has("ago"):
        base = values.shift(base, "Y", -1) or base
    return values.quarter_value(base)


def year_ago(hit: Hit) -> str | None:
    """Read "year-earlier", "the year-ago" before a noun."""
    if (value := _same_period_a_year_ago(hit)) is not None:
        return value
    moved = hit.clock and values.shift(hit.clock, "Y", -1)
    return values.containing(moved, "Y") if moved else None


def the_unit(hit: Hit) -> Reading | str | None:
    """Read "the year", "the latest fiscal year", "the end of the month", "later in the day"."""
    code = hit.word("unit")
    if hit.after(1) in ("-", "–"):
        return None
    if re.match(r"\s+(?:end(?:ed|ing|s)|to)\b", hit.after(8)) and code == "Y":
        return Reading("P1Y", label="DURATION")
    if not hit.has("in") and code != "Y" and not re.search(r"\bfor\s+\Z", hit.before(6)):
        return None
    if hit.has("latest"):
        moved = hit.clock and values.shift(hit.clock, code, -1)
        return values.containing(moved, code) if moved and code in "YM" else None
    if code == "D":
        base = values.parse_day(hit.context.last) or hit.clock
        return base.isoformat() if base else UNKNOWN_DAY
    if code not in "WMY" or hit.clock is None:
        return None
    if (
        code == "Y"
        and not hit.has("in")
        and re.match(r"\s+(?:of|in|the|when|after)\b", hit.after(8))
    ):
        return None
    return values.containing(hit.clock, code)


def clock_time(hit: Hit) -> str | None:
    """Read "at 9:30 p.m.": of the clock's day, until a date beside it says otherwise."""
    return _day_in_view(hit) + hit.word("clock")


def _day_in_view(hit: Hit) -> str:
    """The day mentioned before; a time of day alone does not say that it is the clock's."""
    day = values.parse_day(hit.context.last)
    return day.isoformat() if day else UNKNOWN_DAY


def clock_digits(hit: Hit) -> str | None:
    """Read "at 2350": an hour and minute written as four digits."""
    token = hit.part("clock")[0]
    text = hit.context.tokens.lower[token.start : token.end]
    if not re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", text) or _COUNTED_AFTER.match(hit.after(12)):
        return None
    return f"{_day_in_view(hit)}T{text[:2]}:{text[2:]}"


def year_end(hit: Hit) -> str | None:
    """Read "year-end", "year's end"."""
    if hit.clock is None or hit.word("unit") != "Y":
        return None
    return f"{hit.clock.year:04}"
