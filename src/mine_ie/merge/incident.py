"""Put the tellings of one incident together into one record with its sources."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from mine_ie.merge.features import Telling
from mine_ie.merge.figures import OUTCOMES, best_of, choose, conflict, detail, merged
from mine_ie.merge.model import Incident, Policy, Source
from mine_ie.merge.reprints import originals
from mine_ie.merge.score import distance
from mine_ie.schema import Actor, Area, Casualties, Count, Ordnance, Place, When

_NARROW = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "period": 5, None: 6}
_PLACES = {"site": 0, "settlement": 1, "district": 2, "province": 3, "region": 4, "country": 5}
#: Kilometres between stated points from which on the places conflict.
_FAR_KM = 50.0
R = TypeVar("R", Place, Casualties, Ordnance, Area, Actor)
S = TypeVar("S", bound=str)


def incident_id(anchor: str) -> str:
    """A stable id made of the telling that an incident was first known by.

    >>> incident_id("a1#e1")
    'inc-67d6606e2095'
    """
    return "inc-" + hashlib.sha256(anchor.encode()).hexdigest()[:12]


def in_order(tellings: Iterable[Telling]) -> list[Telling]:
    """Earliest published first; undated articles last; then by article."""
    return sorted(tellings, key=lambda t: (t.published is None, t.published or 0, t.key))


def build(
    tellings: Iterable[Telling], policy: Policy = "latest", known: tuple[str, str] | None = None
) -> Incident:
    """Merge tellings of one incident; ``known`` is (id, anchor) of an earlier run."""
    ordered = in_order(tellings)
    repeats = originals([t.sketch for t in ordered])
    independent = [t for n, t in enumerate(ordered) if repeats[n] == n]
    anchor = known[1] if known else ordered[0].key
    fullest = max(independent, key=detail)
    # The casualty groups are those of one telling: parts of two do not add up.
    figures = choose(independent, "killed", policy) or choose(independent, "injured", policy)
    figures = figures or fullest
    event = fullest.row.event
    counts: dict[str, Count | None] = {o: merged(independent, o, policy) for o in OUTCOMES}
    flags = [f for o in OUTCOMES if (f := conflict(independent, o))]
    flags += _conflicts(independent)
    return Incident(
        id=known[0] if known else incident_id(anchor),
        type=_most(t.row.event.type for t in independent),
        status=_most(t.row.event.status for t in independent),
        when=_when(independent),
        places=_places(independent),
        casualties=tuple(
            _bare(g) for g in max((figures, fullest), key=lambda t: _fits(t, counts)).row.event
            .casualties
        ),
        killed=counts["killed"],
        injured=counts["injured"],
        missing=counts["missing"],
        unspecified=counts["unspecified"],
        ordnance=tuple(_bare(item) for item in _ordnance(independent)),
        areas=tuple(_bare(area) for area in event.areas),
        actors=tuple(_bare(actor) for actor in event.actors),
        source=None,
        confidence=_confidence(independent),
        flags=tuple(dict.fromkeys([*flags, *_own_flags(independent)])),
        anchor=anchor,
        policy=policy,
        independent=len(independent),
        sources=tuple(
            source(t, None if repeats[n] == n else ordered[repeats[n]].article)
            for n, t in enumerate(ordered)
        ),
    )  # fmt: skip


def source(telling: Telling, reprint_of: str | None = None) -> Source:
    """One telling as a source: who said what, where in the text."""
    row, event = telling.row, telling.row.event
    return Source(
        article=telling.article,
        event=event.id,
        source=row.source,
        published=row.published,
        url=row.url,
        says=event.source,
        status=event.status,
        start=event.when.start if event.when else None,
        place=event.places[0].name if event.places else None,
        killed=event.killed,
        injured=event.injured,
        missing=event.missing,
        unspecified=event.unspecified,
        evidence=event.evidence,
        reprint_of=reprint_of,
    )


def _bare(record: R) -> R:
    """A part without offsets: they point into one article, and the sources keep them."""
    changes: dict[str, object] = {"evidence": None}
    for name in ("count", "m2"):
        count = getattr(record, name, None)
        if count is not None:
            changes[name] = count.model_copy(update={"evidence": None})
    return record.model_copy(update=changes)


def _most(values: Iterable[S]) -> S:
    """The commonest value, the first of equals."""
    return Counter(values).most_common(1)[0][0]


def _fits(telling: Telling, counts: dict[str, Count | None]) -> tuple[int, int]:
    """How many of the chosen totals a telling's own totals equal, then its groups."""
    event = telling.row.event
    equal = 0
    for outcome, count in counts.items():
        own = getattr(event, outcome)
        equal += own is not None and count is not None and best_of(own) == count.best
    return equal, len(event.casualties)


def _when(tellings: Sequence[Telling]) -> When | None:
    """The narrowest date; of equally narrow ones the commonest."""
    dates = [t.row.event.when for t in tellings if t.row.event.when and t.row.event.when.start]
    if not dates:
        return None
    narrowest = min(_NARROW[d.precision] for d in dates)
    narrow = [d for d in dates if _NARROW[d.precision] == narrowest]
    votes = Counter((d.start, d.end) for d in narrow)
    start, end = votes.most_common(1)[0][0]
    return When(start=start, end=end, precision=narrow[0].precision)


def _places(tellings: Sequence[Telling]) -> tuple[Place, ...]:
    """The places of the telling with the finest located place, each once."""
    placed = [t for t in tellings if t.row.event.places]
    if not placed:
        return ()

    def rank(telling: Telling) -> tuple[int, int, int]:
        first = telling.row.event.places[0]
        kind = _PLACES.get(first.kind or "", 6)
        votes = sum(bool(telling.names & other.names) for other in placed)
        return (kind > 1, kind if kind > 1 else 0, -(2 * votes + (first.lat is not None)))

    return tuple(_bare(place) for place in min(placed, key=rank).row.event.places)


def _ordnance(tellings: Sequence[Telling]) -> Sequence[Ordnance]:
    """The items of the telling with the most specific kinds and the most counts."""

    def rank(telling: Telling) -> tuple[int, int, int]:
        items = telling.row.event.ordnance
        named = sum(item.kind != "ordnance" for item in items)
        specific = sum(item.kind.count(".") + bool(item.model) for item in items)
        return min(named, 1), specific, sum(item.count is not None for item in items)

    return max(tellings, key=rank).row.event.ordnance


def _confidence(tellings: Sequence[Telling]) -> float | None:
    """The best telling's confidence: agreement of others cannot make it less."""
    known = [c for t in tellings if (c := t.row.event.confidence) is not None]
    return max(known) if known else None


def _own_flags(tellings: Sequence[Telling]) -> list[str]:
    """The tellings' flags; that one of them has no date does not matter if another has."""
    dated = any(t.dated for t in tellings)
    found = [flag for t in tellings for flag in t.row.event.flags]
    return [flag for flag in found if not (flag == "no_date" and dated)]


def _conflicts(tellings: Sequence[Telling]) -> list[str]:
    """Flags for days, places and kinds of ordnance that sources do not agree on."""
    flags = []
    days = {t.start for t in tellings if t.dated and t.start == t.end}
    if len(days) > 1:
        flags.append("conflicting_dates")
    points = [t.point for t in tellings if t.point and t.fine]
    fine = [t.names for t in tellings if t.names]
    apart = any(distance(points[0], p) > _FAR_KM for p in points[1:])
    if apart or (fine and not all(fine[0] & names for names in fine[1:])):
        flags.append("conflicting_places")
    tops = [{k.split(".")[0] for k in t.kinds} - {"ordnance"} for t in tellings]
    named = [kinds for kinds in tops if kinds]
    if named and not set.intersection(*named):
        flags.append("conflicting_ordnance")
    if len({t.row.event.status for t in tellings}) > 1:
        flags.append("conflicting_status")
    return flags
