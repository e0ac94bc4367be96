"""The article's own clock: its publication date, else its dateline, else a "Published on" line.

A text with neither that opens with a date ("12 March 2009: A bomb ...") speaks of that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mine_ie.dates import values
from mine_ie.dates.lexicon import words
from mine_ie.dates.numerals import full_year
from mine_ie.dates.strokes import day_first

#: The rule name of the short dates that head entries; they date what is told there.
ENTRY = "entry"
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
    rf"|(?P<y3>\d{{4}})\s(?P<m3>{_MONTHS})\s(?P<d3>\d{{1,2}})(?!\w)"
    rf"|(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<num>\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})))"
)
_NO_WEEKDAY = r"(?!(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\b)"
_PLACE = _NO_WEEKDAY + (
    r"[^\W\d_][^\n,;:()\d]{1,40}(?:,\s[^\W\d_][^\n,;:()\d]{1,30}){0,2}"
    r"(?:\s?\([^()\n\d]{1,30}\))?"
)
_DASH = r"(?:[-–—―]|--)"
_SOURCE = r"(?:\([^()\n]{1,60}\)|/[A-Z][\w .-]{1,30}/)"
_DATELINE = re.compile(
    rf"^[ \t]*(?:\[[^\]\n]{{1,30}}\]\s*)?(?P<place>{_PLACE}),?\s{{1,3}}"
    rf"(?:\((?P<in>{_DATE})\)"
    rf"|{_DATE.replace('?P<', '?P<x')}\.?\s*,?\s*(?:{_SOURCE}\s*)?(?:{_DASH}|:)"
    rf"|{_DATE.replace('?P<', '?P<z')}\.?\s*,?\s*{_SOURCE})",
    re.MULTILINE | re.IGNORECASE,
)
#: "DUSHANBE. April 6. A resident ...": capitals tell the town from a sentence.
_SHORT_DATELINE = re.compile(
    rf"^[ \t]*[A-Z][A-Z' /-]{{2,40}}[.,]\s(?i:{_DATE})\.(?=\s)", re.MULTILINE
)
#: A line that is a date alone, and "Operational Update, July 16".
_HEADING = re.compile(
    rf"^[ \t]*(?:[^\n.]{{0,60}}\b(?:update|report|summary|bulletin|digest|round-?up"
    rf"|brief(?:ing)?|news|release),?[ \t]{{1,3}})?{_DATE}[ \t.]*$",
    re.MULTILINE | re.IGNORECASE,
)
#: "July 4: ..." is the day of issue where it is the publication's, else the day told of.
_DAY_OF_ISSUE = re.compile(
    rf"^[ \t]*(?:{_DATE}[ \t]?:|(?P<place>{_PLACE}),[ \t]{_DATE.replace('?P<', '?P<x')}[ \t.]*$)",
    re.MULTILINE | re.IGNORECASE,
)
#: The date that a text opens with, after a few words at most: "On 9 January 2019, ...".
_OPENING = re.compile(rf"(?:\A|\n\s*\n)[^\n\d]{{0,25}}?(?<!\w){_DATE}", re.IGNORECASE)
#: Letters of a small word in a town's name: "San Pedro de la Paz".
_PARTICLE = 3
#: "Recovered in Marawi, 16 July 2017: ..."
_WHERE = frozenset(["in", "at", "near", "off", "from", "on", "by"])
_OF_A_CHRONICLE = re.compile(r"[^()\n]{3,22},\s[^()\n]{4,20}\b\d{4}\s?:\Z")
#: So many days on lines of their own make a chronology.
_SEVERAL = 2
#: A headline may stand before the words that a text opens with.
_HEADLINE = 200
_COUNT_NOT_YEAR = re.compile(r",\s?\d\d\Z")
#: "24/06: ...", "Sat 24/06 - ...": a day without a year at the head of an entry.
_ENTRY = re.compile(
    r"(?:^|(?<=[.;|]\s))[ \t•*]*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s)?"
    r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?=\s?[:–—]|\s-\s)",
    re.MULTILINE | re.IGNORECASE,
)
#: "03/04/2008: ...": the form of the American incident databases, which put the month first.
_DATABASE_ENTRY = re.compile(r"^[ \t]*(?P<b>\d\d)/(?P<a>\d\d)/(?P<y>\d{4})(?=:)", re.MULTILINE)
#: "March 2013" alone on a line, over entries such as "26 – Five people die ...".
_MONTH_HEAD = re.compile(
    rf"^[ \t]*(?P<m>{_MONTHS})[ \t](?P<y>\d{{4}})[ \t:.]*$", re.MULTILINE | re.IGNORECASE
)
_DAY_ENTRY = re.compile(r"^[ \t•*]*(?P<d>\d{1,2})(?:st|nd|rd|th)?[ \t]?[–—:-](?=\s)", re.MULTILINE)
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


def stamps(text: str, clock: date | None = None, published: str | None = None) -> list[Stamp]:
    """Datelines, "Published on" lines and the short dates that head entries, in text order.

    ``clock`` gives what they lack; ``published`` tells a day of issue from a day told of.
    """
    head = text[:HEAD]
    found: list[Stamp] = []
    for rule, pattern in (
        ("published", _PUBLISHED),
        ("dateline", _DATELINE),
        ("dateline", _SHORT_DATELINE),
        ("dateline", _HEADING),
        ("issue", _DAY_OF_ISSUE),
    ):
        for m in pattern.finditer(head):
            stamp = _stamp(m, rule, clock)
            if (rule == "issue" or m.group().endswith(":")) and _is_told(m):
                continue
            if stamp is not None and (rule != "issue" or stamp.value == published):
                found.append(stamp._replace(rule=_rule_of(rule, m, published)))
    found = _days_over_entries(text, found) + list(_entries(text, clock))
    found.sort()
    return [s for i, s in enumerate(found) if not i or s.start >= found[i - 1].end]


def _rule_of(rule: str, m: re.Match[str], published: str | None) -> str:
    """ "LIMA, 21 May 1992: A car bomb wrecks ...", undated, tells what happened on that day."""
    if rule == "dateline" and published is None and _OF_A_CHRONICLE.match(m.group()):
        return ENTRY
    return "dateline" if rule == "issue" else rule


def _days_over_entries(text: str, found: list[Stamp]) -> list[Stamp]:
    """Several lines that are each a day alone head the entries of a chronology: no datelines."""
    alone = [s for s in found if s.rule == "dateline" and _fills_line(text, s)]
    if len({s.value for s in alone}) < _SEVERAL:
        return found
    return [s._replace(rule=ENTRY) if s in alone else s for s in found]


def _fills_line(text: str, stamp: Stamp) -> bool:
    before = text.rfind("\n", 0, stamp.start) + 1
    after = text.find("\n", stamp.end)
    rest = text[stamp.end : after if after >= 0 else len(text)]
    return not text[before : stamp.start].strip() and not rest.strip(" \t.:")


def _is_told(m: re.Match[str]) -> bool:
    """ "Sea mine sinks trawler off Odesa, 7 September 2022: ...": words, not a town, before it."""
    words_ = (m.groupdict().get("place") or "").split()
    return any(w in _WHERE or (len(w) > _PARTICLE and w[0].islower()) for w in words_)


def _entries(text: str, clock: date | None) -> Iterator[Stamp]:
    """The days that head entries in forms that are dates nowhere else."""
    for m in _ENTRY.finditer(text):
        days = [_day_of_entry(clock, m[month], m[day]) for day, month in ("ab", "ba")]
        told = [d for d in days if d is not None]
        if told and (clock is not None or len(set(told)) == 1):
            value = min(told, key=lambda d: _days_back(d, clock))
            yield Stamp(m.start("a"), m.end("b"), value, ENTRY)
    of_month, of_day = ("a", "b") if day_first(text) else ("b", "a")
    for m in _DATABASE_ENTRY.finditer(text):
        day = values.day_value(int(m["y"]), int(m[of_month]), int(m[of_day]))
        if day is not None:
            yield Stamp(m.start("b"), m.end("y"), day, ENTRY)
    heads = list(_MONTH_HEAD.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        month = int(words().entries[head["m"].lower().rstrip(".")][1])
        end = following.start() if following else len(text)
        for m in _DAY_ENTRY.finditer(text, head.end(), end):
            day = values.day_value(int(head["y"]), month, int(m["d"]))
            if day is not None:
                yield Stamp(m.start("d"), m.end("d"), day, ENTRY)


def _day_of_entry(clock: date | None, month: str, day: str) -> str | None:
    return values.day_value(_year(None, clock, int(month), int(day)) or None, int(month), int(day))


def _days_back(value: str, clock: date | None) -> int:
    """How far a day lies back; a day ahead lies further than any."""
    day = values.parse_day(value)
    if day is None or clock is None:
        return 0
    back = (clock - day).days
    return back if back >= 0 else 1000 - back


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
        day_key, month_key, year_key = (
            next((groups[k + n] for n in ("", "2", "3") if k + n in groups), None) for k in "dmy"
        )
        if day_key is None or month_key is None:
            return None
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
    days = [s for s in stamps(text) if s.rule != ENTRY and values.parse_day(s.value)]
    days.sort(key=lambda s: s.rule != "dateline")
    return days[0].value if days else None


def opening_day(text: str) -> date | None:
    """The day that a text opens with: the clock of a text that has no other.

    >>> opening_day("12 March 2009: A bomb exploded."), opening_day("In March a bomb fell.")
    (datetime.date(2009, 3, 12), None)
    """
    entry = next(iter(stamps(text)), None)
    if entry is not None and entry.rule == ENTRY and not text[: entry.start].strip():
        return values.parse_day(entry.value)
    m = _OPENING.search(text[: _HEADLINE + 60])
    if m is None or m.start() > _HEADLINE or _COUNT_NOT_YEAR.search(m.group()):
        return None  # "On 5 July, 33 people ..."
    stamp = _stamp(m, ENTRY, None)
    return None if stamp is None else values.parse_day(stamp.value)
