"""The rules, in order: at each word the first that reads it wins, so longer ones come first.

The notation is that of :mod:`mine_ie.dates.grammar`; what stands before or after a simple mention
("since", "from ... to", "early") is the matter of :mod:`mine_ie.dates.compose`.
"""

from __future__ import annotations

from functools import cache

from mine_ie.dates import absolute as a
from mine_ie.dates import days as d
from mine_ie.dates import feasts as f
from mine_ie.dates import lengths as n
from mine_ie.dates import reckoning as r
from mine_ie.dates import values
from mine_ie.dates.grammar import Rule

_Y = "year:(YEARS|SHORTYEAR)"
_REL = "rel:(LAST|THIS|NEXT) UNIT"
_ORD = "n:(ORDINAL|NTH)"
_WD = "(WEEKDAY COMMA? (ON? TH)?)?"
_TO = "(DASH|TO|THROUGH|UNTIL)"
_SEP = "(COMMA|DASH|SLASH)?"
_BOUND = "(APPROX|OVER|NO? MORE THAN|AT LEAST|UP TO)?"
_COUNTED = f"{_BOUND} count:COUNT (OTHER|MORE)? DASH?"
_UNITS = "unit:(UNIT|UNITS|QUARTER)"
_SAME_PERIOD = f"TH (SAME|ALIKE) (PERIOD|count:COUNT? {_UNITS})"
_WHICH = "which:(LAST|NEXT|THIS|FOLLOWING)"
_AGO = "ago:(AGO|EARLIER)"

# fmt: off
_CALENDAR = (
    ("iso", "iso:ISO", a.iso),
    ("numeric", "(WEEKDAY COMMA?)? date:NUMDATE", a.numeric),
    ("day_range", f"FROM? (WEEKDAY COMMA?)? TH? day:DAY {_TO} (WEEKDAY COMMA?)? TH? until:DAY OF?"
                  f" month:MONTH (COMMA? OF? {_Y})?", a.day_range),
    ("day_range", f"BETWEEN TH? day:DAY AND TH? until:DAY OF? month:MONTH (COMMA? OF? {_Y})?",
     a.day_range),
    ("day_range", f"FROM? month:MONTH TH? day:DAY {_TO} TH? until:DAY (COMMA? OF? {_Y})?",
     a.day_range),
    ("day_range", f"BETWEEN month:MONTH TH? day:DAY AND TH? until:DAY (COMMA? OF? {_Y})?",
     a.day_range),
    ("day_month_year", f"{_WD} TH? day:DAY (DASH|SLASH)? OF? month:MONTH {_SEP} OF?"
                       " year:(YEARS|SHORTYEAR|INT|DAYNUM)", a.day_month_year),
    ("month_day_year", f"{_WD} month:MONTH (DASH|SLASH)? TH? day:DAY {_SEP} OF? {_Y}",
     a.day_month_year),
    ("day_month_last_year", f"{_WD} TH? day:DAY OF? month:MONTH COMMA? OF? {_REL}",
     a.month_relative_year),
    ("day_month_last_year", f"{_WD} month:MONTH day:DAY COMMA? OF? {_REL}", a.month_relative_year),
    ("month_last_year", f"month:MONTH COMMA? OF? {_REL}", a.month_of_last_year),
    ("month_last_year", "rel:(LAST|THIS|NEXT) year:UNIT COMMA? IN (TH UNIT OF)? month:MONTH",
     a.month_of_last_year),
    ("month_day", "LAST month:MONTH TH? day:DAY", a.day_month_year),
    ("holiday", "NEW UNIT POSS (unit:UNIT|eve:EVE)", a.new_year),
    ("holiday", "CHRISTMAS (unit:UNIT|eve:EVE)", a.christmas),
    ("holiday", f"feast:FEAST weekday:WEEKDAY (COMMA? (OF|IN)? {_Y})?", f.of_easter),
    ("day_month", f"{_WD} TH? day:DAY DASH? OF? month:MONTH", a.day_month_year),
    ("month_day", f"{_WD} month:MONTH DASH? TH? day:DAY", a.day_month_year),
    ("month_range", f"FROM? month:MONTH ({_TO}|SLASH) until:MONTH COMMA? OF? {_Y}", a.month_range),
    ("month_range", f"BETWEEN month:MONTH AND until:MONTH COMMA? OF? {_Y}", a.month_range),
    ("month_range", f"FROM? month:MONTH {_TO} until:MONTH COMMA? (OF|IN)? {_REL}",
     a.month_range),
    ("month_range", "FROM? month:MONTH (TO|THROUGH|UNTIL|DASH) until:MONTH", a.month_range),
    ("month_range", f"BETWEEN month:MONTH AND until:MONTH (OF|IN)? {_REL}", a.month_range),
    ("month_range", "BETWEEN month:MONTH AND until:MONTH", a.month_range),
    ("month_year", f"month:MONTH {_SEP} OF? {_Y}", a.month_year),
    ("month_short_year", "month:MONTH (DASH|SLASH)? year:INT", a.month_short_year),
    ("year_month_day", "year:YEAR month:MONTH day:(DAYNUM|NTH)", a.day_month_year),
    ("years", "(FROM|BETWEEN) year:YEAR (TO|AND|UNTIL|THROUGH) until:YEAR", a.years),
    ("last_month_name", "which:(LAST|NEXT|THIS) (LAST|NEXT)? month:MONTH", a.named_month),
)
_PERIODS = (
    ("quarter", f"TH? FISCAL? DASH? {_ORD} DASH? QUARTER (COMMA|OF|IN)? FISCAL? ({_Y}|{_REL})",
     r.quarter),
    ("quarter", f"TH? {_Y} POSS? FISCAL? {_ORD} DASH? QUARTER", r.quarter),
    ("quarter", f"{_REL} POSS? FISCAL? {_ORD} DASH? QUARTER", r.quarter),
    ("quarter", f"TH? UNIT DASH {_AGO} FISCAL? {_ORD} DASH? QUARTER", r.quarter),
    ("quarter", f"q:QYEAR (COMMA|OF|DASH|SLASH)? {_Y}", r.quarter),
    ("quarter", "year:YEAR (COMMA|DASH)? q:QYEAR", r.quarter),
    ("quarter", "q:QYEAR OF TH same:SAME UNIT", r.quarter),
    ("quarter", "q:QYEAR", r.quarter),
    ("quarter", f"TH FISCAL? DASH? {_ORD} QUARTER", r.quarter),
    ("quarter", f"FISCAL? DASH? {_ORD} DASH? QUARTER", r.quarter),
    ("first_units", "TH n:ORDINAL count:COUNT unit:UNITS", r.first_units),
    ("half", "TH? (n:(ORDINAL|NTH)|LAST) DASH? HALF OF TH? UNIT", r.half),
    ("half", f"h:HYEAR (COMMA|OF|DASH|SLASH)? {_Y}", r.half),
    ("season_year", f"TH? season:SEASON COMMA? OF? TH? UNIT? {_Y}", a.season_year),
    ("fiscal_year", f"TH? FISCAL UNIT? {_Y}", a.fiscal_year),
    ("fiscal_year", "year:FYEAR", a.fiscal_year),
    ("decade", "the:THE? decade:DECADE", a.decade),
    ("decade", "the:THE decade:DECADEWORD", a.decade),
    ("century", "TH? n:(NTH|ORDINAL|TEN DASH ORDINAL) DASH? unit:UNIT", a.century),
)
_RELATIVE = (
    ("beyond_today", "TH? UNIT (EARLIER|after:LATER) day:TODAY", d.beyond_today),
    ("today", "day:TODAY (AT? part:PART)?", d.today),
    ("night_to", "(TH? night:PART|OVERNIGHT) (FROM|OF)? weekday:WEEKDAY (TO|DASH) until:WEEKDAY"
                 " part:PART?", d.night_to),
    ("night_to", "(TH? night:PART|OVERNIGHT) TO until:WEEKDAY part:PART?", d.night_to),
    ("night_to", "OVERNIGHT ON? of:WEEKDAY", d.night_of),
    ("overnight", "OVERNIGHT", d.overnight),
    ("year_to_date", "TH? unit:UNIT TO DATEWORD", r.unit_to_date),
    ("to_date", "TO DATEWORD", r.to_date),
    ("weekday_of_week", "weekday:WEEKDAY (COMMA|OF)? which:(LAST|THIS|NEXT) unit:UNIT",
     d.weekday_of_week),
    ("weekday_of_week", "which:(LAST|THIS|NEXT) unit:UNIT ON? weekday:WEEKDAY",
     d.weekday_of_week),
    ("part_of_day", "(TH which:(SAME|NEXT|LAST|FOLLOWING)|which:(LAST|THIS|THAT|NEXT)) part:PART",
     d.part_of_day),
    ("part_of_day", "which:THE part:PART", d.part_of_day),
    ("last_units", f"TH? {_WHICH} count:COUNT OTHER? unit:(UNIT|UNITS|QUARTER|CLOCKUNIT) (OR SO)?",
     r.last_units),
    ("last_units", f"TH? count:COUNT {_WHICH} unit:UNITS", r.last_units),
    ("last_units", "TH? recent:RECENT count:COUNT unit:(UNITS|CLOCKUNIT)", r.last_units),
    ("units_ago", f"{_COUNTED} {_UNITS} (AND A half:HALF|OR SO)? (ago:AGO|earlier:EARLIER"
                  "|later:LATER|hence:(HENCE|FROM (NOW|TODAY)))", r.units_ago),
    ("hours_ago", f"{_COUNTED} unit:CLOCKUNIT (ago:AGO|earlier:EARLIER|later:LATER)", r.hours_ago),
    ("weekday_nth", "weekday:WEEKDAY COMMA? TH day:(NTH|ORDINAL)", d.weekday_nth),
    ("weekday", f"(TH? {_WHICH} (past:LAST|NEXT)?)? weekday:WEEKDAY (AT? part:PART)?", d.weekday),
    ("weekend", "TH? which:(LAST|NEXT|THIS|FOLLOWING) (LAST|NEXT)? WEEKEND", d.weekend),
    ("weekend", "which:THE WEEKEND", d.weekend),
    ("unit", f"the:TH? {_WHICH} FISCAL? unit:(UNIT|QUARTER) (OR SO)?", r.unit),
    ("unit", "TH? which:CURRENT FISCAL? unit:(UNIT|QUARTER)", r.unit),
    ("season", "TH? which:(LAST|NEXT|THIS) past:LAST? season:SEASON", r.season),
    ("season", "which:THE (EARLY|LATE|MID)? DASH? season:SEASON", r.season),
    ("same_period", f"{_SAME_PERIOD} (OF|IN)? TH? (year:YEARS|rel:LAST UNIT)",
     r.same_period),
    ("same_period", f"{_SAME_PERIOD} A? UNIT EARLIER", r.same_period),
    ("this_period", "TH SAME (PERIOD|COUNT UNITS)|TH REPORTING (PERIOD|UNIT)|DURING TH PERIOD"
                    "|(DURING|OVER|IN|WITHIN) (THIS|THAT) PERIOD", r.this_period),
    ("the_period", f"TH? UNIT DASH {_AGO} (QUARTER|period:PERIOD)", r.the_period),
    ("the_period", "TH year:YEARS (QUARTER|period:PERIOD)", r.the_period),
    ("the_period", "(THE|THAT) LATEST? (QUARTER|period:PERIOD)", r.the_period),
    ("year_ago", "UNIT DASH (AGO|EARLIER)", r.year_ago),
    ("unit_beyond", "TH unit:UNIT (EARLIER LAST|after:LATER NEXT)", r.unit_beyond),
    ("in_units", f"IN {_BOUND} count:COUNT unit:(UNIT|UNITS)", r.in_units),
    ("day_beside", "TH unit:UNIT (before:EARLIER|after:LATER)", d.day_beside),
    ("part_beside", "TH part:PART (before:EARLIER|after:LATER)", d.part_beside),
    ("same_unit", "SAME unit:UNIT part:PART?", r.same_unit),
    ("same_unit", "(TH SAME|THAT SAME?|TH next:FOLLOWING) unit:(UNIT|QUARTER) part:PART?",
     r.same_unit),
    ("day_of_month", "TH? day:DAY OF which:(THIS|LAST|NEXT) UNIT", d.day_of_month),
    ("day_of_month", "TH day:NTH", d.day_of_month),
    ("year", "TH named:UNIT year:(YEARS|ONE THOUSAND)", a.bare_year),
    ("the_unit", "(TH? (END|START|MID) OF|(EARLIER|LATER|LATE|EARLY) in:IN) in:THE unit:UNIT",
     r.the_unit),
    ("year_end", "TH? unit:UNIT (DASH|POSS)? END", r.year_end),
    ("the_unit", "THE (FULL|CURRENT)? FISCAL? unit:UNIT", r.the_unit),
    ("the_unit", "THE latest:LATEST FISCAL? unit:UNIT", r.the_unit),
)
_SETS = (
    ("weekdays", "EACH weekday:WEEKDAY part:PART?", n.repeated_weekday),
    ("weekdays", "weekday:WEEKDAYS", n.repeated_weekday),
    ("every_month", "EACH month:MONTH", n.repeated_month),
    ("every_unit", "EACH count:COUNT? unit:(UNIT|UNITS|QUARTER|CLOCKUNIT)", n.repeated_unit),
    ("every_unit", "word:EVERYTIME", n.repeated_word),
)
_LENGTHS = (
    ("duration", "count:COUNT dash:DASH unit:(UNIT|UNITS|QUARTER|CLOCKUNIT)", n.duration),
    ("duration", f"TH? (ORDINAL|NEXT)? {_COUNTED} unit:(UNIT|UNITS|QUARTER|CLOCKUNIT)"
                 " (AND A half:HALF)?", n.duration),
    ("duration", "(OVER|APPROX|BETWEEN)? count:COUNT (TO|OR|DASH|AND) COUNT unit:(UNITS|CLOCKUNIT)",
     n.duration),
    ("duration", "count:COUNT AND A half:HALF unit:(UNITS|CLOCKUNIT)", n.duration),
    ("plural", "unit:UNITS", n.plural),
)
_VAGUE = (
    ("recent_units", "TH? (which:RECENT|which:NEXT) unit:(UNITS|QUARTER)", n.recent_units),
    ("past", "TH which:LAST", n.the_past),
    ("past", "PASTREF", n.fixed(values.PAST)),
    ("future", "THE NEAR? FUTUREWORD", n.the_future),
    ("future", "FUTUREREF", n.soon),
    ("now", "CURRENT", n.fixed(values.PRESENT)),
    ("now", "NOW", n.now),
)
_SINGLE = (
    ("years", "year:YEAR (DASH|SLASH) until:(YEAR|INT|DAYNUM)", a.years),
    ("year", "year:YEARS", a.bare_year),
    ("month", "month:MONTH", a.bare_month),
)
_TIMES = (
    ("clock", "clock:CLOCK", d.clock_time),
    ("clock", "AT clock:(YEAR|INT)", d.clock_digits),
)
# fmt: on


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried."""
    groups = (
        (_TIMES, "TIME"),
        (_CALENDAR + _PERIODS + _RELATIVE, "DATE"),
        (_SETS, "SET"),
        (_VAGUE, "DATE"),
        (_LENGTHS, "DURATION"),
        (_SINGLE, "DATE"),
    )
    return tuple(Rule(*rule, label=label) for group, label in groups for rule in group)
