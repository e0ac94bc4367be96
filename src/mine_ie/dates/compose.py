"""Composed expressions: what the words around simple mentions make of them.

"since X", "from X to Y", "the morning of X", "three days after X", "early X": each step takes the
mentions in text order and gives them back with some merged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

from mine_ie.dates import values
from mine_ie.dates.grammar import Context, compiled
from mine_ie.dates.mention import DateMention
from mine_ie.dates.numerals import count, ordinal
from mine_ie.dates.relative import length_value

#: How many word classes before a mention a prefix may reach back.
_REACH = 10


class Found(NamedTuple):
    """A mention with the half-open range of its lexed items."""

    mention: DateMention
    first: int
    last: int


def compose(found: list[Found], context: Context) -> list[DateMention]:
    """Merge mentions with the words around them; text order is kept."""
    for step in (_listed, _joined, _prefixed):
        found = step(found, context)
    return [_length_if_clause(f.mention, context) for f in found]


_DAY_RULES = ("day_month", "month_day", "day_month_year", "month_day_year")


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
    """The mention with the days listed before its month ("8 and 14 May") or after ("May 8 and 14")."""
    codes, items, text = context.tokens.codes, context.tokens.items, context.tokens.text
    days: list[int] = []
    if item.mention.rule.startswith("day"):
        m = compiled("((DAYNUM|NTH) (COMMA AND?|AND))+$").search(codes[floor : item.first])
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
    label = "TIME" if rule == "time_of_day" else "DATE"
    parts = (a, b) if rule == "range" else ()
    if rule == "units_from":
        parts = (replace(a, label="DURATION", value=a.extent, extent=""), b)
    mention = DateMention(
        start, b.end, context.tokens.text[start : b.end], label, rule, text, "", parts
    )
    return Found(mention, first, right.last)


Merge = Callable[[DateMention, DateMention, Any, str], "tuple[str, str] | None"]


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
        if time.rule not in ("clock", "bare_part") or values.parse_day(day.value) is None:
            if not (time.rule in ("clock", "bare_part") and re.match(r"--|XXXX-WXX-\d", day.value)):
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
    return _ordered(start, b.value)


def _same_year(a: DateMention, b: DateMention) -> str | None:
    """The value of ``a`` as the start of a range to ``b``, from which it may take its year or week."""
    start, end = values.parse_day(a.value), values.last_day(b.value)
    if start is None or end is None:
        return a.value
    if a.rule == "weekday" and start > end:
        moved = values.add_days(start, -7)
        return moved.isoformat() + a.value[10:] if moved else None
    if a.rule in ("day_month", "month_day") and b.rule not in ("weekday", "today"):
        year = end.year if (start.month, start.day) <= (end.month, end.day) else end.year - 1
        return f"{year:04}{a.value[4:]}"
    return a.value


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
    return compiled(name).pattern


class Prefix(NamedTuple):
    """Words before a mention: their pattern, and what they make of it (``None``: no match)."""

    name: str
    pattern: Any
    read: Callable[[DateMention, Any, Context, int], "str | None"]


@cache
def _prefixes() -> tuple[Prefix, ...]:
    return (
        Prefix("modifier", compiled(
            "(TH? (EARLY|LATE|MID|END|START|mod:(EARLIER|LATER)) (DASH|(OF|IN) TH?)?)$"), _same),
        Prefix("first_units", compiled(
            "(TH? (n:(ORDINAL|NTH)|from_end:LAST) count:COUNT? unit:(UNIT|UNITS|QUARTER) OF TH?)$"), _first_units),
        Prefix("half", compiled("(TH? (n:(ORDINAL|NTH)|from_end:LAST) HALF OF TH?)$"), _half),
        Prefix("day_part", compiled("(TH? (EARLY|LATE|MID DASH?)? part:PART (OF|ON)? TH?)$"), _part),
        Prefix("year_to_date", compiled("(SO FAR (IN|DURING)?)$"), _to_date),
        Prefix("since", compiled("((EACH )?SINCE (AS EARLY AS|AT)?)$"), _since),
        Prefix("until", compiled("(UP? (UNTIL|THROUGH|UP TO) AT?)$"), _until),
        Prefix("by", compiled("(BY TH?|AS OF TH?)$"), _by),
    )  # fmt: skip


def _prefixed(found: list[Found], context: Context) -> list[Found]:
    out: list[Found] = []
    floor = 0
    for item in found:
        for prefix in _prefixes():
            item = _apply(prefix, item, context, floor)
        while out and out[-1].last > item.first:
            out.pop()
        out.append(item)
        # "the first six months of 2024": the length before "of" belongs to what follows.
        if item.mention.rule not in ("duration", "last_units", "unit"):
            floor = item.last
    return out


def _apply(prefix: Prefix, item: Found, context: Context, floor: int) -> Found:
    mention = item.mention
    if mention.label not in ("DATE", "TIME") or mention.rule in ("dateline", "published"):
        return item
    low = max(floor, item.first - _REACH)
    window = context.tokens.codes[low : item.first]
    m = prefix.pattern.search(window)
    if m is None or not m.group():
        return item
    value = prefix.read(mention, m, context, low)
    if value is None:
        return item
    first = low + m.start()
    start = context.tokens.items[first].start
    text = context.tokens.text[start : mention.end]
    if prefix.name == "modifier":
        return Found(replace(mention, start=start, text=text), first, item.last)
    label = "TIME" if prefix.name == "day_part" else "DATE"
    parts = () if prefix.name == "day_part" else _parts(prefix, mention, m, context, low)
    new = DateMention(start, mention.end, text, label, prefix.name, value, "", parts)
    return Found(new, first, item.last)


def _parts(
    prefix: Prefix, mention: DateMention, m: Any, context: Context, low: int
) -> tuple[DateMention, ...]:
    if prefix.name != "first_units":
        return mention.parts or (mention,)
    items = context.tokens.items[low:]
    first, last = items[m.start()], items[m.end("unit") - 1]
    n = count(items[slice(*m.span("count"))]) if m.group("count") else 1
    value = length_value(n, str(last.value))
    text = context.tokens.text[first.start : last.end]
    length = DateMention(first.start, last.end, text, "DURATION", "duration", value)
    return (length, mention)


def _same(mention: DateMention, m: Any, context: Context, low: int) -> str | None:
    if (span := m.span("mod")) != (-1, -1):
        word = context.tokens.items[low + span[0]].value
        if word not in ("earlier", "later") or mention.value.endswith("_REF"):
            return None
    return mention.value


def _first_units(mention: DateMention, m: Any, context: Context, low: int) -> str | None:
    items = context.tokens.items[low:]
    unit = str(items[m.start("unit")].value)
    n = count(items[slice(*m.span("count"))]) if m.group("count") else 1
    start, end = values.first_day(mention.value), values.last_day(mention.value)
    if n is None or start is None or end is None:
        return None
    if m.group("from_end"):
        moved = values.shift(end + timedelta(1), unit, -n)
        return moved and f"{moved.isoformat()}/{end.isoformat()}"
    rank = ordinal(items[slice(*m.span("n"))])
    first, after = values.shift(start, unit, n * (rank - 1)), values.shift(start, unit, n * rank)
    if first is None or after is None or first > end:
        return None
    last = after - timedelta(1)
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _half(mention: DateMention, m: Any, context: Context, low: int) -> str | None:
    items = context.tokens.items[low:]
    second = bool(m.group("from_end")) or ordinal(items[slice(*m.span("n"))]) == 2
    unit = values.unit_of(mention.value)
    if unit == "Y":
        return f"{mention.value}-H{1 + second}"
    start, end = values.first_day(mention.value), values.last_day(mention.value)
    if unit not in ("M", "Q", "E") or start is None or end is None:
        return None
    middle = start + (end - start) // 2
    if unit == "M":
        middle = start + timedelta(14)
    if second:
        return f"{(middle + timedelta(1)).isoformat()}/{end.isoformat()}"
    return f"{start.isoformat()}/{middle.isoformat()}"


def _part(mention: DateMention, m: Any, context: Context, low: int) -> str | None:
    if len(mention.value) != 10 and not re.match(r"(?:--\d\d-\d\d|XXXX-WXX-\d)\Z", mention.value):
        return None
    if values.interval(mention.value).precision != "day":
        return None
    return f"{mention.value}T{context.tokens.items[low + m.start('part')].value}"


def _to_date(mention: DateMention, m: Any, context: Context, low: int) -> str | None:
    start = values.first_day(mention.value)
    if start is None or context.clock is None or start > context.clock:
        return None
    return f"{start.isoformat()}/{context.clock.isoformat()}"


def _since(mention: DateMention, m: Any, context: Context, low: int) -> str | None:
    value = mention.value
    if "/" in value:
        value = value.split("/")[0]
    return None if value.endswith("_REF") or value == ".." else f"{value}/.."


def _until(mention: DateMention, m: Any, context: Context, low: int) -> str | None:
    value = mention.value
    if value == values.PRESENT and context.clock:
        value = context.clock.isoformat()
    return None if "/" in value or value.endswith("_REF") else f"../{value}"


def _by(mention: DateMention, m: Any, context: Context, low: int) -> str | None:
    if mention.value.endswith("_REF") or "/" in mention.value or mention.label == "TIME":
        return None
    # "by Friday's blast": an agent, not a limit.
    if re.match(r"['’]s?\s", context.tokens.text[mention.end : mention.end + 3]):
        return None
    return f"../{mention.value}"


def _length_if_clause(mention: DateMention, context: Context) -> DateMention:
    """ "two months after his team left": a length, its anchor being no date."""
    if mention.rule != "units_ago" or not mention.text.lower().endswith(("after", "before")):
        return mention
    if not re.match(r"\s+[a-z(]", context.tokens.lower[mention.end : mention.end + 3]):
        return mention
    cut = mention.text.rsplit(None, 1)[0]
    return replace(
        mention, end=mention.start + len(cut), text=cut, label="DURATION", value=mention.extent,
        extent="", rule="duration",
    )  # fmt: skip
