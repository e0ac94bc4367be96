"""What merging compares: an event reduced to its time, place, people and ordnance."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mine_ie.merge.names import key
from mine_ie.records import Row
from mine_ie.schema import Count, Event, Place
from mine_ie.writers import facts

#: A report without a date of its own tells of the days before it came out.
_BEFORE = 10
#: A longer span is no date of a single incident; it is cut to this many days.
_LONGEST = 45
#: Radius in kilometres of a place without one, by kind.
_RADIUS = {"site": 3.0, "settlement": 5.0, "district": 30.0, "province": 100.0, "region": 300.0}
_FINE = ("site", "settlement")


@dataclass(slots=True)
class Telling:
    """One event of one article, ready to compare. Days are proleptic ordinals."""

    seq: int
    article: str
    row: Row
    start: int | None
    end: int | None
    dated: bool
    point: tuple[float, float] | None
    radius: float
    names: frozenset[str]
    wider: frozenset[str]
    country: str | None
    killed: Count | None
    injured: Count | None
    kinds: frozenset[str]
    counts: dict[str, int]
    victims: frozenset[str]
    ages: frozenset[str]
    delivery: frozenset[str]
    published: int | None
    sketch: tuple[int, ...] = ()
    #: Characters of the article's text, where known.
    length: int = 0
    #: Tellings that say exactly the same (kept with the first of them).
    same: list[Telling] = field(default_factory=list)

    @property
    def key(self) -> str:
        """``<article>#<event>``: unique over a collection."""
        return f"{self.article}#{self.row.event.id}"

    @property
    def fine(self) -> bool:
        """Whether the place is a village or a spot, not a whole district or more."""
        return bool(self.names)

    def signature(self) -> tuple[object, ...]:
        """Equal for tellings that cannot be told apart by :func:`~mine_ie.merge.score.score`."""
        event = self.row.event
        return (
            event.type, self.start, self.end, self.dated, self.point, self.radius, self.names,
            self.wider, self.country, _bounds(self.killed), _bounds(self.injured), self.kinds,
            tuple(sorted(self.counts.items())), self.victims, self.ages, self.delivery,
        )  # fmt: skip


def _bounds(count: Count | None) -> tuple[int | None, ...] | None:
    return None if count is None else (count.low, count.best, count.high)


def telling(row: Row, seq: int = 0, sketch: tuple[int, ...] = ()) -> Telling:
    """Reduce an event to what is compared."""
    event = row.event
    published = _ordinal(row.published)
    start, end, dated = _days(event, published)
    place = _located(event)
    fine = [p for p in event.places if p.kind in (*_FINE, None)]
    wide = [p for p in event.places if p.kind in ("district", "province", "region")]
    wider = {key(p.name) for p in wide}
    wider |= {key(n) for p in event.places for n in (p.admin1, p.admin2) if n}
    return Telling(
        seq=seq,
        article=row.article or event.id,
        row=row,
        start=start,
        end=end,
        dated=dated,
        point=(place.lat, place.lon) if place and place.lat is not None and place.lon is not None
        else None,
        radius=_radius(place) if place else 0.0,
        names=frozenset(filter(None, (key(p.name) for p in fine))),
        wider=frozenset(filter(None, wider)),
        country=facts.country_of(event),
        killed=event.killed,
        injured=event.injured,
        kinds=frozenset(item.kind for item in event.ordnance),
        counts=_counts(event),
        victims=frozenset(g.victims for g in event.casualties if g.victims),
        ages=frozenset(g.age for g in event.casualties if g.age),
        delivery=frozenset(i.delivery for i in event.ordnance if i.delivery),
        published=published,
        sketch=sketch,
        length=len(row.text or ""),
    )  # fmt: skip


def _ordinal(day: str | None) -> int | None:
    found = facts.first_day(day)
    return found.toordinal() if found else None


def _days(event: Event, published: int | None) -> tuple[int | None, int | None, bool]:
    """First and last day the event may have been, and whether its text says so."""
    start, end = facts.span(event)
    if start is None and event.when and event.when.start and published is not None:
        start = end = _in_year_of(event.when.start, published)
    if start is not None:
        first = start.toordinal()
        last = end.toordinal() if end else first
        return first, min(last, first + _LONGEST), True
    if published is not None:
        return published - _BEFORE, published, False
    return None, None, False


def _in_year_of(partial: str, published: int) -> date | None:
    """``--08-24`` in the year in which it was last before ``published``."""
    parts = [int(p) for p in partial.lstrip("-").split("-")] if partial.startswith("--") else []
    if len(parts) != 2:
        return None
    year = date.fromordinal(published).year
    for candidate in (year, year - 1):
        try:
            day = date(candidate, *parts)
        except ValueError:  # 29 February
            continue
        if day.toordinal() <= published + 1:
            return day
    return None


def _located(event: Event) -> Place | None:
    # The middle of a country is nowhere.
    placed = [
        p for p in event.places if p.lat is not None and p.lon is not None and p.kind != "country"
    ]
    return min(placed, key=_radius) if placed else None


def _radius(place: Place) -> float:
    if place.uncertainty_km is not None:
        return place.uncertainty_km
    return _RADIUS.get(place.kind or "settlement", 500.0)


def _counts(event: Event) -> dict[str, int]:
    """Best figures of ordnance, by kind and action, and areas by action."""
    out: dict[str, int] = {}
    for item in event.ordnance:
        if item.count and item.count.best is not None:
            out[f"{item.kind} {item.action}"] = item.count.best
    for area in event.areas:
        figure = area.m2.best if area.m2.best is not None else area.m2.low
        if figure is not None:
            out[f"area {area.action}"] = figure
    return out
