"""Statements: what one sentence says of the dead or the injured, and how two of them stand.

Of one event, later statements retell, refine, add to, replace or contradict those before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from mine_ie import counts
from mine_ie.counts import Bounds

if TYPE_CHECKING:
    from mine_ie.assemble.totals import Harmed

PARTS = "parts_exceed_total"
#: Figures above this that stand twice in a sentence are the same people.
_UNSURE = 9
#: "Five more" that follow on five are rarely others.
_CHANCE = 4
#: An exact figure told later may refine "more than N" up to this many times N.
_NEAR = 1.25
#: Figures of one kind that differ by less than this many times contradict each other.
_RIVAL = 2
#: The sum of two persons comes up by chance.
_PARTS = 2
#: Sentences from one part to the next.
_FOLLOWS = 2


@dataclass(frozen=True)
class Statement:
    """One sentence's figure for one outcome, its groups added up."""

    bounds: Bounds
    group: Harmed
    victims: frozenset[str | None]
    more: bool = False
    definite: bool = False
    latest: bool = False
    toll: bool = False
    former: bool = False
    quoted: bool = False
    apart: bool = False
    #: "20 others", which may only be other than the dead.
    others: bool = False
    of_one: bool = False
    died: str | None = None
    flags: tuple[str, ...] = ()


def without_breakdown(told: list[Statement]) -> list[Statement]:
    """ "Eight were killed. Seven died on the spot. One died in hospital": parts told one by one."""
    for first, whole in enumerate(told):
        n = whole.bounds.best
        if n is None or n <= _PARTS:
            continue
        for end in range(first + 3, len(told) + 1):
            parts = told[first + 1 : end]
            if _adds_up(parts, n):
                return told[: first + 1] + without_breakdown(told[end:])
    return told


def _adds_up(parts: Sequence[Statement], whole: int) -> bool:
    """Whether statements that follow on one another come to the whole."""
    exact = [s.bounds.best for s in parts if s.bounds.low == s.bounds.high and not s.toll]
    figures = [n for n in exact if n]
    told = [s.group.sentence for s in parts]
    follow = all(b - a <= _FOLLOWS for a, b in pairwise(told))
    return len(figures) == len(parts) and follow and sum(figures) == whole


def lasting(told: list[Statement]) -> list[Statement]:
    """Leave out figures that the text itself gives up, and "nobody" where somebody was."""
    somebody = [s for s in told if s.bounds.high != 0]
    kept = somebody or told
    return [s for s in kept if not s.former] or kept


# -- statements ------------------------------------------------------------------------------
def statements(groups: Sequence[Harmed]) -> list[Statement]:
    """Return what each sentence says, in text order; two speakers make two statements."""
    by_sentence: dict[int, list[Harmed]] = {}
    for group in groups:
        by_sentence.setdefault(group.sentence, []).append(group)
    found: list[Statement] = []
    for members in by_sentence.values():
        now = [g for g in members if not g.former] or members
        found += filter(None, map(_statement, _by_speaker(now)))
    return found


def _by_speaker(members: list[Harmed]) -> list[list[Harmed]]:
    """ "The rebels claimed seven, the army acknowledged two": two statements in one sentence."""
    speakers = list(dict.fromkeys(g.speaker for g in members))
    if len(speakers) < 2 or None in speakers:
        return [members]
    return [[g for g in members if g.speaker == who] for who in speakers]


def _statement(members: list[Harmed]) -> Statement | None:
    tolls = [g for g in members if g.toll and g.count is not None]
    whole = tolls[-1:] or [g for g in members if g.part_of is None and g.count is not None]
    if not tolls:
        whole = [g for g in whole if g.count != counts.ZERO] or whole
    whole = whole or [g for g in members if g.part_of is None][:1]
    if not whole:
        return None
    whole = _without_retold(whole)
    known = [g.count if g.count is not None else counts.UNKNOWN for g in whole]
    bounds = known[0] if len(known) == 1 else counts.total(known)
    return Statement(
        bounds,
        whole[0],
        frozenset(g.victims for g in whole),
        more=all(g.more or _of_the_injured(g) for g in whole),
        definite=all(g.definite for g in whole),
        latest=any(g.latest for g in members),
        toll=bool(tolls),
        former=all(g.former for g in whole),
        quoted=all(g.speaker is not None for g in whole),
        apart=any(g.apart for g in whole),
        others=all(g.others for g in whole),
        of_one=all(g.of_one for g in whole),
        died=whole[0].died,
        flags=(PARTS,) if _exceeds(members, whole, bounds) else (),
    )


def _of_the_injured(group: Harmed) -> bool:
    """ "One of the wounded died": beside those killed at once."""
    return group.outcome == "killed" and group.taken_from == "injured"


def _exceeds(members: list[Harmed], whole: list[Harmed], bounds: Bounds) -> bool:
    """Whether a part of the one whole is more than it can be."""
    if len(whole) != 1 or bounds.high is None:
        return False
    key = f"{whole[0].start}:{whole[0].end}:{whole[0].outcome}"
    parts = [g.count for g in members if g.part_of == key and g.count is not None]
    return bool(parts) and max(p.low or 0 for p in parts) > bounds.high


def _without_retold(groups: list[Harmed]) -> list[Harmed]:
    """One sentence may state a figure twice ("a toll of 12 ... the 12 dead")."""
    kept: list[Harmed] = []
    for group in groups:
        same = any(g.count == group.count and g.victims == group.victims for g in kept)
        low = (group.count.low or 0) if group.count is not None else 0
        if not (same and (low > _UNSURE or (group.definite and low != 1))):
            kept.append(group)
    return kept


# -- how two statements stand to each other --------------------------------------------------
def _figure(s: Statement) -> int | None:
    return s.bounds.best if s.bounds.best is not None else s.bounds.low


def told_again(later: Statement, standing: Statement) -> bool:
    """The same figure for "the four", for "20 others", or one too large to come up by chance."""
    n = _figure(later)
    if n is None or n != _figure(standing):
        return False
    return later.definite or later.others or (later.more and n > _CHANCE and not later.apart)


def told_beside(later: Statement, standing: Statement) -> bool:
    """Three more, those of another blast, or one who died in hospital beside those on the spot."""
    afterwards = standing.died == "spot" and later.died == "hospital" and not later.definite
    return (later.more or later.apart or afterwards) and not later.toll


def larger(later: Statement, standing: Statement) -> bool:
    """Whether the later figure is as large or larger."""
    a, b = _figure(later), _figure(standing)
    return a is not None and (b is None or a >= b)


def retells(later: Statement, standing: Statement) -> bool:
    """Whether the later figure is the one that stands, or as vague."""
    a, b = later.bounds, standing.bounds
    if counts.UNKNOWN in (a, b):
        return True
    if a.best is not None and a.best == b.best:
        return True
    # "More than ten" and then "twelve": the bound holds what the figure says.
    return _within(a, b) or _within(b, a)


def _within(figure: Bounds, bound: Bounds) -> bool:
    if figure.best is None or bound.low == bound.high:
        return False
    above = bound.low is None or bound.low <= figure.best <= bound.low * _NEAR
    return above and (bound.high is None or figure.best <= bound.high)


def finer(later: Statement, standing: Statement) -> Statement:
    """The statement that says more: a figure over a vague word, an exact one over a bound."""
    if standing.bounds == counts.UNKNOWN and later.bounds != counts.UNKNOWN:
        return later
    loose = standing.bounds.low != standing.bounds.high
    exact = later.bounds.low == later.bounds.high and later.bounds.best is not None
    return later if loose and exact else standing


def different_people(later: Statement, standing: Statement) -> bool:
    """Two soldiers, and in another sentence a child: different people, to be added."""
    named = later.victims - {None, ""}
    others = standing.victims - {None, ""}
    every = len(named) == len(later.victims) and len(others) == len(standing.victims)
    return every and bool(named) and not named & others and not later.definite


def is_part(part: Statement, whole: Statement) -> bool:
    """A smaller group told of beside the whole: "thirty people", and "nine children" or "one man".

    Two figures for people of no stated kind that are near each other are rivals instead.
    """
    a, b = _figure(part), _figure(whole)
    if a is None or b is None or a >= b:
        return False
    general = None in whole.victims
    if part.victims == {None}:
        return a == 1 or (general and a * _RIVAL <= b)
    return general or part.victims <= whole.victims


def add(standing: Statement, later: Statement) -> Statement:
    """The two of them as one, of other people each."""
    bounds = counts.total([standing.bounds, later.bounds])
    return replace(standing, bounds=bounds, victims=standing.victims | later.victims, more=False)


def span(standing: Bounds, rivals: Sequence[Bounds]) -> Bounds:
    """Low and high span the figures that stand; the best stays the one the article leads with."""
    everyone = [standing, *rivals]
    lows = [b.low for b in everyone if b.low is not None]
    highs = [b.high for b in everyone]
    low = min(lows) if lows else None
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    if low is not None and high is not None and low > high:
        low, high = high, low  # "at most nine" against "twelve"
    best = standing.best
    if best is not None and high is not None and best > high:
        high = None
    if best is not None and low is not None and best < low:
        low = best
    return Bounds(low, best, high)
