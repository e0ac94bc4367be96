"""Totals of an event from the groups that its sentences state, counting nobody twice.

Each sentence that gives a figure is a *statement*. One statement adds up its groups (parts left out);
statements about one event are then retellings, additions ("three more died"), later figures ("the
toll rose to five") or contradictions, and the total follows from which it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mine_ie import counts
from mine_ie.counts import Bounds

CONFLICT = "conflicting_counts"
PARTS = "parts_exceed_total"


@dataclass(frozen=True)
class Harmed:
    """One group as a sentence states it, for one outcome."""

    sentence: int
    start: int
    end: int
    outcome: str
    count: Bounds | None
    victims: str | None = None
    age: str | None = None
    sex: str | None = None
    activity: str | None = None
    part_of: str | None = None
    more: bool = False
    definite: bool = False
    agent: bool = False
    toll: bool = False
    latest: bool = False
    speaker: str | None = None
    in_title: bool = False
    cue: str = ""


@dataclass(frozen=True)
class Total:
    """What the article says in all for one outcome."""

    bounds: Bounds
    group: Harmed
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Statement:
    bounds: Bounds
    group: Harmed
    victims: frozenset[str | None]
    more: bool
    definite: bool
    latest: bool
    toll: bool
    flags: tuple[str, ...] = ()


def total(groups: Sequence[Harmed]) -> Total | None:
    """Return the event's total over ``groups`` of one outcome; ``None`` when nothing is stated."""
    people = [g for g in groups if not g.agent] or list(groups)
    body = [g for g in people if not g.in_title]
    statements = _statements(body or people)
    if not statements:
        return None
    standing = statements[0]
    flags: list[str] = list(standing.flags)
    rivals: list[Bounds] = []
    for later in statements[1:]:
        flags += later.flags
        if later.latest or (later.toll and not standing.toll and _larger(later, standing)):
            standing, rivals = later, []
        elif _retells(later, standing):
            if later.bounds.best is not None and standing.bounds.best is None:
                standing = later
        elif later.more or _different_people(later, standing):
            standing = _add(standing, later)
        elif later.definite:
            continue
        elif _part(later, standing):
            continue
        elif _part(standing, later):
            standing = later
        else:
            rivals.append(later.bounds)
    if rivals:
        flags.append(CONFLICT)
        return Total(_span(standing.bounds, rivals), standing.group, tuple(dict.fromkeys(flags)))
    return Total(standing.bounds, standing.group, tuple(dict.fromkeys(flags)))


def _statements(groups: Sequence[Harmed]) -> list[_Statement]:
    by_sentence: dict[int, list[Harmed]] = {}
    for group in groups:
        by_sentence.setdefault(group.sentence, []).append(group)
    found = []
    for members in by_sentence.values():
        tolls = [g for g in members if g.toll and g.count is not None]
        whole = tolls[-1:] or [g for g in members if g.part_of is None and g.count is not None]
        if not whole:
            unknown = [g for g in members if g.part_of is None]
            if unknown:
                whole = unknown[:1]
            else:
                continue
        whole = _without_retold(whole)
        known = [g.count if g.count is not None else counts.UNKNOWN for g in whole]
        bounds = known[0] if len(known) == 1 else counts.total(known)
        parts = [
            g.count for g in members if g.part_of not in (None, "total") and g.count is not None
        ]
        exceed = (
            bool(parts)
            and bounds.high is not None
            and len(whole) == 1
            and max(p.low or 0 for p in parts) > bounds.high
        )
        found.append(
            _Statement(
                bounds,
                whole[0],
                frozenset(g.victims for g in whole),
                all(g.more for g in whole),
                all(g.definite for g in whole),
                any(g.latest for g in members),
                bool(tolls),
                (PARTS,) if exceed else (),
            )
        )
    return found


def _without_retold(groups: list[Harmed]) -> list[Harmed]:
    """One sentence may state a figure twice ("a toll of 12 ... the 12 dead")."""
    kept: list[Harmed] = []
    for group in groups:
        same = any(g.count == group.count and g.victims == group.victims for g in kept)
        if same and (group.definite or (group.count is not None and (group.count.low or 0) > 9)):
            continue
        kept.append(group)
    return kept


def _larger(later: _Statement, standing: _Statement) -> bool:
    a, b = later.bounds.best or later.bounds.low, standing.bounds.best or standing.bounds.low
    return a is not None and (b is None or a >= b)


def _retells(later: _Statement, standing: _Statement) -> bool:
    a, b = later.bounds, standing.bounds
    if a == counts.UNKNOWN or b == counts.UNKNOWN:
        return True
    if a.best is not None and a.best == b.best:
        return True
    # "More than ten" and then "twelve": the bound holds what the figure says.
    low, high, best = b.low, b.high, a.best
    return (
        best is not None
        and b.low != b.high
        and (low is None or best >= low)
        and (high is None or best <= high)
        and b.best is None
    )


def _different_people(later: _Statement, standing: _Statement) -> bool:
    """Two soldiers, and in another sentence a child: different people, to be added."""
    named = later.victims - {None, ""}
    others = standing.victims - {None, ""}
    return bool(named) and bool(others) and not named & others and not later.definite


def _part(part: _Statement, whole: _Statement) -> bool:
    """A smaller, more specific group told after the whole: "thirty people" and "nine children"."""
    a = part.bounds.best if part.bounds.best is not None else part.bounds.low
    b = whole.bounds.best if whole.bounds.best is not None else whole.bounds.low
    return (
        a is not None
        and b is not None
        and a < b
        and None in whole.victims | {None if "" in whole.victims else ""}
    )


def _add(standing: _Statement, later: _Statement) -> _Statement:
    bounds = counts.total([standing.bounds, later.bounds])
    return _Statement(
        bounds, standing.group, standing.victims | later.victims, standing.more, standing.definite,
        standing.latest, standing.toll, standing.flags,
    )  # fmt: skip


def _span(standing: Bounds, rivals: Sequence[Bounds]) -> Bounds:
    """Low and high span the figures that stand; the best stays the one the article leads with."""
    everyone = [standing, *rivals]
    lows = [b.low for b in everyone if b.low is not None]
    highs = [b.high for b in everyone]
    low = min(lows) if lows else None
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    best = standing.best
    if best is not None and high is not None and best > high:
        high = None
    return Bounds(low, best, high)
