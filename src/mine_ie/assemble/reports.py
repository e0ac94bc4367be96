"""Reports on a stretch of time: what their title or a heading says, their bare figures are of.

"Monthly progress report – August 2006" and, below it, "AP mines destroyed: 1,163": of that month.
Lines that each give one figure of it tell of one thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from mine_ie import dates
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.finds import clocks
from mine_ie.assemble.scene import RANK, rank
from mine_ie.assemble.sentence import Item, Sentence
from mine_ie.assemble.timing import event_dates, open_ended

_DEALT_WITH = ("clearance", "stockpile_destruction")
_STRETCHES = ("week", "month", "quarter", "period", "season", "year")
_THIS = re.compile(
    r"(?:(?:in|during|for|over)\s)?(?:this|the)\s(?:reporting\s|reported\s)?"
    r"(?P<unit>week|month|quarter|year|period)",
    re.I,
)
#: How many days such a stretch has.
_LENGTHS = {
    "week": range(5, 9), "month": range(27, 36), "quarter": range(85, 95), "year": range(360, 367),
}  # fmt: skip
#: So many of one kind are the work of a stretch of time.
_MANY = 20
#: Days of the longest stretch that a report is on.
_LONGEST = 800
#: Characters of a heading.
_HEADING = 90
_LETTERED = re.compile(r"\s*\(?[a-z][.)]\s")
#: Characters of a line that gives a figure.
_LINE = 110


def in_the_time_reported(told: Sequence[Fact], article: Sequence[Sentence]) -> None:
    """Date the undated figures of a report, and join those that stand line by line.

    Told after :func:`mine_ie.assemble.finds.lead_up`, whose days say what is of one day.
    """
    stretches = _stretches(article)
    if not any(stretches):
        return
    lines = _lines(article)
    for fact in told:
        stretch = stretches[fact.sentence]
        if stretch is None or fact.in_title:
            continue
        if _is_of_that_time(fact, stretch, article[fact.sentence]):
            fact.date, fact.dates, fact.dated_well = stretch, [stretch], True
        elif _is_bare_figure(fact, lines, on_a_day=_is_on_a_day(fact, article)):
            fact.date, fact.dates, fact.dated_well = stretch, [stretch], True
            fact.scope = "period"
        else:
            continue
        if fact.type in _DEALT_WITH and not (fact.items and fact.areas):
            fact.block = lines.get(fact.sentence, 0)
            fact.listed = fact.listed or bool(fact.block)


def _is_of_that_time(fact: Fact, stretch: Span, sentence: Sentence) -> bool:
    """ "This quarter", "during the week", in a report on one: that quarter, that week."""
    if fact.scope != "period":
        return False
    if fact.date is None:
        return not fact.dates and sentence.says("same_period")
    m = _THIS.fullmatch(fact.date.text)
    return m is not None and _days(stretch) in _LENGTHS.get(m["unit"].lower(), range(5, 400))


def _days(stretch: Span) -> int:
    interval = dates.interval(stretch.kb_id_)
    first, last = map(dates.values.parse_day, (interval.start, interval.end))
    return (last - first).days + 1 if first is not None and last is not None else 0


def _is_on_a_day(fact: Fact, article: Sequence[Sentence]) -> bool:
    """Whether its own sentence, or the ones that lead up to it, name a day or an hour."""
    first = fact.sentence if fact.lead.first is None else fact.lead.first
    lead = article[first : fact.sentence + 1]
    days = (dates.interval(d.kb_id_).precision == "day" for s in lead for d in event_dates(s))
    return any(days) or any(clocks(s.text) for s in lead)


def _is_bare_figure(fact: Fact, lines: dict[int, int], *, on_a_day: bool) -> bool:
    """Whether a fact says nothing of when it was, and is more than one find."""
    if fact.type == "casualty_toll" and fact.date is None and not fact.dates:
        return fact.sentence in lines
    if fact.type not in _DEALT_WITH or fact.scope != "incident":
        return False
    if fact.date is not None or fact.anaphoric or on_a_day:
        return False
    if fact.sentence not in lines and _is_placed(fact) and not fact.section:
        return False
    return bool(fact.areas) or fact.sentence in lines or any(map(_is_many, fact.items))


def _is_placed(fact: Fact) -> bool:
    return any(rank(p) <= RANK["settlement"] for p in fact.places)


def _is_many(item: Item) -> bool:
    return item.count is not None and (item.count.best or item.count.low or 0) >= _MANY


def _stretches(article: Sequence[Sentence]) -> list[Span | None]:
    """For every sentence the stretch of time that the heading in force names."""
    current: Span | None = None
    found: list[Span | None] = []
    for sentence in article:
        if sentence.in_title or _is_heading(sentence):
            reports = not sentence.in_title or sentence.says("report_title")
            named = [d for d in event_dates(sentence) if _is_stretch(d)] if reports else []
            current = named[-1] if named else current
        found.append(current)
    return found


def _is_stretch(d: Span) -> bool:
    interval = dates.interval(d.kb_id_)
    known = interval.start is not None and interval.end is not None
    if not known or interval.precision not in _STRETCHES or open_ended(d):
        return False
    return 0 < _days(d) <= _LONGEST


def _is_heading(sentence: Sentence) -> bool:
    """A short line of its own, or the opening of a list, that tells of nobody and nothing."""
    if sentence.items or sentence.areas or sentence.harmed:
        return False
    text = sentence.text
    alone = len(text) <= _HEADING and sentence.ends_line
    opens = text.rstrip().endswith(":")
    return opens or (alone and not text.rstrip().endswith((",", ";", ".")))


def _lines(article: Sequence[Sentence]) -> dict[int, int]:
    """The run of short lines, numbered from 1, in which a sentence is one of several."""
    found: dict[int, int] = {}
    run: list[int] = []
    number = 0
    for k, sentence in enumerate(article):
        text = sentence.text
        longest = 2 * _LINE if sentence.entry or _LETTERED.match(text) else _LINE
        if not sentence.in_title and len(text) <= longest and _is_line(article, k):
            run.append(k)
        if text.endswith("\n\n") or k + 1 == len(article):
            if len(run) > 1:
                number += 1
                found.update({article[n].index: number for n in run})
            run = []
    return found


def _is_line(article: Sequence[Sentence], k: int) -> bool:
    """Whether the sentence has a line to itself."""
    begins = k == 0 or article[k - 1].ends_line
    ends = k + 1 == len(article) or article[k].ends_line
    return begins and ends
