"""How likely two tellings are of one incident: a sum of weights of evidence, with vetoes.

The weights are log-odds in the manner of Fellegi and Sunter (1969), set by hand and checked on
the labelled incidents of ``corpora/incidents`` (``benchmarks/merge.py``); ``docs/merge.md`` lists
them. A veto (:data:`NEVER`) says that no other evidence can make the two one.
"""

from __future__ import annotations

import math

from mine_ie.merge.features import Telling
from mine_ie.schema import Count

#: Two tellings are taken for one incident from this score on.
THRESHOLD = 2.0
NEVER = -100.0
#: Days between two stated dates beyond which two tellings never are one incident.
APART_DAYS = 3
#: A point known no better than this is that of a province, not of a village.
_COARSE_KM = 30.0
_GENERIC = frozenset({"ordnance", "erw", "explosive", "component"})
#: Kinds that reports of one blast mix up.
_CONFUSED = (
    {"mine", "ied"}, {"mine", "booby_trap"}, {"ied", "booby_trap"}, {"ied", "grenade"},
    {"uxo", "mine"}, {"uxo", "projectile"}, {"uxo", "mortar"}, {"uxo", "grenade"},
    {"uxo", "submunition"}, {"uxo", "bomb"}, {"uxo", "rocket"}, {"projectile", "mortar"},
    {"rocket", "missile"}, {"rocket", "projectile"}, {"ammunition", "projectile"}, {"ied", "bomb"},
    {"uxo", "ammunition"}, {"uxo", "axo"}, {"axo", "ammunition"},
)  # fmt: skip


def score(a: Telling, b: Telling) -> float:
    """Weigh the evidence; :data:`THRESHOLD` or more says "one incident"."""
    if a.article == b.article or not _types_agree(a, b):
        return NEVER
    total = 0.0
    for part in (_when, _where, _people, _things):
        total += part(a, b)
        if total <= NEVER / 2:
            return NEVER
    return total


def _types_agree(a: Telling, b: Telling) -> bool:
    first, second = a.row.event.type, b.row.event.type
    return first == second or {first, second} == {"explosion", "use"}


def _when(a: Telling, b: Telling) -> float:
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return -1.0
    gap = max(a.start, b.start) - min(a.end, b.end)
    exact = a.start == a.end and b.start == b.end
    if not (a.dated and b.dated):
        # A date against the days before a report: near the report is likelier.
        if gap > 1:
            return NEVER
        later = min(t.published or t.end or 0 for t in (a, b) if not t.dated)
        other = b if not a.dated else a
        lag = abs(later - (other.start if other.dated and other.start else later))
        return 1.0 - 0.2 * lag
    if gap > APART_DAYS:
        return NEVER
    if gap > 0:
        # "Sunday" against "Monday": time zones, nights and slips of one day happen.
        return (0.0, -0.5, -2.5, -4.0)[gap]
    if exact:
        return 2.0
    longest = max(a.end - a.start, b.end - b.start)
    return 1.0 if longest <= 7 else 0.0


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points (haversine on a sphere).

    >>> round(distance((0, 0), (0, 1)))
    111
    """
    lat1, lat2 = math.radians(a[0]), math.radians(b[0])
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _where(a: Telling, b: Telling) -> float:
    common = a.names & b.names
    if a.country and b.country and a.country != b.country:
        # A gazetteer may take a namesake abroad: a shared name leaves it to the other evidence.
        return -1.0 if common else NEVER
    apart = distance(a.point, b.point) if a.point and b.point else None
    reach = a.radius + b.radius
    if common:
        # One name, two places far apart: namesakes, or one name resolved to two of them.
        return 3.0 if apart is None or apart <= max(30.0, 2 * reach) else 0.0
    if a.fine and b.fine:
        if apart is None:
            return -2.0 if a.wider & b.wider or not (a.wider and b.wider) else -4.0
        if max(a.radius, b.radius) > _COARSE_KM:
            # The village itself is in no gazetteer: the point is that of its province.
            return -2.0 if apart <= reach else -4.0
        if apart > max(50.0, 2 * reach):
            return NEVER
        if apart <= 1.5:
            return 2.5
        return 0.5 if apart <= max(reach / 2, 4.0) else -2.0 if apart <= 2 * reach else -4.0
    if a.names & b.wider or b.names & a.wider:
        return 1.5
    if a.wider & b.wider:
        # Two districts of one province share the province's name and are still two; a village may
        # lie in a district that its report does not name.
        here, there = a.names | a.wider, b.names | b.wider
        if not (here - there and there - here):
            return 1.5
        return -2.5 if apart is not None and apart > reach else -1.0
    if apart is not None:
        return 0.5 if apart <= reach else NEVER if apart > 3 * reach + 50 else -3.0
    if a.wider and b.wider and (a.wider.isdisjoint(b.wider)):
        return -3.0
    # A report that names no place at all may be of any.
    return 0.0 if a.country and b.country else -2.0


def _people(a: Telling, b: Telling) -> float:
    total = _figures(a.killed, b.killed, a, b) + _figures(a.injured, b.injured, a, b)
    if a.victims and b.victims:
        total += 0.5 if a.victims & b.victims else -1.5
    if a.ages and b.ages and not a.ages & b.ages:
        total -= 1.0
    return total


def _span(count: Count) -> tuple[float, float] | None:
    best = count.best
    low = count.low if count.low is not None else best
    high = count.high if count.high is not None else (math.inf if count.low is not None else best)
    if count.low is None and count.high is None:
        if best is None:
            return None
        return 0.8 * best, 1.25 * best
    return (0.0 if low is None else low), (math.inf if high is None else high)


def _figures(first: Count | None, second: Count | None, a: Telling, b: Telling) -> float:
    if first is None or second is None:
        return 0.0
    one, two = _span(first), _span(second)
    if one is None or two is None:
        return 0.0
    x, y = _one(first, one), _one(second, two)
    if one[0] <= two[1] and two[0] <= one[1]:
        if x == y:
            # Two nines agree by chance more rarely than two ones.
            return 0.3 if x == 0 else min(0.8 + 0.5 * math.log2(max(x, 1.0)), 2.5)
        return 0.3
    if x == 0 or y == 0:
        return -2.5
    ratio = max(x, y) / min(x, y)
    rising = (a.published or 0) != (b.published or 0) and (
        ((a.published or 0) < (b.published or 0)) == (x < y)
    )
    # A toll that rises with the hours is what tolls do.
    return max(-3.0, -1.2 * math.log2(ratio) * (0.5 if rising else 1.0) - (0.1 if rising else 0.5))


def _one(count: Count, span: tuple[float, float]) -> float:
    if count.best is not None:
        return float(count.best)
    return span[0] if span[0] > 0 or math.isinf(span[1]) else span[1]


def _things(a: Telling, b: Telling) -> float:
    total = _kinds(a.kinds, b.kinds)
    if a.delivery and b.delivery:
        total += 0.7 if a.delivery & b.delivery else -1.0
    shared = a.counts.keys() & b.counts.keys()
    for name in shared:
        x, y = a.counts[name], b.counts[name]
        if x == y:
            total += 0.2 if x == 1 else min(0.5 * math.log2(max(x, 1)), 3.0)
        elif a.row.event.type != "explosion":
            total -= min(1.5 * abs(math.log2(max(x, 1) / max(y, 1))), 3.0)
    return total


def _kinds(a: frozenset[str], b: frozenset[str]) -> float:
    if not a or not b or a <= _GENERIC or b <= _GENERIC:
        return 0.0
    if a & b:
        return 0.7
    best = -2.0
    for first in a:
        for second in b:
            if first.startswith(second + ".") or second.startswith(first + "."):
                return 0.6
            pair = {first.split(".")[0], second.split(".")[0]}
            if pair in _CONFUSED:
                best = max(best, -0.2)
            elif len(pair) == 1:
                best = max(best, -1.2)
    return best
