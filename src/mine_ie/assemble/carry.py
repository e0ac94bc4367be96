"""What a sentence takes over from the ones told before it: the scope, the time, the event.

"Since 2022 they cleared 300 mines. An area of 40 ha was surveyed." is one running total;
"They dealt with 618 devices. The haul included 23 mines, ..." is one find, told in full.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from mine_ie import dates
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.scene import RANK, rank
from mine_ie.assemble.sentence import Sentence
from mine_ie.assemble.timing import event_dates, scope, scope_of

_DEALT_WITH = ("clearance", "stockpile_destruction")
#: Sentences back to which "during the week" may look for the week that it means.
_BACK = 3
#: So many items, so many square metres, are years of work.
_MANY, _WIDE = 1000, 1_000_000
_PERFECT = re.compile(r"\b(?:has|have|'ve)\s(?:\w+\s){0,3}?\w+(?:ed|en|t|ne|nd|id)\b", re.I)
_TIME = re.compile(r"\b(?:months?|weeks?|days|year|yr|quarter|season|period)\b", re.I)
_STRETCHES = ("week", "month", "period", "season")


def carry_on(facts: Sequence[Fact], article: Sequence[Sentence]) -> None:
    """Give the facts of an article, in text order, what they take over from those before them."""
    told = [f for f in facts if not f.in_title]
    for before, fact in itertools.pairwise([None, *told]):
        if fact is None:
            continue
        if before is not None and fact.type == before.type and _is_next(before, fact):
            _goes_on(before, fact)
            _breaks_down(before, fact, article[fact.sentence])
        _in_that_time(fact, article)
        if _is_so_far(fact, article[fact.sentence]):
            fact.scope = "cumulative"


def _is_so_far(fact: Fact, sentence: Sentence) -> bool:
    """ "They have destroyed 1.5 million mines": so many, at no time told, are all so far."""
    if fact.type != "clearance" or fact.scope != "incident" or fact.date or fact.dates:
        return False
    if _PERFECT.search(sentence.text) is None or _TIME.search(sentence.text):
        return False
    if any(rank(p) < RANK["province"] for p in fact.places):
        return False
    many = any(i.count is not None and (i.count.best or 0) >= _MANY for i in fact.items)
    return many or any((a.m2.best or 0) >= _WIDE for a in fact.areas)


def _is_next(before: Fact, fact: Fact) -> bool:
    return 0 <= fact.sentence - before.sentence <= 1


def _goes_on(before: Fact, fact: Fact) -> None:
    """ "To date they cleared 39 ha. They have also destroyed 300 mines": the scope carries on."""
    if fact.new or fact.dates or fact.scope != "incident":
        return
    if fact.carries or (before.scope != "incident" and _completes(before, fact)):
        fact.scope = before.scope


def _completes(before: Fact, fact: Fact) -> bool:
    """The land beside the items, or the items beside the land, of one report."""
    if fact.type not in _DEALT_WITH or any(rank(p) < RANK["country"] for p in fact.places):
        return False
    land, things = bool(fact.areas), bool(fact.items)
    return land != things and (things, land) == (bool(before.areas), bool(before.items))


def _breaks_down(before: Fact, fact: Fact, sentence: Sentence) -> None:
    """ "They removed 618 devices. These include 23 mines": one event, whichever tells its time."""
    if fact.type not in _DEALT_WITH or not before.items or not fact.items:
        return
    if sentence.begins("breakdown") or _adds_up(before, fact):
        fact.breaks_down = True
        if before.scope == "incident":
            before.scope = fact.scope
        fact.scope = before.scope


def _adds_up(before: Fact, fact: Fact) -> bool:
    """Whether the items are the parts of a figure told before: 23, 1 and 594 of 618."""
    parts = [i.count.best for i in fact.items if i.count is not None and i.count.best]
    wholes = [i.count.best for i in before.items if i.count is not None]
    return len(parts) > 1 and len(parts) == len(fact.items) and sum(parts) in wholes


def _in_that_time(fact: Fact, article: Sequence[Sentence]) -> None:
    """ "The report covers 7 to 13 October. During the week, 64 mines were found": of that week."""
    sentence = article[fact.sentence]
    if fact.type not in _DEALT_WITH or fact.date is not None or fact.scope != "incident":
        return
    if not sentence.says("in_that_time"):
        return
    for s in reversed(article[max(0, fact.sentence - _BACK) : fact.sentence]):
        if scope(s) == "cumulative":
            return  # "To date they cleared 39 ha. They removed a total of 13,045 shells."
        for d in event_dates(s):
            interval = dates.interval(d.kb_id_)
            if interval.precision in _STRETCHES and interval.start and interval.end:
                fact.date, fact.dates, fact.scope = d, [d], scope_of(d.kb_id_)
                fact.dated_well = True
                return
