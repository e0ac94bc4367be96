"""Words before a mention and what they make of it: "since", "by", "early", "the first half of"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

from mine_ie.dates import values
from mine_ie.dates.grammar import Context, compiled
from mine_ie.dates.mention import DateMention, Found, Label
from mine_ie.dates.numerals import count, length_value, ordinal

#: How many word classes before a mention a prefix may reach back.
_REACH = 10
#: "the quarter ended 30 June": what such a mention means is said by what follows.
_MONTHS, _SEVERAL = 12, 2
_DURING = re.compile(r"\b(?:in|during|over|for|within)\s+(?:the\s+)?\Z")
_BEGINNING = re.compile(r"\b(?:beginning|start)\s+of\s+\Z")
_OPENERS = ("duration", "last_units", "unit", "the_unit", "the_period", "quarter")


class Prefix(NamedTuple):
    """Words before a mention: their pattern, and what they make of it (``None``: no match)."""

    name: str
    pattern: Any
    read: Callable[[DateMention, Any, Context, int], str | None]


@cache
def _prefixes() -> tuple[Prefix, ...]:
    return (
        Prefix("modifier", compiled(
            "(TH? (EARLY|LATE|MID|END|START|mod:(EARLIER|LATER)) (DASH|(OF|IN) TH?)?"
            "|TH? (EARLY|LATE) CLOCKUNIT (OF|ON) TH?)$"), _same),
        Prefix("first_units", compiled(
            "(TH? (n:(ORDINAL|NTH)|from_end:LAST) count:COUNT? unit:(UNIT|UNITS|QUARTER)"
            " OF TH?)$"), _first_units),
        Prefix("of_year", compiled("(count:COUNT unit:UNITS OF)$"),
               _months_of_year),
        Prefix("span_to", compiled(
            "(TH? FISCAL? count:COUNT? DASH? unit:(UNIT|UNITS|QUARTER) THAT?"
            " (ENDED|UP? TO|UNTIL|THROUGH) ON? TH?)$"), _span_to),
        Prefix("half", compiled("(TH? (n:(ORDINAL|NTH)|from_end:LAST) HALF OF TH?)$"), _half),
        Prefix("day_part", compiled(
            "(TH? (EARLY|LATE|MID DASH?)? part:PART (OF|ON)? TH?)$"), _part),
        Prefix("year_to_date", compiled("(SO FAR (IN|DURING)?)$"), _to_date),
        Prefix("since", compiled("((EACH )?SINCE (AS EARLY AS|AT|THE)?)$"), _since),
        Prefix("until", compiled("(UP? (UNTIL|THROUGH|UP TO) AT?)$"), _until),
        Prefix("by", compiled("(BY|AS (OF|AT) TH?)$"), _by),
    )  # fmt: skip


def with_prefixes(found: list[Found], context: Context) -> list[Found]:
    """Widen the mentions by the words before them; what these overlap is swallowed."""
    out: list[Found] = []
    floor = 0
    for item in found:
        for prefix in _prefixes():
            item = _apply(prefix, item, context, floor)
        while out and out[-1].last > item.first:
            out.pop()
        out.append(item)
        # "the first six months of 2024": the length before "of" belongs to what follows.
        if item.mention.label != "DURATION" and item.mention.rule not in _OPENERS:
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
    label: Label = "TIME" if prefix.name == "day_part" else "DATE"
    parts = () if prefix.name in ("day_part", "half") else _parts(prefix, mention, m, context, low)
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
        return f"{moved.isoformat()}/{end.isoformat()}" if moved else None
    rank = ordinal(items[slice(*m.span("n"))])
    first, after = values.shift(start, unit, n * (rank - 1)), values.shift(start, unit, n * rank)
    if first is None or after is None or first > end:
        return None
    last = after - timedelta(1)
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _months_of_year(mention: DateMention, m: Any, context: Context, low: int) -> str | None:
    """ "In nine months of 2023": the first nine."""
    items = context.tokens.items[low:]
    n = count(items[slice(*m.span("count"))])
    start = values.first_day(mention.value)
    at = items[m.start()].start
    if not _DURING.search(context.tokens.lower[max(at - 12, 0) : at]):
        return None
    if items[m.start("unit")].value != "M" or n is None or start is None:
        return None
    after = values.shift(start, "M", n)
    if values.unit_of(mention.value) != "Y" or after is None or n > _MONTHS:
        return None
    return f"{start.isoformat()}/{(after - timedelta(1)).isoformat()}"


def _span_to(mention: DateMention, m: Any, context: Context, low: int) -> str | None:
    """ "The year ended 31 March", "the 12 months to June": what ends then."""
    items = context.tokens.items[low:]
    unit, n = str(items[m.start("unit")].value), 1.0
    if m.group("count"):
        n = count(items[slice(*m.span("count"))]) or 0
    end = values.last_day(mention.value)
    if not n or end is None or "/" in mention.value or (unit == "D" and n < _SEVERAL):
        return None
    at = items[m.start()].start
    if _BEGINNING.search(context.tokens.lower[max(at - 16, 0) : at]):
        start = values.first_day(values.containing(end, unit))  # "From the start of the year to"
        return f"{start.isoformat()}/{end.isoformat()}" if start else None
    start = values.shift(end + timedelta(1), unit[-1], -n * (2 if unit == "2W" else 1))
    return f"{start.isoformat()}/{end.isoformat()}" if start and start < end else None


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
    if re.match(r"['’]s?\s", context.tokens.lower[mention.end : mention.end + 3]):
        return None
    return f"../{mention.value}"
