"""The year that the heading of a chronology gives to the days below it.

"1974" alone on a line, "Incidents in 2008" over lines such as "5 March: ...". A day that names no
year has that of the heading nearest above it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from mine_ie.dates import values
from mine_ie.dates.mention import DateMention

_YEAR = r"(?:19|20)\d\d"
_ALONE = re.compile(rf"^[ \t*=#_(\[]*(?:Year[ \t])?({_YEAR})[ \t*=#_)\].:]*$", re.MULTILINE | re.I)
#: A line without a full stop that ends with a year.
_TITLE = re.compile(
    rf"^[ \t=#*]*[A-Z][^\n.!?;:]{{3,90}}?[\s,(–-]({_YEAR})\)?[ \t=#*:]*$", re.MULTILINE
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY_LINE = re.compile(
    rf"^[ \t•*▪●·–-]*(?:On\s)?(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH})"
    rf"(?:st|nd|rd|th)?\b(?!,?\s{_YEAR})",
    re.MULTILINE | re.I,
)
#: So many lines that begin with a day make a chronology of what stands under a title.
_SEVERAL = 2
_DAYS = frozenset(["month_day", "day_month", "entry"])
_FOUR_DIGITS = re.compile(r"\d{4}")
_DAY = re.compile(r"(?:\d{4}|-)-(\d\d)-(\d\d)\Z")


def with_years(text: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """Give days without a year that of the heading above them.

    >>> day = DateMention(5, 12, "3 March", "DATE", "day_month", "--03-03")
    >>> with_years("1974\\n3 March: A bomb exploded.", [day])[0].value
    '1974-03-03'
    """
    headings = _headings(text)
    if not headings:
        return list(mentions)
    starts = [at for at, _ in headings]
    found = []
    for m in mentions:
        above = bisect_right(starts, m.start) - 1
        found.append(m if above < 0 else _in_year(m, headings[above][1]))
    return found


def _headings(text: str) -> list[tuple[int, int]]:
    """Where a heading with a year ends, and the year."""
    if _FOUR_DIGITS.search(text) is None:
        return []
    days = [m.start() for m in _DAY_LINE.finditer(text)]
    if not days:
        return []
    alone = [(m.end(), int(m[1])) for m in _ALONE.finditer(text)]
    titles = [(m.end(), int(m[1])) for m in _TITLE.finditer(text)]
    titles = [(end, year) for end, year in titles if sum(d >= end for d in days) >= _SEVERAL]
    return sorted({*alone, *titles})


def _in_year(mention: DateMention, year: int) -> DateMention:
    day = _DAY.match(mention.value)
    if mention.rule not in _DAYS or day is None or _FOUR_DIGITS.search(mention.text):
        return mention
    value = values.day_value(year, int(day[1]), int(day[2]))
    return mention if value is None else replace(mention, value=value)
