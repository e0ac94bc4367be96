"""Finds told apart: a digest tells of one search after another, each with its own day and place.

"Soldiers seized a cache in Karrada on Sept. 25. It held 85 mortar rounds." What times and places a
find often stands in the sentence that leads up to its list, and a cache of the next paragraph with
another hour, day or quarter is another find, though the list itself names none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from mine_ie import dates, layers
from mine_ie.assemble import wording
from mine_ie.assemble.fact import Fact, Lead
from mine_ie.assemble.scene import RANK, event_places, is_aside, rank
from mine_ie.assemble.sentence import Item, Sentence
from mine_ie.assemble.timing import event_dates, is_day, overlap, times_telling

#: What is told of things that are dealt with; a blast before it may lead up to a find.
_FINDS = ("clearance", "use", "stockpile_destruction", "contamination")
#: Sentences before a list that may lead up to it.
_LEADS = 2
_CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?\s?m\b|\b([012]?\d)[:.]?([0-5]\d)\s?(?:hrs|hours|h)\b",
    re.I,
)
_HALF_DAY = 12
_ANYTHING = ("ammunition", "explosive", "ordnance")


def lead_up(told: Sequence[Fact], article: Sequence[Sentence]) -> None:
    """Give each find what its own sentence and the silent ones right before it say."""
    speaking = {f.sentence for f in told if f.type in _FINDS}
    before = Lead()
    for fact in told:
        if fact.type != "clearance" or fact.in_title or fact.anaphoric:
            continue
        first = fact.sentence
        while first > max(0, fact.sentence - _LEADS) and _leads(article[first - 1], speaking):
            first -= 1
        fact.lead = before = _going_on(_lead(article, first, fact.sentence), before)


def _going_on(lead: Lead, before: Lead) -> Lead:
    """What says neither when nor where it was goes on at the hour and the place told before."""
    if lead.days or lead.clocks or lead.turns:
        return lead
    same = not lead.closest
    return replace(
        lead,
        days=before.days,
        clocks=before.clocks if same else lead.clocks,
        places=before.places if same else lead.places,
        closest=before.closest if same else lead.closest,
    )


def _leads(before: Sentence, speaking: set[int]) -> bool:
    """Whether the sentence before tells nothing itself and stands in the same paragraph."""
    return not (before.index in speaking or before.ends_line)


def _lead(article: Sequence[Sentence], first: int, last: int) -> Lead:
    sentences = article[first : last + 1]
    begins = first == 0 or article[first - 1].ends_line
    named = [p for s in sentences for p in _places(s)]
    best = min((r for r, _ in named), default=0)
    return Lead(
        days=frozenset(d for s in sentences for d in _days(s)),
        clocks=frozenset(c for s in sentences for c in clocks(s.text)),
        places=frozenset(name for _, name in named),
        closest=frozenset(name for r, name in named if r == best),
        paragraph=begins,
        turns=_turns(sentences[0]),
        first=first,
    )


def _turns(s: Sentence) -> bool:
    return s.says("new_event") or wording.after("another_find").match(s.text) is not None


def _days(s: Sentence) -> list[str]:
    return [d.kb_id_ for d in event_dates(s) if is_day(d) and not times_telling(s, d)]


def _places(s: Sentence) -> Iterator[tuple[float, str]]:
    """The ranks and names of the places that the sentence may tell a find of."""
    for p in event_places(s):
        if rank(p) <= RANK["province"] and not is_aside(s, p):
            yield rank(p), layers.unpack(p.kb_id_).get("name", p.text).casefold()


def clocks(text: str) -> list[tuple[int, int]]:
    """The hours of the day in a text.

    >>> clocks("Between 6.30 a.m. and 1410 hrs")
    [(6, 30), (14, 10)]
    """
    found = []
    for m in _CLOCK.finditer(text):
        hour, minute = int(m[1] or m[4]), int(m[2] or m[5] or 0)
        if m[3]:
            hour = hour % _HALF_DAY + (_HALF_DAY if m[3] in "pP" else 0)
        found.append((hour, minute))
    return found


def is_another(fact: Fact, earlier: Sequence[Fact]) -> bool:
    """Whether a find is none of those told in ``earlier``, by its hour, its day and its place.

    What only says more of a find ("the mines were destroyed"), goes on about it or counts the same
    things again is no other one.
    """
    here, there = fact.lead, [f.lead for f in earlier]
    if fact.type != "clearance" or here.first is None:
        return False
    if here.days and not _share_a_day(here.days, [lead.days for lead in there]):
        return True
    if here.clocks and _differ(here.clocks, [lead.clocks for lead in there]):
        return True
    if earlier and not here.turns and all(map(_sums_up, earlier)):
        return False
    if here.turns and here.paragraph and _lies_elsewhere(here, there, told=False):
        return True
    if _counts_again(fact, earlier):
        return False
    if here.turns:
        return True
    goes_on = fact.carries and here.first == fact.sentence
    if here.clocks and _is_haul(fact) and not any(lead.clocks for lead in there):
        return here.paragraph and not goes_on
    return here.paragraph and not goes_on and _lies_elsewhere(here, there)


def _sums_up(fact: Fact) -> bool:
    """ "A huge cache of arms, ammunition and explosives": a list of them follows, if anything."""
    return bool(fact.items) and all(
        i.kind in _ANYTHING and i.count is None and "mass_kg" not in i.values for i in fact.items
    )


def _is_haul(fact: Fact) -> bool:
    """Several things: one shell may be told of in every paragraph, each with an hour."""
    return len(fact.items) > 1 or any(_best(i) > 1 for i in fact.items)


def _lies_elsewhere(here: Lead, there: Sequence[Lead], *, told: bool = True) -> bool:
    """Its place is none of theirs; of a place within theirs it also says when.

    ``told``: one of theirs has a place.
    """
    if not told and here.closest and not any(lead.places for lead in there):
        return True
    if not here.closest or not _differ(here.closest, [lead.places for lead in there]):
        return False
    within = any(lead.closest & here.places for lead in there)
    return bool(here.days or here.clocks) if within else True


def _counts_again(fact: Fact, earlier: Sequence[Fact]) -> bool:
    """Whether its figures are those told before, or their parts: "seven ... three, then four"."""
    ours = [i for i in fact.items if i.count is not None]
    told = [i for f in earlier for i in f.items]
    if not ours:
        return True
    if {(i.kind, i.count) for i in ours} <= {(i.kind, i.count) for i in told}:
        return True
    return any(_best(i) == sum(map(_best, ours)) for i in told if i.kind == ours[0].kind)


def _best(item: Item) -> int:
    return item.count.best or 0 if item.count is not None else 0


def _differ(ours: frozenset[Any], theirs: Sequence[frozenset[Any]]) -> bool:
    """Whether others are told, and none of them is ours."""
    told = [t for t in theirs if t]
    return bool(told) and all(ours.isdisjoint(t) for t in told)


def _share_a_day(ours: frozenset[str], theirs: Sequence[frozenset[str]]) -> bool:
    told = [dates.interval(d) for t in theirs for d in t]
    if not told:
        return True
    return any(overlap(dates.interval(d), other) for d in ours for other in told)
