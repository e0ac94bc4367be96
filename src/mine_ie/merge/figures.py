"""One figure out of several tellings, under a stated policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from mine_ie.merge.features import Telling
from mine_ie.merge.model import Policy
from mine_ie.schema import Count

OUTCOMES = ("killed", "injured", "missing", "unspecified")


def best_of(count: Count) -> int | None:
    """The one number that a count stands for: best, else low, else high."""
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


def detail(telling: Telling) -> tuple[int, int]:
    """How much a telling tells: filled facts, then words."""
    event = telling.row.event
    filled = sum(getattr(event, outcome) is not None for outcome in OUTCOMES)
    filled += len(event.casualties) + len(event.ordnance) + len(event.actors) + len(event.places)
    filled += sum(bool(g.victims) + bool(g.age) + bool(g.activity) for g in event.casualties)
    return filled, telling.length


def choose(tellings: Sequence[Telling], outcome: str, policy: Policy) -> Telling | None:
    """The telling whose figure stands; ``tellings`` are independent, earliest first.

    ``None`` when no telling states the outcome with a number.
    """
    stated = [t for t in tellings if (c := _count(t, outcome)) and best_of(c) is not None]
    if not stated:
        vague = [t for t in tellings if _count(t, outcome) is not None]
        return vague[-1] if vague else None
    if policy == "detailed":
        return max(stated, key=detail)
    if policy == "conservative":
        return min(stated, key=lambda t: _figure(t, outcome))
    if policy == "majority":
        votes = Counter(_figure(t, outcome) for t in stated)
        most = max(votes.values())
        return [t for t in stated if votes[_figure(t, outcome)] == most][-1]
    return stated[-1]


def _count(telling: Telling, outcome: str) -> Count | None:
    count: Count | None = getattr(telling.row.event, outcome)
    return count


def _figure(telling: Telling, outcome: str) -> int:
    count = _count(telling, outcome)
    found = best_of(count) if count else None
    return -1 if found is None else found


def merged(tellings: Sequence[Telling], outcome: str, policy: Policy) -> Count | None:
    """The chosen best figure, with bounds that span all independent tellings."""
    chosen = choose(tellings, outcome, policy)
    if chosen is None:
        return None
    counts = [c for t in tellings if (c := _count(t, outcome)) is not None]
    known = [c for c in counts if best_of(c) is not None]
    if not known:
        return counts[-1].model_copy(update={"evidence": None})
    count = _count(chosen, outcome)
    assert count is not None
    lows = [c.low if c.low is not None else c.best for c in known]
    highs = [c.high if c.high is not None else c.best for c in known]
    # "About 40" bounds nothing; "at least 5" leaves the top open if nobody says more than 5.
    low = None if any(n is None for n in lows) else min(n for n in lows if n is not None)
    high = None if any(n is None for n in highs) else max(n for n in highs if n is not None)
    open_top = [c.low for c in known if c.high is None and c.low is not None]
    if open_top and high is not None and max(open_top) >= high:
        high = None
    best = count.best if count.best is not None or low != high else low
    return Count(low=low, best=best, high=high)


def conflict(tellings: Sequence[Telling], outcome: str) -> str | None:
    """``revised_<outcome>`` when the figure only rises with time, ``conflicting_<outcome>`` when
    sources contradict each other, else ``None``."""
    stated = [
        (t.published or 0, best_of(c), c)
        for t in tellings
        if (c := _count(t, outcome)) is not None and best_of(c) is not None
    ]
    figures = [n for _, n, _ in stated if n is not None]
    if len(set(figures)) < 2 or all(_overlap(a[2], b[2]) for a, b in combinations(stated, 2)):
        return None
    rising = all(a <= b for a, b in pairwise(figures))
    same_day = any(a[0] == b[0] and a[1] != b[1] for a, b in pairwise(stated))
    return f"{'revised' if rising and not same_day else 'conflicting'}_{outcome}"


def _overlap(a: Count, b: Count) -> bool:
    if a.low is None and a.high is None and b.low is None and b.high is None:
        return a.best == b.best
    low = max(a.low or 0, b.low or 0)
    highs = [n for n in (a.high, b.high) if n is not None]
    return not highs or low <= min(highs)
