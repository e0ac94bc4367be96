"""Readings of periods told from the clock or from the date mentioned before."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mine_ie.dates import values
from mine_ie.dates.absolute import relative_year, short_year
from mine_ie.dates.days import UNKNOWN_DAY, day_before_or_after, day_beside, step
from mine_ie.dates.grammar import Hit, Reading
from mine_ie.dates.numerals import count, length_value, ordinal

UNKNOWN_OF = {"D": UNKNOWN_DAY, "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
_DURING = re.compile(r"\b(?:during|over|throughout|in the course of)\s+\Z")
_YEAR = re.compile(r"\d{4}")
#: "Two days after", "a week before".
_BESIDE = ("after", "before")
_THE_EVENT = re.compile(
    r"\s(?:the|that|this)\s(?:[a-z-]+\s){0,2}?(?:incident|accident|attack|blast|explosion|bombing"
    r"|ambush|shelling|strike|raid|event|tragedy|find|discovery)(?:[,.;]|\Z)"
)
_OVER = re.compile(r"\b(?:over|in|during|within|for|throughout|of)\s+(?:the\s+)?\Z")


def anchor(hit: Hit) -> date | None:
    """The day of the date mentioned before, else of the clock."""
    return values.first_day(hit.context.last) or hit.clock


def unit(hit: Hit) -> Reading | str | None:
    """Read "last year", "this week", "next month"; "the past year" is the year up to now."""
    clock, code = hit.clock, hit.word("unit")
    n = step(hit)
    if hit.text("unit").endswith("s"):
        return values.FUTURE if n > 0 else None
    if code == "D" and hit.text("which") == "past" and clock:
        day = values.add_days(clock, -1)
        return day.isoformat() if day else None  # "Over the past day": up to the clock.
    if code == "D":
        return day_before_or_after(hit, n)
    length = "P2W" if code == "2W" else "P10Y" if code == "E" else f"P1{code}"
    if clock is None:
        return UNKNOWN_OF.get(code)
    stretch = (
        hit.text("which") == "past"
        or (n < 0 and code != "Q" and hit.has("the") and bool(_OVER.search(hit.before(12))))
        or (code in ("E", "2W") and n)
    )
    if stretch and n:
        value = _stretch(clock, code, n)
        return Reading(value, extent=length) if value else None
    base = clock
    if hit.text("which") in ("previous", "preceding", "following", "ensuing"):
        base = anchor(hit) or clock
    moved = values.shift(base, "W" if code == "2W" else code, n)
    return values.containing(moved, code) if moved else None


def _stretch(clock: date, code: str, n: float) -> str | None:
    moved = values.shift(clock, "W" if code == "2W" else code, n * (2 if code == "2W" else 1))
    if moved is None:
        return None
    first, last = sorted((moved, clock))
    return f"{first.isoformat()}/{last.isoformat()}"


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


def same_period(hit: Hit) -> str | None:
    """Read the year of "the same period of 2023", "the corresponding months last year".

    Which stretch of that year is meant is found when all mentions are read (``compose``).
    """
    if hit.has("year"):
        number = short_year(hit, "year")
    elif hit.has("rel"):
        number = relative_year(hit)
    else:
        number = hit.clock.year - 1 if hit.clock else None
    return None if number is None else f"{number:04}"


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
    ) or (word == "the" and values.SEASONS[name] > clock.month and not hit.future()):
        year -= 1
    return f"{year:04}-{name}"


def quarter(hit: Hit) -> str | None:
    """Read "the third quarter of 2016", "this year's third quarter", "Q1 2024"."""
    n = hit.integer("q") if hit.has("q") else ordinal(hit.part("n"))
    if not 1 <= n <= 4:
        return None
    if hit.has("year"):
        return f"{short_year(hit, 'year'):04}-Q{n}"
    clock = hit.clock
    if hit.has("same"):
        base = values.first_day(hit.context.last)
        return f"{base.year:04}-Q{n}" if base else None
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
    """Read "the first half of the year", "H1 2024"."""
    if hit.has("h"):
        return f"{short_year(hit, 'year'):04}-H{hit.integer('h')}"
    n = ordinal(hit.part("n")) if hit.has("n") else 2
    return f"{hit.clock.year:04}-H{n}" if hit.clock and n in (1, 2) else None


def first_units(hit: Hit) -> Reading | None:
    """Read "in the first seven months": of the year that the clock is in, or has just left."""
    n, code = count(hit.part("count")), hit.word("unit")
    led_in = re.search(r"\b(?:in|during|over|for|within|of)\s+\Z", hit.before(8))
    if hit.clock is None or n is None or code not in "MQ" or led_in is None:
        return None
    if ordinal(hit.part("n")) != 1 or re.match(r"\s+(?:of|after|since|in)\b", hit.after(8)):
        return None
    # Where these months are not over, they are last year's.
    over = n <= hit.clock.month
    start = date(hit.clock.year - (not over), 1, 1)
    after = values.shift(start, code, n)
    if after is None:
        return None
    value = f"{start.isoformat()}/{(after - timedelta(1)).isoformat()}"
    return Reading(value, extent=length_value(n, code))


def this_period(hit: Hit) -> str | None:
    """Read "in the same period", "the reporting month": told before (see ``compose``)."""
    return UNKNOWN_OF["D"]


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
    if _from_the_event(hit):
        base = values.parse_day(hit.context.last_day)
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


def _from_the_event(hit: Hit) -> bool:
    """ "Two days after the incident, soldiers found ...": from the day told last."""
    return hit.text_of().endswith(_BESIDE) and is_of_the_event(hit.after(40))


def is_of_the_event(after: str) -> bool:
    """Whether what follows "after" is what was told before: "the blast,", "that attack."."""
    return _THE_EVENT.match(after) is not None


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
    """Read "up from $3 million a year earlier" in a text that speaks of a quarter."""
    base = _quarter_named(hit)
    if base is None:
        return None
    moved = values.shift(base, "Y", -1)
    return values.quarter_value(moved) if moved else None


def _moved(base: date, code: str, n: float, extent: str) -> Reading | None:
    moved = values.shift(base, code, n)
    if moved is None:
        return None
    if n != int(n):
        code = {"Y": "M", "M": "W", "W": "D", "E": "Y"}.get(code, code)
    return Reading(values.containing(moved, code), extent=extent)


def hours_ago(hit: Hit) -> Reading | None:
    """Read "48 hours ago", "a few minutes later": the day only."""
    n = count(hit.part("count"))
    code = hit.word("unit")
    extent = length_value(n, code)
    base = hit.clock if hit.has("ago") else anchor(hit)
    if base is None:
        return Reading(UNKNOWN_DAY, extent=extent)
    days = round(n / 24) if n and code == "TH" and n % 12 == 0 and n >= 24 else 0
    day = values.written(values.add_days(base, days if hit.has("later") else -days))
    return Reading(day, extent=extent) if day else None


def last_units(hit: Hit) -> Reading | None:
    """Read "the past three weeks", "the last 24 hours", "the next two years"."""
    n = count(hit.part("count"))
    code = hit.word("unit")
    extent = length_value(n, code)
    direction = -1 if hit.has("recent") else step(hit) or 1
    if hit.clock and n is None and code[0] == "T":
        return Reading(hit.clock.isoformat(), extent=extent)
    if hit.clock is None or n is None:
        vague = values.PAST if direction < 0 else values.FUTURE
        return Reading(vague, extent=extent)
    if code[0] == "T":
        code, n = "D", max(1, round(n / 24)) if code == "TH" else 1
    value = _stretch(hit.clock, code, direction * n)
    return Reading(value, extent=extent) if value else None


def to_date(hit: Hit) -> str | None:
    """Read "to date", "until now": everything up to the clock."""
    return f"../{hit.clock.isoformat()}" if hit.clock else f"../{values.PRESENT}"


def unit_to_date(hit: Hit) -> str | None:
    """Read "the year to date": from its first day up to the clock."""
    start = hit.clock and values.first_day(values.containing(hit.clock, hit.word("unit")))
    return f"{start.isoformat()}/{hit.clock.isoformat()}" if start and hit.clock else None


def the_period(hit: Hit) -> str | None:
    """Read "the quarter", "the latest period", "the year-ago quarter"."""
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
    if code == "Y" and _DURING.search(hit.before(12)) and _YEAR.fullmatch(hit.context.last or ""):
        return hit.context.last  # "They cleared 25 km2 last year. ... during the year".
    return values.containing(hit.clock, code)


def year_end(hit: Hit) -> str | None:
    """Read "year-end", "year's end"."""
    if hit.clock is None or hit.word("unit") != "Y":
        return None
    return f"{hit.clock.year:04}"


def unit_beyond(hit: Hit) -> str | None:
    """Read "the week before last", "the month after next"."""
    code = hit.word("unit")
    moved = hit.clock and values.shift(hit.clock, code, 2 if hit.has("after") else -2)
    return values.containing(moved, code) if moved else None


def in_units(hit: Hit) -> Reading | None:
    """Read "will open in two weeks"; in a sentence on the past, "in two weeks" is a length."""
    n, code = count(hit.part("count")), hit.word("unit")
    if hit.clock is None or n is None or code == "2W" or not hit.future():
        return None
    return _moved(hit.clock, code, n, f"P{n:g}{code}")
