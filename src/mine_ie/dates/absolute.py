"""Readings of dates that name their day, month, year, quarter, season, decade or century."""

from __future__ import annotations

import re
from datetime import date

from mine_ie.dates import values
from mine_ie.dates.grammar import Hit
from mine_ie.dates.lexicon import words
from mine_ie.dates.numerals import full_year, ordinal, year

#: How many days ahead of the clock a past report's day may lie (time zones, advance copy).
MARGIN = 2
#: Beyond this many days ahead, a day without a year in a past sentence is last year's.
FAR_AHEAD = 45
#: A chronicle that opens with a day looks back no further than this.
_CHRONICLE = 60
_VERB_AFTER_MAY = re.compile(
    r"\s+(?:be|have|has|not|also|well|still|yet|never|even|only|already|now|seem|come|go|take|need|try"
    r"|result|explode|die|want|face|remain|become|lead|make|help|do|get|include|continue|cause|contain"
    r"|use|call|ask|run|give|feel|lose|or\smay)\b"
)
_MONTH_CONTEXT = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|from|to|through|between|and|or|last|next|this|early|late|mid"
    r"|during|after|before|for|on|end|beginning|middle|every|each|past|prior|coming|previous|earlier)"
    r"|[-–/,(])\s*\Z"
)
_UNIT_AFTER = re.compile(
    r"(?:[\s-]+(?:[a-z]+-)?(?:anti|unexploded|tank|personnel|vehicle|explosive|live|square|cubic|metric|more"
    r"|armed|innocent|young))*[\s-]*(?:percent|per\s?cent|%|bombs?\b|shells?\b|rockets?\b|people|persons|men|women|civilians|soldiers|troops|mines?\b|km|kilo"
    r"|met(?:er|re)s?\b|miles?\b|kg|grams?|pounds|lbs?\b|dollars|tons?\b|tonnes|hectares|square|sq\b"
    r"|hours|hrs|gmt|feet|rounds|items|others|houses|families|members|police|[a-z]*s\s(?:were|have|had)"
    r"|million|billion|thousand|points|shares|yen|pesos|acres|yards|barrels|megawatts|cc\b|mm\b)"
)
_YEAR_CONTEXT = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|to|of|through|between|and|or|during|for|before|after|than"
    r"|early|late|mid|end|year|the|its|their|his|her|our|s|fiscal|late|both|around|about|circa|nor|as"
    r"|into|on|back|a|an|due|last|next|this|that)|[-–—/,(;:'’\]\[])\s*\Z"
)
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}\s\Z")
#: "The 2004 mine accident": a number stands before several.
_ONE_THING = re.compile(r"\s(?:mine|bomb|shell|rocket|civilian|soldier)\b")
#: What only a year follows.
_YEAR_LED_IN = re.compile(r"\b(?:since|during|until|till)\s+\Z|(?:\A|[.!?\n]\s{0,3})in\s+\Z")
#: What only a day follows.
_DAY_LED_IN = re.compile(r"\b(?:on|since|until|till)\s+\Z|(?:\A|[.!?\n]\s{0,3})by\s+\Z")
_CODE_AFTER = re.compile(r"\s*[-–]\s?[a-z]{0,2}\d|[-/]\w+[-/]|[:x×*]\d")
_HOUR_AFTER = re.compile(r"\s+on\s+(?:\d|the\s\d)|\s*[\[(]\d{4}\s?gmt|\s+to\s+0\d{3}\b")
_YEAR_AFTER = re.compile(r"\s?[-–/]\s?\d{2,4}(?!\w)")
_PLURAL_AHEAD = re.compile(r"(?:[\s-]+[a-z]+){0,3}?[\s-]+(?:[a-z]{2,20}s|people|men|women)\b")
_NUMBERED = re.compile(
    r"\b(?:resolution|flight|no|nos|number|page|pages|paragraph|article|section|road|route|room|unit"
    r"|at|about|some|approximately|nearly|over|than|least|most|only|mark|model|type|lot|case|box|of\sat"
    r"|roughly|almost|another|extra|these|those|all|up\sto|x|radio|channel|highway|km|grid|serial)"
    r"\.?\s*\Z"
)


def _led_in(hit: Hit) -> bool:
    """ "Since 2004 mines have killed 30", "In 2004 bombs ...": no number of mines."""
    before = hit.context.tokens.lower[max(hit.start - 12, 0) : hit.start]
    return _YEAR_LED_IN.search(before) is not None


def short_year(hit: Hit, name: str) -> int | None:
    """The year of a labelled part: four digits, spelt, two digits, or ``None`` when absent."""
    part = hit.part(name)
    if not part:
        return None
    value = year(part)
    return full_year(value, hit.clock, hit.context.latest_year) if value < 100 else value


def nearest_day(hit: Hit, month: int, day: int) -> str | None:
    """A month and day without year: by the tense, else the one nearest to the clock."""
    clock = hit.clock
    if clock is None:
        return values.day_value(None, month, day)
    around = [
        date(y, month, day)
        for y in range(max(clock.year - 4, 1), min(clock.year + 5, 9999))
        if values.valid_day(y, month, day)
    ]
    if not around:
        return None
    if hit.context.goes_on:
        return next((d for d in around if (d - clock).days > -_CHRONICLE), around[-1]).isoformat()
    near = min(around, key=lambda d: abs((d - clock).days))
    gap = (near - clock).days
    if gap < -FAR_AHEAD and (hit.future() or _stated_ahead(hit)):
        return min((d for d in around if d >= clock), default=near).isoformat()
    # Weeks ahead in a report of the past is last year's day; far off either way is left alone.
    if gap > FAR_AHEAD and not hit.future() and not _stated_ahead(hit):
        near = max((d for d in around if d <= clock), default=near)
    return near.isoformat()


def _stated_ahead(hit: Hit) -> bool:
    return bool(re.search(r"\b(?:by|until|till|next|due)\s+\Z", hit.before(12)))


def _end_ok(hit: Hit) -> bool:
    """Whether a two-digit year at the end of the match is one: nothing counted follows."""
    return not re.match(r"\s{1,3}[a-z]", hit.after(4)) or bool(
        re.match(
            r"\s+(?:in|at|on|when|by|and|the|that|to|a|an|which|from|was|were)\b", hit.after(9)
        )
    )


def day_month_year(hit: Hit) -> str | None:
    """Read "Saturday, 24 August 2024", "August 24", "24 AUG 89"."""
    month, day = hit.integer("month"), ordinal(hit.part("day"))
    tail = hit.part("year")
    if tail and _is_heading(hit, tail[-1].end):
        return None
    if hit.text("month") in ("may", "march", "mar", "sun") and not tail and not _noun(hit, True):
        return None
    if tail and year(tail) < 100 and tail[0].end == hit.end and not _end_ok(hit):
        return None
    if (number := short_year(hit, "year")) is not None:
        return values.day_value(number, month, day)
    if (
        _UNIT_AFTER.match(hit.after(16))
        and not _DAY_LED_IN.search(hit.before(10))
        and hit.context.tokens.items[hit.match.end() - 1].code == (hit.part("day")[-1].code)
        and hit.part("day")[-1].end == hit.end
        and "," not in hit.after(1)
    ):
        return None
    return nearest_day(hit, month, day)


def _is_heading(hit: Hit, end: int) -> bool:
    """ "1974" on a line of its own, above "January 5th: ..."."""
    below = hit.part("month")[0].start
    return "\n" in hit.context.tokens.text[end:below]


def new_year(hit: Hit) -> str | None:
    """Read "New Year's Day", "New Year's Eve"."""
    if hit.has("eve"):
        return nearest_day(hit, 12, 31)
    return nearest_day(hit, 1, 1) if hit.word("unit") == "D" else None


def christmas(hit: Hit) -> str | None:
    """Read "Christmas Day", "Christmas Eve"."""
    if hit.has("eve"):
        return nearest_day(hit, 12, 24)
    return nearest_day(hit, 12, 25) if hit.word("unit") == "D" else None


def relative_year(hit: Hit) -> int | None:
    """The year of "of last year", "this year"."""
    base = hit.clock.year if hit.clock else None
    if base is None:
        return None
    word = hit.text("rel")
    return base + (-1 if word in ("last", "past", "previous", "preceding") else word == "next")


def month_relative_year(hit: Hit) -> str | None:
    """Read "10 May of this year", "June 3 last year"."""
    return values.day_value(relative_year(hit), hit.integer("month"), ordinal(hit.part("day")))


def month_of_last_year(hit: Hit) -> str | None:
    """Read "June last year", "last year in the month of June"."""
    if hit.has("year") and hit.word("year") != "Y":
        return None
    return values.month_value(relative_year(hit), hit.integer("month"))


def day_range(hit: Hit) -> str | None:
    """Read "8 to 14 December 2016", "between Aug. 1 and 10"."""
    month = hit.integer("month")
    number = short_year(hit, "year")
    first, last = ordinal(hit.part("day")), ordinal(hit.part("until"))
    if number is None:
        end = nearest_day(hit, month, last)
        known = values.parse_day(end)
        number = known.year if known else None
    start, end = values.day_value(number, month, first), values.day_value(number, month, last)
    return f"{start}/{end}" if start and end and first < last else None


def month_range(hit: Hit) -> str | None:
    """Read "January-March 2016", "from May to July"."""
    first, last = hit.integer("month"), hit.integer("until")
    number = relative_year(hit) if hit.has("rel") else short_year(hit, "year")
    if number is None and hit.clock:
        number = int(_bare_month_year(hit, last))
    start = number - 1 if number and first > last else number
    return f"{values.month_value(start, first)}/{values.month_value(number, last)}"


def month_year(hit: Hit) -> str | None:
    """Read "August 2024", "Aug. '24"."""
    number = short_year(hit, "year")
    return None if number is None else values.month_value(number, hit.integer("month"))


def month_short_year(hit: Hit) -> str | None:
    """Read "SEPTEMBER 89": only of two digits that are no day."""
    if not _end_ok(hit) or hit.integer("year") > 99 or hit.integer("year") < 32:
        return None
    return month_year(hit)


def _noun(hit: Hit, numbered: bool = False) -> bool:
    """Whether "may", "march" and their like are the month here, in any letter case."""
    word = hit.part("month")[0]
    written = hit.context.tokens.text[word.start : word.end]
    shouted = hit.context.tokens.text[max(word.start - 60, 0) : word.end + 60].isupper()
    if word.end == hit.end and _VERB_AFTER_MAY.match(hit.after(16)):
        return False
    if not written[0].isupper():
        # Lower-case: a verb, unless the text has no capitals at all and a preposition says so.
        plain = hit.context.tokens.text[max(word.start - 200, 0) : word.end + 200].islower()
        return plain and bool(_MONTH_CONTEXT.search(hit.before(12)))
    before, after = hit.before(8), hit.context.tokens.text[hit.end : hit.end + 4]
    if not shouted and re.search(r"\b(?:the|a)\s\Z", before) and re.match(r"\s[a-z]", after):
        return not re.match(r"\s(?:of|to|for|by|on|in)\b", hit.after(5))  # "the May offensive"
    if numbered:
        return not _UNIT_AFTER.match(hit.after(16)) or not shouted
    return bool(_MONTH_CONTEXT.search(hit.before(12)))


def _bare_month_year(hit: Hit, month: int) -> str:
    clock = hit.clock
    assert clock is not None
    future = hit.future()
    if future or _stated_ahead(hit):
        return str(clock.year + (month < clock.month))
    ahead = (month - clock.month) % 12
    if ahead == 1 or (future is None and 0 < ahead <= 2):
        return str(clock.year + (month < clock.month))
    return str(clock.year - (month > clock.month))


def bare_month(hit: Hit) -> str | None:
    """Read "August", "in May"; never "may" or "march" as verbs."""
    text, month = hit.text("month"), hit.integer("month")
    if text in ("may", "march", "mar", "june", "april", "august") and not _noun(hit):
        if text in ("may", "march", "mar"):
            return None
        if re.match(r"\s[A-Z][a-z]", hit.context.tokens.text[hit.end : hit.end + 3]):
            return None
    if text.rstrip(".") != text and not _MONTH_CONTEXT.search(hit.before(12)):
        return None
    if (
        len(text) <= 4
        and text not in ("may", "june", "july")
        and not _MONTH_CONTEXT.search(hit.before(12))
    ):
        return None
    if re.match(r"\s*\d", hit.after(3)) or _DAY_BEFORE.search(hit.before(4)):
        return None
    if hit.clock is None:
        return values.month_value(None, month)
    return values.month_value(int(_bare_month_year(hit, month)), month)


def named_month(hit: Hit) -> str | None:
    """Read "last March", "next June", "this September"."""
    clock, month = hit.clock, hit.integer("month")
    if clock is None:
        return values.month_value(None, month)
    word = hit.text("which")
    if word in ("last", "past", "previous", "preceding"):
        return values.month_value(clock.year - (month >= clock.month), month)
    if word in ("next", "coming", "upcoming"):
        return values.month_value(clock.year + (month <= clock.month), month)
    return values.month_value(clock.year, month)


def iso(hit: Hit) -> str | None:
    """Read "2024-08-24", "2024-08-24T21:30Z"."""
    text = str(hit.part("iso")[0].value)
    value = values.day_value(int(text[:4]), int(text[5:7]), int(text[8:10]))
    return value and (value + text[10:16] if len(text) > 10 else value)


def numeric(hit: Hit) -> str | None:
    """Read "24/08/2024", "24.8.24", "8/24/2024", "2024/08/24".

    A dotted date has the day first. With strokes the reading that the calendar allows counts, of
    two that which the text's other dates show, else the one nearer to the clock; without a clock
    only the year is sure.
    """
    parts = re.split(r"[./-]", str(hit.part("date")[0].value))
    if len(parts[0]) == 4:
        return values.day_value(*map(int, parts))
    a, b, y = map(int, parts)
    number = full_year(y, hit.clock, hit.context.latest_year) if len(parts[2]) == 2 else y
    dotted = "." in hit.text("date")
    if len(parts[2]) == 2 and not 1900 <= number < 2200:
        return None
    first = values.day_value(number, b, a)
    second = None if dotted else values.day_value(number, a, b)
    if first and second and first != second:
        if (day_first := hit.context.day_first) is not None:
            return first if day_first else second
        if hit.clock is None:
            return f"{number:04}"
        return min(first, second, key=lambda v: _distance(v, hit.clock))
    return first or second


def _distance(value: str, clock: date | None) -> float:
    day = values.parse_day(value)
    if day is None or clock is None:
        return float("inf")
    days = (clock - day).days
    return days if days >= -MARGIN else 10_000 - days


def _written_before(hit: Hit) -> str:
    return hit.context.tokens.text[max(hit.start - 16, 0) : hit.start]


def bare_year(hit: Hit) -> str | None:
    """Read "in 2016", "(1992)", "the 1995 attack"; no quantity or number of a thing."""
    number = year(hit.part("year"))
    before, after = hit.before(16), hit.after(16)
    if number < 1000 or (hit.has("named") and hit.word("named") != "Y"):
        return None
    if len(hit.part("year")) == 2 and not hit.has("named"):
        codes = [t.code for t in hit.part("year")]
        # "two thousand" alone is a number; "nineteen twenty" after a preposition is a year.
        if words().codes["THOUSAND"] in codes:
            return None
    if len(hit.part("year")) == 1:
        counted = _UNIT_AFTER.match(after) and not _ONE_THING.match(after)
        if _NUMBERED.search(before) or (counted and not _led_in(hit)):
            return None
        if _HOUR_AFTER.match(after) or (_CODE_AFTER.match(after) and not _YEAR_AFTER.match(after)):
            return None
        prefixed = bool(_YEAR_CONTEXT.search(before)) or not before.strip()
        if not prefixed and not 1900 <= number < 2100:
            return None
        if not prefixed and _PLURAL_AHEAD.match(hit.after(48)):
            return None
        if not prefixed and re.search(r"[A-Z][a-z]+\s\Z", _written_before(hit)):
            return None
        if number < 1400 and not re.search(r"\b(?:in|since|by|until|year|of)\s+\Z", before):
            return None
        if re.search(r"\b(?:and|or|to|with|for|,)\s+\Z", before) and re.match(
            r"\s[a-z]{2,20}s\b", after
        ):
            return None
    return f"{number:04}"


def years(hit: Hit) -> str | None:
    """Read "2016-17", "2016-2020", "between 2016 and 2020", "2016/17"."""
    first = year(hit.part("year"))
    last = hit.integer("until")
    if last < 100:
        last += first // 100 * 100
    if not 1000 <= first < last < first + 400:
        return None
    return f"{first:04}/{last:04}"


def decade(hit: Hit) -> str | None:
    """Read "the 1990s", "the late '70s", "the nineties"."""
    number = hit.integer("decade")
    if not hit.has("the") and (
        hit.text("decade")[0] in "23456789"
        or re.search(r"\b(?:his|her|their|our|its)\s\Z", hit.before(7))
    ):
        return None  # "in his 20s"
    if number < 10:
        number *= 10
    if number < 100:
        number = full_year(number, hit.clock, hit.context.latest_year)
    return f"{number // 10:03}X"


def century(hit: Hit) -> str | None:
    """Read "the 19th century"."""
    n = ordinal(hit.part("n"))
    return f"{n - 1:02}XX" if 2 <= n <= 30 and hit.word("unit") == "C" else None


def season_year(hit: Hit) -> str | None:
    """Read "spring 2010", "the winter of 1994"."""
    number = short_year(hit, "year")
    return None if number is None else f"{number:04}-{hit.word('season')}"


def fiscal_year(hit: Hit) -> str | None:
    """Read "fiscal 1990", "FY2010", "fiscal year 2010-11"."""
    number = short_year(hit, "year")
    return None if number is None else f"{number:04}"
