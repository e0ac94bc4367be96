"""Readings of days told from the clock or from the day mentioned before."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mine_ie.dates import values
from mine_ie.dates.grammar import Hit
from mine_ie.dates.numerals import ordinal

UNKNOWN_DAY = "XXXX-XX-XX"
_AGO = ("last", "past", "previous", "preceding")
_AHEAD = ("next", "coming", "upcoming", "following", "ensuing")
#: "Rushed to the spot next day and defused ...".
_THEN = re.compile(r"[.,;]|\s(?:and|when|but|in|at|by|near)\b")
#: Short days that are words, or people, as well.
_DOUBTFUL = ("sun", "sat", "mon")
_ABBREVIATION = re.compile(r"\b(?:on|last|next|this)\s+\Z")
#: "Was killed Wed when a shell landed": a word before, and what may follow a day.
_AFTER_WORD = re.compile(r"[a-z]\s+\Z")
_DAY_ENDS = re.compile(r"[.,;]|\s(?:when|as|in|at|near|on|by|after|while|night|morning|evening)\b")
_COUNTED_AFTER = re.compile(
    r"\s(?!(?:on|in|when|yesterday|today|hours?|gmt|local|last|this|and|a|the)\b)[a-z]"
)


#: "On the 24th floor", "on the 38th parallel", "on the 1st-floor balcony".
#: "On Monday, the third **such** blast this year": the rank of what happened, no day.
_RANKED_AFTER = re.compile(
    r"\s(?!(?:of|in|at|on|when|and|but|after|before|by|during|near|from|with|a|an|the|two|three)\b)[a-z]"
)
#: "On the 27th and 28th of July": the month follows the last.
_OF_A_LIST = re.compile(
    r"(?:,|\s(?:and|to|or))\s(?:the\s)?\d{1,2}(?:st|nd|rd|th)\s(?:of\s)?[a-z]{3}"
)
_NUMBERED_THING = re.compile(
    r"-|\s*\d|\s+(?:floors?|stor(?:e?y|ies)|anniversary|birthday|parallel|day|minute|hour|street"
    r"|avenue|road|kilomet(?:er|re)|km|mile|attempt|try|time|century|of\s+(?!this|last|next|the\smonth)"
    r"|brigade|division|battalion|regiment|corps|army|infantry|front|[a-z]+\s+(?:brigade|division))\b"
)


def step(hit: Hit, name: str = "which") -> int:
    """-1 for last, 1 for next, 0 for this."""
    word = hit.text(name)
    return -1 if word in _AGO else int(word in _AHEAD)


def day_from_clock(hit: Hit, n: int) -> str | None:
    """The day ``n`` days from the clock; without its year, or unknown, where the clock is."""
    if hit.clock is not None:
        day = values.add_days(hit.clock, n)
        return values.written(day)
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
        bare = _AFTER_WORD.search(hit.before(3)) and _DAY_ENDS.match(hit.after(10))
        led = written.endswith(".") or _ABBREVIATION.search(hit.before(10))
        if not written[0].isupper() or not (led or (bare and word not in _DOUBTFUL)):
            return None
    part = f"T{hit.word('part')}" if hit.has("part") else ""
    if hit.clock is None:
        return f"XXXX-WXX-{number}{part}"
    base = hit.clock
    if hit.text("which") in ("previous", "preceding", "following"):
        base = values.parse_day(hit.context.last) or base
    day = weekday_near(base, number, _direction(hit))
    return values.written(day, part)


def _direction(hit: Hit) -> str:
    which = hit.text("which")
    if which in _AGO or hit.has("past"):
        return "last"
    if which in _AHEAD:
        return "next"
    if which == "this" and hit.future() is not False:
        return "this"
    # "by Friday's blast" tells who did it, not until when.
    limit = not re.match(r"['’]s\b", hit.after(3))
    if limit and re.search(r"\b(?:by|until|till|next|coming|through)\s+\Z", hit.before(8)):
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
    return values.written(day)


def day_before_or_after(hit: Hit, n: int) -> str | None:
    """Read "the next day", "the previous day": beside the day mentioned before."""
    if n == 0:
        return hit.clock.isoformat() if hit.clock and hit.text("which") == "this" else None
    if not hit.has("the") and not (n > 0 and _THEN.match(hit.after(8))):
        return None
    base = _day_told(hit) or (hit.clock if n < 0 or hit.future() else None)
    day = values.add_days(base, n) if base else None
    return day.isoformat() if day else UNKNOWN_DAY


def _day_told(hit: Hit) -> date | None:
    """The single day mentioned last: what "the same day" and "the next morning" reckon from."""
    return values.parse_day(hit.context.last) or values.parse_day(hit.context.last_day)


def part_beside(hit: Hit) -> str | None:
    """Read "the night before", "the morning after"."""
    if re.match(r"\s+(?:the|a|an|his|her|their|its|he|she|they|it)\b", hit.after(8)):
        return None
    base = _day_told(hit) or hit.clock
    day = values.add_days(base, -1 if hit.has("before") else 1) if base else None
    return values.written(day, f"T{hit.word('part')}") if day else UNKNOWN_DAY


def night_to(hit: Hit) -> str | None:
    """Read "the night of Monday to Tuesday", "overnight into Wednesday": both days."""
    if hit.has("night") and hit.word("night") not in ("NI", "EV"):
        return None
    if hit.clock is None:
        return None
    last = weekday_near(hit.clock, hit.integer("until"), "next" if hit.future() else "past")
    first = values.add_days(last, -1) if last else None
    if first is None or last is None:
        return None
    return f"{first.isoformat()}/{last.isoformat()}"


def night_of(hit: Hit) -> str | None:
    """Read "overnight Tuesday": the night that began on that day, or that led to today."""
    if hit.clock is None:
        return None
    first = weekday_near(hit.clock, hit.integer("of"), "next" if hit.future() else "past")
    if first == hit.clock:
        first = values.add_days(first, -1)
    last = values.add_days(first, 1) if first else None
    return f"{first.isoformat()}/{last.isoformat()}" if first and last else None


def day_beside(hit: Hit) -> str | None:
    """Read "the day before", "a day earlier", "the same day", "that day"."""
    if re.match(r"\s+(?:yesterday|tomorrow)", hit.after(12)):
        return None
    base = _day_told(hit) or hit.clock
    n = -1 if hit.has("before") else 1 if hit.has("after") else 0
    if hit.word("unit") != "D":
        moved = values.shift(base, hit.word("unit"), n) if base else None
        return values.containing(moved, hit.word("unit")) if moved else None
    if base is None:
        return UNKNOWN_DAY
    moved = values.add_days(base, -1 if hit.has("before") else 1 if hit.has("after") else 0)
    return values.written(moved, f"T{hit.word('part')}" if hit.has("part") else "")


def part_of_day(hit: Hit) -> str | None:
    """Read "this morning", "last night", "that evening"."""
    word = hit.text("which")
    part = hit.word("part")
    if word in ("that", "same", "very"):
        base = _day_told(hit) or hit.clock
        n = 0
    elif word == "the":
        if not re.search(r"\b(?:in|during|on)\s+\Z", hit.before(8)) or hit.after(3) == " of":
            return None
        base, n = _day_told(hit) or hit.clock, 0
    else:
        n = step(hit)
        if n and part == "MO" and word not in ("previous", "next", "following"):
            return None
        base = hit.clock
        if hit.context.tokens.items[hit.match.start()].value == "the" and (
            n > 0 or word == "previous"
        ):
            # "The next morning" follows the day told of, not the day of the paper.
            base = _day_told(hit) or (hit.clock if n < 0 or hit.future() else None)
            if base is None:
                return UNKNOWN_DAY
    if base is None or base is hit.clock:
        value = day_from_clock(hit, n)
    else:
        day = values.add_days(base, n)
        value = values.written(day)
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
    return values.week_value(day) + "-WE" if day else None


def day_of_month(hit: Hit) -> str | None:
    """Read "the 5th of this month", "on the 24th"."""
    day = ordinal(hit.part("day"))
    if hit.clock is None:
        return None
    if hit.has("which"):
        moved = values.add_months(hit.clock.replace(day=1), step(hit))
        return values.day_value(moved.year, moved.month, day) if moved else None
    if not re.search(r"\bon\s+\Z", hit.before(6)) or _NUMBERED_THING.match(hit.after(16)):
        return None
    if _OF_A_LIST.match(hit.after(24)):
        return None
    told = _day_told(hit)
    if told is None and values.unit_of(hit.context.last) == "M":
        told = values.first_day(hit.context.last)  # "At the end of March, on the 31st".
    told = told or hit.clock
    base = told.replace(day=1)
    if told is hit.clock and day > told.day and not hit.future():
        base = values.add_months(base, -1) or base
    return values.day_value(base.year, base.month, day)


def clock_time(hit: Hit) -> str | None:
    """Read "at 9:30 p.m.": of the clock's day, until a date beside it says otherwise."""
    return _day_in_view(hit) + hit.word("clock")


def _day_in_view(hit: Hit) -> str:
    """The day mentioned before; a time of day alone does not say that it is the clock's."""
    day = _day_told(hit)
    return day.isoformat() if day else UNKNOWN_DAY


def clock_digits(hit: Hit) -> str | None:
    """Read "at 2350": an hour and minute written as four digits."""
    token = hit.part("clock")[0]
    text = hit.context.tokens.lower[token.start : token.end]
    if not re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", text) or _COUNTED_AFTER.match(hit.after(12)):
        return None
    return f"{_day_in_view(hit)}T{text[:2]}:{text[2:]}"


def weekday_nth(hit: Hit) -> str | None:
    """Read "Friday the 13th": the last such day, or the next where the sentence looks ahead."""
    if hit.clock is None or _RANKED_AFTER.match(hit.after(12)):
        return None
    day, number = ordinal(hit.part("day")), hit.integer("weekday")
    steps = range(0, 14) if hit.future() else range(0, -14, -1)
    for month in (values.add_months(hit.clock.replace(day=1), n) for n in steps):
        if month is None or not values.valid_day(month.year, month.month, day):
            continue
        found = month.replace(day=day)
        if found.isoweekday() == number and (found <= hit.clock or hit.future()):
            return found.isoformat()
    return None
