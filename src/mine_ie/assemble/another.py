"""Whether a blast with figures of its own is another one than that told before.

"A bomb in Amil killed 13 and wounded 24. Fifteen were killed and 26 hurt in an explosion at a car
dealer's. Earlier, a car bomb in Karrada killed four": three blasts, whatever they share of places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mine_ie import counts
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.totals import Harmed
from mine_ie.counts import Bounds

_TOWNS = ("settlement", "district", "province")
#: So many outcomes told with other figures are no revision of those told before.
_BOTH = 2
#: By how much "at least N" and "nearly N" may be told more exactly.
_ROUND = 1.34


def is_another_blast(fact: Fact, told: Sequence[Fact]) -> bool:
    """Whether the fact tells of people whom the blast of ``told`` did not harm.

    It names a device or a blast as if for the first time, none of its figures can stand beside
    those told of that blast, and it turns to another hour, has a day where the other has none,
    gives both figures anew, or names a scene where nobody said that the other blast was.
    """
    if fact.type != "explosion" or fact.in_title or fact.definite or not _is_first_told(fact):
        return False
    ours = _figures([fact])
    own_day = fact.date is not None and fact.dated_well and not any(f.dates for f in told)
    stands_apart = fact.turns or own_day or _elsewhere(fact, told)
    if not stands_apart and len(ours) < _BOTH:
        return False  # Before the figures of all that was told are gone through.
    theirs = _figures(told)
    shared = ours.keys() & theirs.keys()
    if not shared or any(_may_be_one(a, b) for o in shared for a in ours[o] for b in theirs[o]):
        return False
    return stands_apart or len(shared) >= _BOTH


def is_in_another_town(fact: Fact, told: Sequence[Fact]) -> bool:
    """Whether people were harmed where none of ``told`` was: each names a town of its own."""
    theirs = {p.text for f in told for p in f.places if p.label_ in _TOWNS}
    ours = {p.text for p in fact.places if p.label_ in _TOWNS}
    return bool(_figures([fact]) and ours - theirs and theirs - ours)


def _is_first_told(fact: Fact) -> bool:
    """ "A car bomb", "two shells", "an explosion"; not "the 15 kg bomb"."""
    return fact.indefinite or any(i.count is not None and not i.retold for i in fact.items)


def _figures(facts: Iterable[Fact]) -> dict[str, list[Bounds]]:
    """The figures by outcome, parts left out."""
    found: dict[str, list[Bounds]] = {}
    for h in (h for f in facts for h in f.harmed):
        if _is_figure(h) and h.count is not None:
            found.setdefault(h.outcome, []).append(h.count)
    return found


def _is_figure(h: Harmed) -> bool:
    retold = h.part_of or h.definite or h.latest or h.toll or h.agent
    return not retold and h.count not in (None, counts.UNKNOWN)


def _may_be_one(a: Bounds, b: Bounds) -> bool:
    """ "At least ten" and "twelve", "up to 40" and "30"."""
    return _reaches(a, b) and _reaches(b, a)


def _reaches(a: Bounds, b: Bounds) -> bool:
    top, low = _top(a), _bottom(b)
    return top is None or low is None or low <= top


def _top(n: Bounds) -> float | None:
    """ "At least ten" are hardly more than twelve."""
    if n.high is not None:
        return n.high
    known = n.best if n.best is not None else n.low
    return None if known is None else known * _ROUND


def _bottom(n: Bounds) -> float | None:
    if n.low is not None:
        return n.low
    known = n.best if n.best is not None else n.high
    return None if known is None else known / _ROUND


def _elsewhere(fact: Fact, told: Sequence[Fact]) -> bool:
    """Whether each names a scene of its own, whatever town or province they share."""
    ours = fact.scene_names
    if not ours:
        return False
    theirs = frozenset[str]().union(*(f.scene_names for f in told))
    return bool(ours - theirs and theirs - ours)
