"""The article's own clock: its publication date, else its dateline, else a "Published on" line."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from mine_ie.dates import values
from mine_ie.dates.lexicon import words
from mine_ie.dates.numerals import full_year

#: A dateline stands at the head of a line, within this many characters of the start.
HEAD = 1500
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:r(?:uary)?)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:(?P<w>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,2}}(?P<m>{_MONTHS})(?:,?[\s-]{{1,2}}(?P<y>\d{{4}}|\d\d)\b)?"
    rf"|(?P<m2>{_MONTHS})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s{{1,2}}(?P<y2>\d{{4}})\b)?"
    rf"|(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<num>\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})))"
)
_PLACE = (
    r"[^\W\d_][^\n,;:()\d]{1,40}(?:,\s[^\W\d_][^\n,;:()\d]{1,30}){0,2}(?:\s?\([^()\n\d]{1,30}\))?"
)
_DASH = r"(?:[-–—―]|--)"
_SOURCE = r"\([^()\n]{1,60}\)"
_DATELINE = re.compile(
    rf"^[ \t]*(?:\[[^\]\n]{{1,30}}\]\s*)?(?P<place>{_PLACE}),?\s{{1,3}}"
    rf"(?:\((?P<in>{_DATE})\)"
    rf"|{_DATE.replace('?P<', '?P<x')}\.?\s*,?\s*(?:{_SOURCE}\s*)?(?:{_DASH}|:)"
    rf"|{_DATE.replace('?P<', '?P<z')}\.?\s*,?\s*{_SOURCE})",
    re.MULTILINE | re.IGNORECASE,
)
#: "July 4: ...", a line that is a date alone, and "Operational Update, July 16".
_HEADING = re.compile(
    rf"^[ \t]*(?:(?:[^\n.]{{0,60}}\b(?:update|report|summary|bulletin|digest|round-?up"
    rf"|brief(?:ing)?|news|release),?[ \t]{{1,3}})?{_DATE}[ \t.]*$"
    rf"|{_DATE.replace('?P<', '?P<x')}[ \t]?:)",
    re.MULTILINE | re.IGNORECASE,
)
_PUBLISHED = re.compile(
    rf"(?:\b(?:published|posted|updated|released|issued|date|dated|last\supdated|publication\sdate"
    rf"|press\srelease\sdate|release\sdate)(?:\s(?:on|at|date))?\s?:?\s{{1,3}}){_DATE}",
    re.IGNORECASE,
)


class Stamp(NamedTuple):
    """Where the text dates itself: offsets of the date, its value, and how (the rule's name)."""

    start: int
    end: int
    value: str
    rule: str


def stamps(text: str, published: str | None = None) -> list[Stamp]:
    """Datelines and "Published on" lines at the head of ``text``, in text order."""
    head = text[:HEAD]
    clock = values.parse_day(published)
    found: list[Stamp] = []
    for rule, pattern in (
        ("published", _PUBLISHED),
        ("dateline", _DATELINE),
        ("dateline", _HEADING),
    ):
        for m in pattern.finditer(head):
            if (stamp := _stamp(m, rule, clock)) is not None:
                found.append(stamp)
    found.sort()
    return [s for i, s in enumerate(found) if not i or s.start >= found[i - 1].end]


def _stamp(m: re.Match[str], rule: str, clock: date | None) -> Stamp | None:
    groups = {k.lstrip("xz"): k for k, v in m.groupdict().items() if v is not None}
    if "num" in groups:
        start, end = m.span(groups["num"])
        number, month, year = map(int, re.split(r"[./]", m[groups["num"]]))
        if month > 12 or ("/" in m[groups["num"]] and number <= 12 and clock is None):
            number, month = (month, number) if month > 12 else (0, 0)
    elif "iso" in groups:
        day = m[groups["iso"]]
        start, end = m.span(groups["iso"])
        year, month, number = map(int, day.split("-"))
    else:
        day_key = groups.get("d") or groups.get("d2")
        month_key = groups.get("m") or groups.get("m2")
        if day_key is None or month_key is None:
            return None
        year_key = groups.get("y") or groups.get("y2")
        keys = [k for k in (groups.get("w"), day_key, month_key, year_key) if k]
        start, end = min(m.start(k) for k in keys), max(m.end(k) for k in keys)
        month = int(words().entries[m[month_key].lower().rstrip(".")][1])
        number = int(m[day_key])
        year = _year(m[year_key] if year_key else None, clock, month, number)
    value = values.day_value(year or None, month, number)
    return None if value is None else Stamp(start, end, value, rule)


def _year(written: str | None, clock: date | None, month: int, day: int) -> int:
    """The stamp's year, 0 where neither the text nor the clock tells."""
    if written is not None:
        return int(written) if len(written) == 4 else full_year(int(written), clock)
    if clock is None:
        return 0
    days = [
        date(y, month, day)
        for y in (clock.year - 1, clock.year, clock.year + 1)
        if values.valid_day(y, month, day)
    ]
    return min(days, key=lambda d: abs((d - clock).days)).year if days else 0


def clock(text: str, published: str | None = None) -> str | None:
    """The day on which the article speaks: ``published``, else its own dateline.

    >>> clock("San Salvador, 5 Dec 88 -- [Text] A bomb exploded today."), clock("A bomb exploded.")
    ('1988-12-05', None)
    """
    if (day := values.parse_day(published)) is not None:
        return day.isoformat()
    days = [s for s in stamps(text) if values.parse_day(s.value)]
    days.sort(key=lambda s: s.rule != "dateline")
    return days[0].value if days else None
