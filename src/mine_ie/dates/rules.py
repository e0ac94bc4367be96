"""The rules, in order: at each word the first that reads it wins, so longer ones come first.

The notation is that of :mod:`mine_ie.dates.grammar`.
"""

from __future__ import annotations

from functools import cache

from mine_ie.dates import absolute as a
from mine_ie.dates import lengths as n
from mine_ie.dates import relative as r
from mine_ie.dates import values
from mine_ie.dates.grammar import Rule

_Y = "year:(YEARS|SHORTYEAR)"
_REL = "rel:(LAST|THIS|NEXT) UNIT"
_ORD = "n:(ORDINAL|NTH)"
_WD = "(WEEKDAY COMMA? (ON? TH)?)?"
_TO = "(DASH|TO|THROUGH|UNTIL)"
_COUNTED = "(APPROX|OVER)? count:COUNT OTHER? DASH?"
_LENGTH = "unit:(UNIT|UNITS|QUARTER) (AND A half:HALF)?"
_WHEN = "which:(LAST|NEXT|THIS|FOLLOWING)"

_CALENDAR = (
    Rule("iso", "iso:ISO", a.iso),
    Rule("numeric", "(WEEKDAY COMMA?)? date:NUMDATE", a.numeric),
    Rule(
        "day_range",
        f"FROM? TH? day:DAY {_TO} TH? until:DAY OF? month:MONTH (COMMA? OF? {_Y})?",
        a.day_range,
    ),
    Rule(
        "day_range",
        f"BETWEEN TH? day:DAY AND TH? until:DAY OF? month:MONTH (COMMA? OF? {_Y})?",
        a.day_range,
    ),
    Rule(
        "day_range",
        f"FROM? month:MONTH TH? day:DAY {_TO} TH? until:DAY (COMMA? OF? {_Y})?",
        a.day_range,
    ),
    Rule(
        "day_range",
        f"BETWEEN month:MONTH TH? day:DAY AND TH? until:DAY (COMMA? OF? {_Y})?",
        a.day_range,
    ),
    Rule(
        "day_month_year",
        f"{_WD} TH? day:DAY (DASH|SLASH)? OF? month:MONTH (COMMA|DASH|SLASH)? OF? "
        "year:(YEARS|SHORTYEAR|INT|DAYNUM)",
        a.day_month_year,
    ),
    Rule(
        "month_day_year",
        f"{_WD} month:MONTH (DASH|SLASH)? TH? day:DAY (COMMA|DASH|SLASH)? OF? {_Y}",
        a.day_month_year,
    ),
    Rule(
        "day_month_last_year",
        f"{_WD} TH? day:DAY OF? month:MONTH COMMA? OF? {_REL}",
        a.month_relative_year,
    ),
    Rule(
        "day_month_last_year", f"{_WD} month:MONTH day:DAY COMMA? OF? {_REL}", a.month_relative_year
    ),
    Rule("month_last_year", f"month:MONTH COMMA? OF? {_REL}", a.month_of_last_year),
    Rule("day_month", f"{_WD} TH? day:DAY DASH? OF? month:MONTH", a.day_month_year),
    Rule("month_day", f"{_WD} month:MONTH DASH? TH? day:DAY", a.day_month_year),
    Rule(
        "month_range", f"FROM? month:MONTH ({_TO}|SLASH) until:MONTH COMMA? OF? {_Y}", a.month_range
    ),
    Rule("month_range", f"BETWEEN month:MONTH AND until:MONTH COMMA? OF? {_Y}", a.month_range),
    Rule("month_range", "FROM? month:MONTH (TO|THROUGH|UNTIL) until:MONTH", a.month_range),
    Rule("month_range", "BETWEEN month:MONTH AND until:MONTH", a.month_range),
    Rule("month_year", f"month:MONTH (COMMA|DASH|SLASH)? OF? {_Y}", a.month_year),
    Rule("month_short_year", "month:MONTH (DASH|SLASH)? year:INT", a.month_short_year),
    Rule("last_month_name", "which:(LAST|NEXT|THIS) (LAST|NEXT)? month:MONTH", a.named_month),
)
_PERIODS = (
    Rule(
        "quarter",
        f"TH? FISCAL? DASH? {_ORD} DASH? QUARTER (COMMA|OF|IN)? FISCAL? ({_Y}|{_REL})",
        r.quarter,
    ),
    Rule("quarter", f"TH? {_Y} POSS? FISCAL? {_ORD} DASH? QUARTER", r.quarter),
    Rule("quarter", f"{_REL} POSS? FISCAL? {_ORD} DASH? QUARTER", r.quarter),
    Rule("quarter", f"TH? UNIT DASH ago:(AGO|EARLIER) FISCAL? {_ORD} DASH? QUARTER", r.quarter),
    Rule("quarter", f"q:QYEAR (COMMA|OF|DASH|SLASH)? {_Y}", r.quarter),
    Rule("quarter", "year:YEAR (COMMA|DASH)? q:QYEAR", r.quarter),
    Rule("quarter", f"(TH|A)? FISCAL? DASH? {_ORD} DASH? QUARTER", r.quarter),
    Rule("half", f"TH? (n:(ORDINAL|NTH)|LAST) DASH? HALF OF TH? ({_Y}|{_REL}|UNIT)", r.half),
    Rule(
        "first_units",
        f"TH? (ORDINAL|from_end:LAST) count:COUNT unit:UNITS OF TH? ({_Y}|{_REL}|UNIT)",
        r.first_units,
    ),
    Rule("season_year", f"TH? season:SEASON COMMA? OF? TH? UNIT? {_Y}", a.season_year),
    Rule("fiscal_year", f"TH? FISCAL UNIT? {_Y}", a.fiscal_year),
    Rule("fiscal_year", "year:FYEAR", a.fiscal_year),
    Rule("decade", "TH? decade:DECADE", a.decade),
    Rule("decade", "TH decade:DECADEWORD", a.decade),
    Rule("century", "TH? n:(NTH|ORDINAL|TEN DASH ORDINAL) DASH? unit:UNIT", a.century),
)
_RELATIVE = (
    Rule("beyond_today", "TH? UNIT (EARLIER|after:LATER) day:TODAY", r.beyond_today),
    Rule("today", "day:TODAY part:PART?", r.today),
    Rule("overnight", "OVERNIGHT", r.overnight),
    Rule("year_to_date", "SO FAR THIS unit:(UNIT|QUARTER)", r.year_to_date),
    Rule("to_date", "(TO DATEWORD|UNTIL NOW|TO NOW)", r.to_date),
    Rule(
        "weekday_of_week",
        "weekday:WEEKDAY (COMMA|OF)? which:(LAST|THIS|NEXT) unit:UNIT",
        r.weekday_of_week,
    ),
    Rule(
        "part_of_day",
        "(TH which:(SAME|NEXT|LAST|FOLLOWING)|which:(LAST|THIS|THAT|NEXT)) part:PART",
        r.part_of_day,
    ),
    Rule(
        "last_units",
        f"TH? {_WHEN} count:COUNT OTHER? unit:(UNIT|UNITS|QUARTER|CLOCKUNIT)",
        r.last_units,
    ),
    Rule("last_units", f"TH? count:COUNT {_WHEN} unit:UNITS", r.last_units),
    Rule(
        "units_ago",
        f"{_COUNTED} {_LENGTH} (ago:AGO|earlier:EARLIER|later:LATER|hence:(HENCE|FROM NOW))",
        r.units_ago,
    ),
    Rule(
        "hours_ago", f"{_COUNTED} unit:CLOCKUNIT (ago:AGO|earlier:EARLIER|later:LATER)", r.hours_ago
    ),
    Rule(
        "weekday",
        "(TH? which:(LAST|NEXT|THIS|FOLLOWING) (LAST|NEXT)?)? weekday:WEEKDAY part:PART?",
        r.weekday,
    ),
    Rule("weekend", "TH? which:(LAST|NEXT|THIS|FOLLOWING|THE) (LAST|NEXT)? WEEKEND", r.weekend),
    Rule("unit", "the:TH? which:(LAST|NEXT|THIS|FOLLOWING) FISCAL? unit:(UNIT|QUARTER)", r.unit),
    Rule("season", "TH? which:(LAST|NEXT|THIS) past:LAST? season:SEASON", r.season),
    Rule("season", "which:THE season:SEASON", r.season),
    Rule("the_unit", "TH? UNIT DASH ago:(AGO|EARLIER) (unit:QUARTER|period:PERIOD)", r.the_unit),
    Rule("the_unit", "unit:UNIT DASH ago:(AGO|EARLIER)", r.the_unit),
    Rule("the_unit", "(THE|THAT) latest:LATEST? (unit:QUARTER|period:PERIOD)", r.the_unit),
    Rule("the_unit", "THE latest:LATEST FISCAL? unit:UNIT", r.the_unit),
    Rule("day_beside", "TH unit:UNIT (before:EARLIER|after:LATER)", r.day_beside),
    Rule("same_unit", "(TH SAME|THAT SAME?|TH next:FOLLOWING) unit:UNIT part:PART?", r.same_unit),
    Rule("day_of_month", "TH? day:DAY OF which:(THIS|LAST|NEXT) UNIT", r.day_of_month),
    Rule("day_of_month", "TH day:NTH", r.day_of_month),
)
_LENGTHS = (
    Rule("weekdays", "EACH weekday:WEEKDAY part:PART?", n.repeated_weekday, "SET"),
    Rule("weekdays", "weekday:WEEKDAYS", n.repeated_weekday, "SET"),
    Rule("every_month", "EACH month:MONTH", n.repeated_month, "SET"),
    Rule(
        "every_unit",
        "EACH count:COUNT? unit:(UNIT|UNITS|QUARTER|CLOCKUNIT)",
        n.repeated_unit,
        "SET",
    ),
    Rule("every_unit", "word:EVERYTIME", n.repeated_word, "SET"),
    Rule("recent_units", "TH? (which:RECENT|which:NEXT) unit:UNITS", n.recent_units),
    Rule(
        "duration",
        f"TH? (ORDINAL|NEXT)? {_COUNTED} unit:(UNIT|UNITS|QUARTER|CLOCKUNIT) (AND A half:HALF)?",
        n.duration,
        "DURATION",
    ),
    Rule(
        "duration_and_half",
        "count:COUNT AND A half:HALF unit:(UNITS|CLOCKUNIT)",
        n.duration,
        "DURATION",
    ),
    Rule("plural", "unit:UNITS", n.plural, "DURATION"),
    Rule("now", "NOW", n.now),
    Rule("past", "PASTREF", n.fixed(values.PAST)),
    Rule("past", "RECENT", n.fixed(values.PAST)),
    Rule("future", "FUTUREREF", n.fixed(values.FUTURE)),
)
_SINGLE = (
    Rule("years", "(BETWEEN year:YEAR AND until:YEAR)", a.years),
    Rule("years", "FROM? year:YEAR (DASH|SLASH|TO|THROUGH|UNTIL) until:(YEAR|INT|DAYNUM)", a.years),
    Rule("year", "(TH UNIT)? year:YEARS", a.bare_year),
    Rule("month", "month:MONTH", a.bare_month),
    Rule("clock", "clock:CLOCK", r.clock_time, "TIME"),
)  # fmt: skip


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried."""
    return (*_CALENDAR, *_PERIODS, *_RELATIVE, *_LENGTHS, *_SINGLE)
