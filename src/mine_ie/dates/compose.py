"""Composed expressions: what the words around simple mentions make of them.

"since X", "from X to Y", "the morning of X", "three days after X", "early X": each step takes the
mentions in text order and gives them back with some merged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from mine_ie.dates import values
from mine_ie.dates.grammar import Context, compiled
from mine_ie.dates.mention import DateMention, Found, Label
from mine_ie.dates.prefixes import with_prefixes
from mine_ie.dates.reckoning import is_of_the_event

_DAY_RULES = ("day_month", "month_day", "day_month_year", "month_day_year")
Merge = Callable[[DateMention, DateMention, Any, str], "tuple[str, str] | None"]


#: Characters of a year's value.
_A_YEAR = 4


def compose(found: list[Found], context: Context) -> list[DateMention]:
    """Merge mentions with the words around them; text order is kept."""
    for step in (_listed, _joined, with_prefixes):
        found = step(found, context)
    return _same_periods([_length_if_clause(f.mention, context) for f in found])


def _same_periods(mentions: list[DateMention]) -> list[DateMention]:
    """ "The same period of 2023": that stretch of 2023 which was told last of another year."""
    out: list[DateMention] = []
    stretch = month = ""
    for mention in mentions:
        precision = values.interval(mention.value).precision
        if mention.rule == "same_period":
            mention = replace(mention, value=values.in_year(stretch, mention.value))
        elif mention.rule == "this_period":
            # "The reporting month" is a month, whatever has been told of since.
            told = month if mention.text.lower().endswith("month") else stretch
            if not told:
                continue
            mention = replace(mention, value=told)
        elif precision in ("month", "season", "period") and mention.label == "DATE":
            stretch = mention.value
            month = mention.value if precision == "month" else month
        out.append(mention)
    return out


def _listed(found: list[Found], context: Context) -> list[Found]:
    """Add the days and months that share what follows or comes before: "3, 4 and 5 May"."""
    out: list[Found] = []
    for item in found:
        if (
            item.mention.rule in _DAY_RULES
            and values.interval(item.mention.value).precision == "day"
        ):
            floor = out[-1].last if out else 0
            out += _more_days(item, context, floor)
            continue
        if (
            item.mention.rule == "month_year"
            and out
            and out[-1].mention.rule == "month"
            and compiled("COMMA|COMMA? AND").fullmatch(
                context.tokens.codes[out[-1].last : item.first]
            )
        ):
            before = out[-1].mention
            value = item.mention.value[:5] + before.value[-2:]
            out[-1] = out[-1]._replace(mention=replace(before, value=value))
        out.append(item)
    return out


def _more_days(item: Found, context: Context, floor: int) -> list[Found]:
    """The mention with the days listed beside its month: "8 and 14 May", "May 8 and 14"."""
    codes, items, text = context.tokens.codes, context.tokens.items, context.tokens.text
    days: list[int] = []
    if item.mention.rule.startswith("day"):
        m = compiled("((DAYNUM|NTH) (COMMA AND?|AND) TH?)+$").search(codes[floor : item.first])
        if m is not None:
            days = [i for i in range(floor + m.start(), floor + m.end()) if items[i].value]
    elif item.mention.rule == "month_day":
        m = compiled("(COMMA (DAYNUM|NTH))* COMMA? AND (DAYNUM|NTH)").match(codes, item.last)
        if m is not None and not re.match(
            r"\s+[a-z]", context.tokens.lower[items[m.end() - 1].end :][:3]
        ):
            days = [i for i in range(m.start(), m.end()) if items[i].value]
    out = [item]
    for i in days:
        if not isinstance(items[i].value, int):
            continue
        head = item.mention.value[:-2]
        value = f"{head}{items[i].value:02}"
        if values.interval(value).precision != "day":
            continue
        start, end = items[i].start, items[i].end
        mention = DateMention(start, end, text[start:end], "DATE", "day_of_list", value)
        out.append(Found(mention, i, i + 1))
    return sorted(out, key=lambda f: f.first)


def _joined(found: list[Found], context: Context) -> list[Found]:
    """Merge neighbours: "9 p.m. Friday", "Friday at 9 p.m.", "three days after 12 May", ranges."""
    out: list[Found] = []
    for item in found:
        while out:
            merged = _merge(out[-1], item, context)
            if merged is None:
                break
            out.pop()
            item = merged
        out.append(item)
    return out


def _merge(left: Found, right: Found, context: Context) -> Found | None:
    a, b = left.mention, right.mention
    between = context.tokens.codes[left.last : right.first]
    if len(between) > 4 or "published" in (a.rule, b.rule) or "dateline" in (a.rule, b.rule):
        return None
    gap_start = context.tokens.items[left.last - 1].end
    if context.tokens.lower[gap_start : b.start].count("\n\n"):
        return None
    for pattern, merge in _merges():
        if (m := pattern.fullmatch(between)) is not None:
            value = merge(a, b, m, context.tokens.codes[max(left.first - 1, 0) : left.first])
            if value is not None:
                return _span(left, right, value, context)
    return None


def _span(left: Found, right: Found, value: tuple[str, str], context: Context) -> Found:
    rule, text = value
    a, b = left.mention, right.mention
    start, first = a.start, left.first
    opener = context.tokens.items[first - 1] if first else None
    if rule == "range" and opener and opener.value in ("from", "between"):
        start, first = opener.start, first - 1
    label: Label = "TIME" if rule == "time_of_day" else "DATE"
    parts = (a, b) if rule == "range" else ()
    if rule == "units_from":
        parts = (replace(a, label="DURATION", value=a.extent, extent=""), b)
    mention = DateMention(
        start, b.end, context.tokens.text[start : b.end], label, rule, text, "", parts
    )
    return Found(mention, first, right.last)


@cache
def _merges() -> tuple[tuple[Any, Merge], ...]:
    return (
        (compiled("(COMMA|ON|OF|AT|IN TH)*"), _time_and_day),
        (compiled("ON?"), _units_from),
        (compiled("TO|UNTIL|THROUGH|(UNTIL|TO) TH|DASH|SLASH"), _range),
        (compiled("AND"), _between),
    )


def _time_and_day(a: DateMention, b: DateMention, m: Any, before: str) -> tuple[str, str] | None:
    for time, day in ((a, b), (b, a)):
        if time.label != "TIME" or day.label != "DATE":
            continue
        if (
            time.rule != "clock"
            or values.interval(day.value).precision != "day"
            or "/" in day.value
        ):
            continue
        return "time_of_day", day.value + "T" + time.value.split("T", 1)[1]
    return None


def _units_from(a: DateMention, b: DateMention, m: Any, before: str) -> tuple[str, str] | None:
    word = a.text.lower().rsplit(None, 1)[-1]
    if word not in ("after", "before") or b.label != "DATE":
        return None
    if a.rule == "day_beside":
        extent = "P1D"
    elif a.rule == "units_ago" and a.extent:
        extent = a.extent
    else:
        return None
    number, unit = re.fullmatch(r"P([\d.]+)([A-Z])", extent).groups()  # type: ignore[union-attr]
    base = values.first_day(b.value) if word == "before" else values.last_day(b.value)
    if base is None:
        return None
    n = float(number) * (-1 if word == "before" else 1)
    moved = values.shift(base, unit, n)
    if moved is None:
        return None
    return "units_from", values.containing(moved, unit)


def _range(a: DateMention, b: DateMention, m: Any, before: str) -> tuple[str, str] | None:
    if b.label not in ("DATE", "TIME") or a.label not in ("DATE", "TIME"):
        return None
    if (start := _same_year(a, b)) is None:
        return None
    if len(b.value) == _A_YEAR and start.startswith(f"{b.value}-"):
        return None  # "20 June 2016 - 2016 Jalalabad bombing": the year is of the name.
    return _ordered(start, b.value)


def _same_year(a: DateMention, b: DateMention) -> str | None:
    """The value of ``a`` as the start of a range to ``b``, whose year or week it may take."""
    start, end = values.parse_day(a.value), values.last_day(b.value)
    if a.value.startswith("--") and len(a.value) == 7 and end is not None:
        month, day = _month_day(a)
        return values.day_value(_year_up_to(month, day, end), month, day)
    if start is None or end is None:
        return a.value
    if a.rule == "weekday" and start > end:
        moved = values.add_days(start, -7)
        return moved.isoformat() + a.value[10:] if moved else None
    if a.rule in ("day_month", "month_day") and b.rule not in ("weekday", "today"):
        return f"{_year_up_to(start.month, start.day, end):04}{a.value[4:]}"
    return a.value


def _month_day(mention: DateMention) -> tuple[int, int]:
    return int(mention.value[2:4]), int(mention.value[5:7])


def _year_up_to(month: int, day: int, end: date) -> int:
    """The year of the last such day up to ``end``."""
    return end.year if (month, day) <= (end.month, end.day) else end.year - 1


def _between(a: DateMention, b: DateMention, m: Any, before: str) -> tuple[str, str] | None:
    if before != _code("BETWEEN"):
        return None
    return _range(a, b, m, before)


def _ordered(a: str, b: str) -> tuple[str, str] | None:
    """The range from ``a`` to ``b``, if that is one."""
    if "/" in a or "/" in b or a.endswith("_REF"):
        return None
    start, end = values.first_day(a), values.last_day(b)
    if b == values.PRESENT:
        return ("range", f"{a}/..") if start else None
    if start and end:
        return ("range", f"{a}/{b}") if start <= end else None
    both_partial = a.startswith("--") and b.startswith("--")
    return ("range", f"{a}/{b}") if both_partial else None


@cache
def _code(name: str) -> str:
    return str(compiled(name).pattern)


def _length_if_clause(mention: DateMention, context: Context) -> DateMention:
    """ "two months after his team left": a length, its anchor being no date."""
    if mention.rule not in ("units_ago", "hours_ago") or not mention.text.lower().endswith(
        ("after", "before")
    ):
        return mention
    after = context.tokens.lower[mention.end : mention.end + 40]
    if not re.match(r"\s+[a-z0-9(]", after) or is_of_the_event(after):
        return mention
    cut = mention.text.rsplit(None, 1)[0]
    return replace(
        mention, end=mention.start + len(cut), text=cut, label="DURATION", value=mention.extent,
        extent="", rule="duration",
    )  # fmt: skip
